using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cases.SignIn;

/// <summary>What a code was taken from.</summary>
public enum OneTimeCodeKind
{
    /// <summary>An authenticator app.</summary>
    App,

    /// <summary>A printed list, for offices without phones.</summary>
    List,
}

/// <summary>A code of a printed list; the code itself is on paper alone.</summary>
/// <param name="Hash">SHA-256 of salt and code.</param>
/// <param name="UsedAt">When it was used; null while it is good.</param>
public sealed record ListedCode(Sha256Digest Hash, DateTimeOffset? UsedAt);

/// <summary>An officer's one-time codes and how often was guessed.</summary>
/// <param name="Tenant">The officer's tenant.</param>
/// <param name="Account">The officer's account.</param>
public sealed record OfficerCodes(TenantId Tenant, string Account)
{
    /// <summary>The secret that the app shares; null without an app.</summary>
    public ReadOnlyMemory<byte>? Secret { get; init; }

    /// <summary>The newest step of which a code was used; this and every earlier one is refused.</summary>
    public long LastStep { get; init; }

    /// <summary>Makes hashes of the printed list worthless for another one.</summary>
    public ReadOnlyMemory<byte> Salt { get; init; }

    public IReadOnlyList<ListedCode> List { get; init; } = [];

    /// <summary>Wrong codes since the last right one or lock-out.</summary>
    public int Failures { get; init; }

    /// <summary>Lock-outs since the last right code.</summary>
    public int Locks { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Concurrency token; 0 for one that was never stored.</summary>
    public long Version { get; init; }

    /// <summary>Neither secret nor account.</summary>
    public override string ToString() => "OfficerCodes";

    /// <summary>Uses a code up. Every comparison takes the same time for a right and a wrong code of its kind.</summary>
    /// <param name="code">As typed; blanks, dashes and letter case don't count.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="rule">The rule of guesses.</param>
    /// <param name="kind">What the right code was taken from; null for a wrong one.</param>
    public OfficerCodes Use(string code, DateTimeOffset now, OneTimeCodeRule rule, out OneTimeCodeKind? kind)
    {
        string plain = Plain(code);
        if (FindStep(plain, now, rule) is { } step)
        {
            kind = OneTimeCodeKind.App;
            return Right() with { LastStep = step };
        }

        if (FindListed(plain) is { } index)
        {
            kind = OneTimeCodeKind.List;
            return Right() with { List = [.. List.Select((listed, i) => i == index ? listed with { UsedAt = now } : listed)] };
        }

        kind = null;
        if (Failures + 1 < rule.MostFailures)
        {
            return this with { Failures = Failures + 1 };
        }

        TimeSpan wait = rule.FirstLock * Math.Pow(2, Math.Min(Locks, 20));
        return this with { Failures = 0, Locks = Locks + 1, LockedUntil = now + (wait < rule.LongestLock ? wait : rule.LongestLock) };
    }

    /// <summary>The stored form of a printed code.</summary>
    public static Sha256Digest HashOf(ReadOnlySpan<byte> salt, string code) => Sha256Digest.Of([.. salt, .. Encoding.ASCII.GetBytes(Plain(code))]);

    private OfficerCodes Right() => this with { Failures = 0, Locks = 0, LockedUntil = null };

    private long? FindStep(string plain, DateTimeOffset now, OneTimeCodeRule rule)
    {
        if (Secret is not { } secret || plain.Length != TimeCode.Digits)
        {
            return null;
        }

        long? found = null;
        long present = TimeCode.StepOf(now);
        for (long step = present - rule.Drift; step <= present + rule.Drift; step++)
        {
            bool same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(TimeCode.Of(secret.Span, step)), Encoding.ASCII.GetBytes(plain));
            found = same && step > LastStep ? step : found;
        }

        return found;
    }

    private int? FindListed(string plain)
    {
        Sha256Digest hash = HashOf(Salt.Span, plain);
        int? found = null;
        for (int i = 0; i < List.Count; i++)
        {
            bool same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(List[i].Hash.Hex), Encoding.ASCII.GetBytes(hash.Hex));
            found = same && List[i].UsedAt is null ? i : found;
        }

        return found;
    }

    private static string Plain(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Take(32).Select(char.ToUpperInvariant)]);
}
