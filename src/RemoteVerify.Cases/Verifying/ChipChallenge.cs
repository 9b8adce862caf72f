// ICAO Doc 9303-11 clause 6.1: the challenge (RND.IFD, eight bytes) is the service's. A client that chooses it proves nothing.
using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cases.Verifying;

/// <summary>A challenge that was given out. Its eight bytes are not kept: they follow from the service's key and what stands here.</summary>
/// <param name="Number">Counts the challenges of the verification from 1.</param>
/// <param name="Purpose">Who carries it: <see cref="ChipChallengeKey.HandedIn"/> or <see cref="ChipChallengeKey.Relayed"/>.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ExpiresAt">The answer must come before.</param>
/// <param name="UsedAt">When it was answered, rightly or not; null until then.</param>
/// <param name="Agreement">The service's ephemeral key for chip authentication, or null. Forgotten when the challenge is answered.</param>
public sealed record ChipChallenge(int Number, string Purpose, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, byte[]? Agreement)
{
    public override string ToString() => $"ChipChallenge {Number}";
}

/// <summary>The service's key for challenges, the same on every node.</summary>
public sealed class ChipChallengeKey
{
    /// <summary>The client reads the chip and hands in what it read.</summary>
    public const string HandedIn = "handed-in";

    /// <summary>The service drives the chip.</summary>
    public const string Relayed = "relayed";

    private readonly byte[] _key;

    /// <param name="key">At least 32 secret bytes.</param>
    public ChipChallengeKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32);
        _key = key.ToArray();
    }

    /// <summary>HMAC over the verification's nonce, purpose with number, and end: eight bytes that nobody else can make or foretell.</summary>
    public byte[] BytesOf(VerificationFile file, ChipChallenge challenge) =>
        ActiveAuthentication.CreateChallenge(_key, file.Nonce, $"active-authentication/{challenge.Purpose}/{challenge.Number}", challenge.ExpiresAt);

    /// <summary>The challenge of this verification with these bytes, or why it can't be answered.</summary>
    public Outcome<ChipChallenge> Find(VerificationFile file, ReadOnlySpan<byte> shown, string purpose, DateTimeOffset at)
    {
        foreach (ChipChallenge challenge in file.ChipChallenges)
        {
            if (challenge.Purpose != purpose || !System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(shown, BytesOf(file, challenge)))
            {
                continue;
            }

            return challenge.UsedAt is not null ? Refuse(RefusalCode.ChipChallengeUsed, "The challenge was answered already; it works once.")
                : challenge.ExpiresAt <= at ? Refuse(RefusalCode.ChipChallengeExpired, "The challenge has run out before the chip's answer came.")
                : challenge;
        }

        return Refuse(RefusalCode.ChipChallengeUnknown, "This is no challenge that the service gave out for this verification.");
    }

    public override string ToString() => nameof(ChipChallengeKey);

    private static Refusal Refuse(RefusalCode code, string message) =>
        new(code, $"{message} Ask for another one and let the chip answer that.", [Act.IssueChipChallenge.Code], []);
}
