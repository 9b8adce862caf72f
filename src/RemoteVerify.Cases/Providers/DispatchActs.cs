using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Providers;

/// <summary>Keeps how a message to another agency ended: that an agency was told something about a case is an entry of the audit log.</summary>
public sealed class EndDispatch(Desk desk)
{
    /// <param name="actor">The service.</param>
    /// <param name="dispatch">As it was taken from the queue.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="outcome">A code.</param>
    /// <param name="receipt">The receiver's number for it, or null.</param>
    /// <param name="basis">What for and by which right it was told.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Dispatch>> DoAsync(
        Actor actor, Dispatch dispatch, DispatchState state, string outcome, string? receipt, (string Purpose, string LegalBasis) basis, CancellationToken cancellationToken) =>
        desk.DoAsync<Dispatch>(Act.EndDispatch, actor, async (work, ct) =>
        {
            work.About(dispatch.CaseId);
            Dispatch ended = dispatch with { State = state, LastOutcome = outcome, Receipt = receipt, DoneAt = work.Now };
            await work.Unit.Dispatches.UpdateAsync(ended, DispatchState.Waiting, ct);
            work.Note("dispatch", dispatch.Id.ToString("D"));
            work.Note("channel", dispatch.Channel);
            work.Note("what", dispatch.What);
            work.Note("outcome", outcome);
            work.Note("tries", dispatch.Attempts.ToString(CultureInfo.InvariantCulture));
            work.Note("purpose", basis.Purpose);
            work.Note("legal-basis", basis.LegalBasis);
            if (receipt is not null)
            {
                work.Note("receipt", receipt);
            }

            return ended;
        }, cancellationToken);
}

/// <summary>What the cases of the agency owe to others and how far it is; the officer sees at once what hangs.</summary>
public sealed class ListDispatches(Desk desk)
{
    /// <summary>Most messages of one answer.</summary>
    public const int MaximumDispatches = 200;

    public Task<Outcome<IReadOnlyList<Dispatch>>> DoAsync(Actor actor, DispatchQuery query, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<Dispatch>>(Act.ListDispatches, actor, async (work, ct) =>
        {
            work.StaySilent();
            return Outcome<IReadOnlyList<Dispatch>>.Done(
                await work.Unit.Dispatches.ListAsync(actor.Tenant, query with { Limit = Math.Clamp(query.Limit, 1, MaximumDispatches) }, ct));
        }, cancellationToken);
}

/// <summary>Puts a refused or given-up message back into the queue, after somebody mended what stood in the way.</summary>
public sealed class RetryDispatch(Desk desk)
{
    public Task<Outcome<Dispatch>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<Dispatch>(Act.RetryDispatch, actor, async (work, ct) =>
        {
            if (!(await Dispatches.HangingAsync(work, id, ct)).TryGet(out Dispatch? hanging, out Refusal? refusal))
            {
                return refusal;
            }

            Dispatch again = hanging with { State = DispatchState.Waiting, Attempts = 0, NextTryAt = work.Now, DoneAt = null };
            await work.Unit.Dispatches.UpdateAsync(again, hanging.State, ct);
            return again;
        }, cancellationToken);
}

/// <summary>Decides that a hanging message is not sent, so that the ones behind it go on.</summary>
public sealed class SkipDispatch(Desk desk)
{
    public Task<Outcome<Dispatch>> DoAsync(Actor actor, Guid id, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<Dispatch>(Act.SkipDispatch, actor, async (work, ct) =>
        {
            if (!(await Dispatches.HangingAsync(work, id, ct)).TryGet(out Dispatch? hanging, out Refusal? refusal))
            {
                return refusal;
            }

            string why = FieldFaults.Clean(reason);
            if (why.Length is 0 or > MarkCorrectionSent.MaximumTextLength)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say in at most 200 characters why it is not sent, then skip it again.");
            }

            // Only in the entry, which lies under the case's key: an officer's words may name somebody.
            work.Note("reason", why);
            Dispatch skipped = hanging with { State = DispatchState.Skipped, LastOutcome = "skipped", DoneAt = work.Now };
            await work.Unit.Dispatches.UpdateAsync(skipped, hanging.State, ct);
            return skipped;
        }, cancellationToken);
}

internal static class Dispatches
{
    /// <summary>A message of the actor's agency that hangs.</summary>
    public static async Task<Outcome<Dispatch>> HangingAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        if (await work.Unit.Dispatches.FindAsync(work.Actor.Tenant, id, cancellationToken) is not { } found)
        {
            return new Refusal(RefusalCode.DispatchNotFound, "There is no such message to another agency for you. Use an id from the list.");
        }

        work.About(found.CaseId);
        work.Note("dispatch", found.Id.ToString("D"));
        work.Note("channel", found.Channel);
        return found.State is DispatchState.Refused or DispatchState.GivenUp
            ? found
            : new Refusal(RefusalCode.DispatchNotHanging, "The message waits to be sent, or is done. Only one that was refused or given up is sent again or skipped.");
    }
}
