using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.SignIn;

/// <summary>
/// Checks an officer's second factor and uses it up. The host asks only after the first factor was right, so that nobody else can lock an
/// officer out. Right and wrong codes and lock-outs are entries of the audit log.
/// </summary>
public sealed class UseOneTimeCode(Desk desk, OneTimeCodeRule rule)
{
    public Task<Outcome<OneTimeCodeKind>> DoAsync(Actor actor, string code, CancellationToken cancellationToken) =>
        desk.DoAsync<OneTimeCodeKind>(Act.UseOneTimeCode, actor, async (work, ct) =>
        {
            OfficerCodes? codes = await work.Unit.OneTimeCodes.FindAsync(actor.Tenant, actor.Id, ct);
            if (codes is null)
            {
                return new Refusal(RefusalCode.OneTimeCodeNotEnrolled, "No one-time codes were set up for this officer. Ask the operator to do it (./rv officers codes).");
            }

            if (codes.LockedUntil > work.Now)
            {
                return Locked(codes);
            }

            OfficerCodes next = codes.Use(code, work.Now, rule, out OneTimeCodeKind? kind);
            await work.Unit.OneTimeCodes.PutAsync(next with { Version = codes.Version + 1 }, ct);
            if (kind is { } good)
            {
                work.Note("kind", good.ToString());
                return good;
            }

            return work.RefuseAndKeep(next.LockedUntil > work.Now
                ? Locked(next)
                : new Refusal(RefusalCode.OneTimeCodeWrong, "The one-time code is wrong, too old or was used before. Take the next one."));
        }, cancellationToken);

    private static Refusal Locked(OfficerCodes codes) => new(
        RefusalCode.OneTimeCodeLocked, $"Too many wrong codes. Wait until {VietnamTime.Print(codes.LockedUntil!.Value)}, or ask the operator to unlock the account.");
}
