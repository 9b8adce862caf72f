using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>The service ends a case whose citizen did not do the next step in time. A person can open a new one at any time.</summary>
public sealed class ExpireCase(Desk desk)
{
    /// <summary>How long a draft may lie.</summary>
    public static readonly TimeSpan DraftTime = TimeSpan.FromDays(30);

    /// <summary>How long a fee may be open.</summary>
    public static readonly TimeSpan PaymentTime = TimeSpan.FromDays(10);

    /// <summary>When a case may be ended for want of the citizen's next step; null when it waits for no citizen.</summary>
    public static DateTimeOffset? DueAt(Case current) => current switch
    {
        DraftCase c => LaidDownAt(c.File) + DraftTime,
        SupplementRequested c => c.Demand.DueAt,
        PaymentRequested c => c.File.Dossier.Payments.First(p => p.Id == c.Claim).AskedAt + PaymentTime,
        Journeys.MaritalCertificates.CertificateDrafted c => c.DueAt,
        _ => null,
    };

    /// <summary>When it was opened, or opened again after a contest.</summary>
    private static DateTimeOffset LaidDownAt(CaseFile file) => file.Stages.Count > 1 ? file.Stages[^1].At : file.OpenedAt;

    public Task<Outcome<ExpiredCase>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<ExpiredCase>(Act.ExpireCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.ExpireCase) || DueAt(current) is not { } due)
            {
                return current.NotAllowed(Act.ExpireCase);
            }

            if (work.Now < due)
            {
                return new Refusal(RefusalCode.NotDueYet, "The citizen still has time for the next step. Wait until it has run out.");
            }

            await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Expired, ct);
            work.Publish("case.expired", current.File.Id);
            return await work.SaveAsync(new ExpiredCase(current.File, current.CurrentDocument, current.State, work.Now), ct);
        }, cancellationToken);
}
