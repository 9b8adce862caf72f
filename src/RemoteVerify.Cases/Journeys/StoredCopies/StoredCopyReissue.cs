using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>
/// Asks the repository before a copy is made: an electronic copy can be shown as often as needed, so a valid copy of the same result, by the
/// same road and of the same pages, that the person has already is used again.
/// </summary>
internal static class StoredCopyReissue
{
    /// <summary>The refusal that stands against another copy; null where it may be made.</summary>
    public static async Task<Refusal?> AskAsync(Work work, CaseFile file, CopyPlan plan, TrueOriginalNeeded? exception, CancellationToken cancellationToken)
    {
        if (await work.Unit.Published.FindAsync(plan.Result, cancellationToken) is { } original && await CopyLimit.ReachedAsync(work, original, cancellationToken) is { } reached)
        {
            return reached;
        }

        var question = new ReissueQuestion(file.Id, file.ProcedureCode, CopyRight.Proven(file))
        {
            IsSame = async (document, ct) => document.Original == plan.Result && await IsSameWayAsync(work, document, plan, ct),
        };
        return (await ReissueRule.CheckAsync(work, question, exception, cancellationToken)).Refusal;
    }

    private static async Task<bool> IsSameWayAsync(Work work, PublishedDocument copy, CopyPlan plan, CancellationToken cancellationToken) =>
        (await work.Unit.Cases.FindAsync(copy.Tenant, copy.CaseId, cancellationToken))?.File.Copy is not { } made
        || (made.Road == plan.Road && made.Pages.SequenceEqual(plan.Pages));
}
