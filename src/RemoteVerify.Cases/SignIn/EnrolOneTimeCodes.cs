using System.Security.Cryptography;
using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.SignIn;

/// <summary>What the officer gets once and never again.</summary>
/// <param name="AppAddress"><c>otpauth</c> address for an authenticator app, or null.</param>
/// <param name="List">Codes to be printed, or none.</param>
public sealed record EnrolledCodes(string? AppAddress, IReadOnlyList<string> List)
{
    public override string ToString() => "EnrolledCodes";
}

/// <summary>Sets an officer's one-time codes up; what there was of the same kind before counts no more. The operator does it, face to face with the officer.</summary>
public sealed class EnrolOneTimeCodes(Desk desk)
{
    /// <summary>Most codes of a printed list.</summary>
    public const int MostListed = 200;

    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 10;

    /// <param name="actor">The service, for the officer's tenant.</param>
    /// <param name="account">The officer.</param>
    /// <param name="listed">Codes of a printed list; 0 sets up an app.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<EnrolledCodes>> DoAsync(Actor actor, string account, int listed, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentOutOfRangeException.ThrowIfNegative(listed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(listed, MostListed);
        return desk.DoAsync<EnrolledCodes>(Act.EnrolOneTimeCodes, actor, async (work, ct) =>
        {
            OfficerCodes before = await work.Unit.OneTimeCodes.FindAsync(actor.Tenant, account, ct) ?? new OfficerCodes(actor.Tenant, account);
            (OfficerCodes after, EnrolledCodes given) = listed == 0 ? App(before, account) : Printed(before, listed);
            await work.Unit.OneTimeCodes.PutAsync(after with { Failures = 0, Locks = 0, LockedUntil = null, Version = before.Version + 1 }, ct);
            work.Note("officer", account);
            work.Note("kind", listed == 0 ? nameof(OneTimeCodeKind.App) : nameof(OneTimeCodeKind.List));
            return given;
        }, cancellationToken);
    }

    private static (OfficerCodes, EnrolledCodes) App(OfficerCodes before, string account)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(TimeCode.SecretLength);
        string address = $"otpauth://totp/RemoteVerify:{Uri.EscapeDataString(account)}?secret={TimeCode.ToBase32(secret)}&issuer=RemoteVerify";
        return (before with { Secret = secret, LastStep = 0 }, new EnrolledCodes(address, []));
    }

    private static (OfficerCodes, EnrolledCodes) Printed(OfficerCodes before, int count)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        string[] codes = [.. Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetString(Letters, CodeLength).Insert(CodeLength / 2, "-"))];
        return (before with { Salt = salt, List = [.. codes.Select(code => new ListedCode(OfficerCodes.HashOf(salt, code), null))] }, new EnrolledCodes(null, codes));
    }
}

/// <summary>Ends an officer's lock-out before its time.</summary>
public sealed class UnlockOneTimeCodes(Desk desk)
{
    public Task<Outcome<bool>> DoAsync(Actor actor, string account, CancellationToken cancellationToken) =>
        desk.DoAsync<bool>(Act.UnlockOneTimeCodes, actor, async (work, ct) =>
        {
            if (await work.Unit.OneTimeCodes.FindAsync(actor.Tenant, account, ct) is not { } codes)
            {
                return new Refusal(RefusalCode.OneTimeCodeNotEnrolled, "No one-time codes were set up for this officer.");
            }

            work.Note("officer", account);
            await work.Unit.OneTimeCodes.PutAsync(codes with { Failures = 0, Locks = 0, LockedUntil = null, Version = codes.Version + 1 }, ct);
            return true;
        }, cancellationToken);
}
