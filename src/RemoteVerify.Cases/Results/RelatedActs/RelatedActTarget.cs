using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>Whether a stored result can take a related act, and how the two are joined.</summary>
internal static class RelatedActTarget
{
    /// <summary>The result with its state, or a refusal that says why it takes no such act.</summary>
    public static async Task<Outcome<PublishedDocument>> FindAsync(Work work, PublishedId id, RelatedActKind kind, CancellationToken cancellationToken)
    {
        if (!(await Repository.FindAsync(work, id, cancellationToken)).TryGet(out PublishedDocument? about, out Refusal? refusal))
        {
            return refusal;
        }

        ResultState state = ResultState.Of(about, await work.Unit.RelatedActs.ListAsync(about.Id, cancellationToken), work.Now);
        string? problem = about.Kind != PublishedKind.Result ? "related-act.target" : IsOver(state, kind) ? $"related-act.target-{state.Name}" : null;
        return problem is null
            ? about
            : new Refusal(
                RefusalCode.RelatedActNotAccepted,
                "Only a stored result takes a correction, amendment, end or cancellation, and only while it has not ended. The reasons say what is in the way.",
                [],
                [problem]);
    }

    /// <summary>Shows the page with the result from now on, in the transaction that stores the page.</summary>
    public static async Task<RelatedAct> LinkAsync(Work work, PublishedDocument about, PublishedDocument page, RelatedActKind kind, CancellationToken cancellationToken)
    {
        RelatedAct act = new(about.Tenant, about.Id, page.Id, kind, page.Title, work.Actor.Id, work.Now);
        await work.Unit.RelatedActs.AddAsync(act, cancellationToken);

        // The result's version grows too, so that two who end it at once don't miss each other.
        await work.Unit.Published.UpdateAsync(about with { Version = about.Version + 1 }, cancellationToken);
        work.Note("related-to", about.Id.ToString());
        work.Note("kind", kind.ToString());
        work.Publish("result.related-act", about.CaseId, about.Id.ToString());
        return act;
    }

    /// <summary>What was cancelled or revoked is over for every act; what was ended or replaced can still be corrected or cancelled.</summary>
    private static bool IsOver(ResultState state, RelatedActKind kind) => state switch
    {
        ResultState.Cancelled or ResultState.Revoked => true,
        ResultState.Terminated or ResultState.Replaced => kind is RelatedActKind.Amendment or RelatedActKind.Termination,
        _ => false,
    };
}
