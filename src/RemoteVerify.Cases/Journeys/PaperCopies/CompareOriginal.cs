// Decree 23/2015/ND-CP article 22: what may not be copied; the grounds themselves are data of the procedure.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>
/// The officer compares scan and original and answers every item of the procedure's checklist. An item that is not ticked is a ground
/// that applies: the case ends with it, in the words of the data.
/// </summary>
public sealed class CompareOriginal(Desk desk, ProcedureLibrary procedures)
{
    /// <param name="actor">The officer who has the original.</param>
    /// <param name="reference">The case.</param>
    /// <param name="answers">Id of each item, and true when the officer ticked that the ground does not apply.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, IReadOnlyDictionary<string, bool> answers, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.CompareOriginal, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<OriginalScanned>(reference, ct)).TryGet(out OriginalScanned? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (OriginalInHand.Missing(current.Presentation, actor, current) is { } elsewhere)
            {
                return elsewhere;
            }

            IReadOnlyList<RefusalGround> checklist = TakeScan.Options(await procedures.OfCaseAsync(work.Unit, current.File, ct)).Checklist;
            string[] open =
            [
                .. checklist.Where(item => !answers.ContainsKey(item.Id)).Select(item => $"missing:{item.Id}"),
                .. answers.Keys.Where(id => checklist.All(item => item.Id != id)).Select(id => $"unknown:{id}"),
            ];
            if (open.Length > 0)
            {
                return new Refusal(
                    RefusalCode.ChecklistNotComplete, "Answer every item of the procedure's checklist, and no other.", [.. current.Allowed.Select(a => a.Code)], open);
            }

            work.Note("document", current.Scan.Sha256.Hex);
            RefusalGround[] grounds = [.. checklist.Where(item => !answers[item.Id])];
            return grounds.Length == 0
                ? await work.SaveAsync<Case>(current.Compare(new Comparison(actor.Id, answers, work.Now)), ct)
                : await RefuseAsync(work, current, grounds, ct);
        }, cancellationToken);

    private static async Task<Case> RefuseAsync(Work work, OriginalScanned current, RefusalGround[] grounds, CancellationToken cancellationToken)
    {
        await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Refused(grounds[0].Id), cancellationToken);
        work.Note("reason-code", string.Join(' ', grounds.Select(g => g.Id)));
        work.Publish("case.refused", current.File.Id);
        return await work.SaveAsync<Case>(
            current.Refuse(new CaseRefusal(work.Actor.Id, grounds[0].Id, string.Join("; ", grounds.Select(g => g.TextVi)), work.Now)), cancellationToken);
    }
}
