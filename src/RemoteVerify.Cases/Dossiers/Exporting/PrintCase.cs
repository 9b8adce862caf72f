using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>Shows a case for printing. Paper leaves the building, so each print is recorded, with whether pictures were on it; these are looked at by <see cref="Verifying.ViewEvidence"/>.</summary>
public sealed class PrintCase(Desk desk)
{
    public Task<Outcome<CaseView>> DoAsync(Actor actor, CaseId id, bool withPictures, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseView>(Act.PrintCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("pictures", withPictures ? "yes" : "no");
            return new CaseView(found, await work.Unit.Verifications.ListAsync(id, ct), await work.Unit.Audit.ListAsync(id, ct), await work.Unit.Published.ListAsync(id, ct));
        }, cancellationToken);
}
