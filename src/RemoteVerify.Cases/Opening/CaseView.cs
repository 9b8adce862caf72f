using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Opening;

/// <summary>A case as shown to one of its people.</summary>
/// <param name="Case">The case in its state.</param>
/// <param name="Verifications">Its verifications, oldest first.</param>
/// <param name="Timeline">What was done, oldest first.</param>
/// <param name="Published">Result and copies.</param>
public sealed record CaseView(
    Case Case, IReadOnlyList<Verification> Verifications, IReadOnlyList<RecordedEntry> Timeline, IReadOnlyList<PublishedDocument> Published)
{
    public override string ToString() => $"CaseView {Case.File.Code}";
}

/// <summary>Reads one case with its timeline.</summary>
public sealed class ViewCase(Desk desk)
{
    public Task<Outcome<CaseView>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseView>(Act.ViewCase, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            return new CaseView(
                found,
                await work.Unit.Verifications.ListAsync(id, ct),
                await work.Unit.Audit.ListAsync(id, ct),
                await work.Unit.Published.ListAsync(id, ct));
        }, cancellationToken);
}

/// <summary>Lists cases: a portal sees its own, an officer those of the tenant.</summary>
public sealed class ListCases(Desk desk)
{
    public Task<Outcome<IReadOnlyList<CaseSummary>>> DoAsync(
        Actor actor, string? state, CaseId? before, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<CaseSummary>>(Act.ListCases, actor, async (work, ct) =>
        {
            work.StaySilent();
            var query = new CaseQuery(state, actor.Role == ActorRole.Portal ? actor.Id : null, before, Math.Clamp(limit, 1, 200));
            IReadOnlyList<CaseSummary> found = await work.Unit.Cases.ListAsync(actor.Tenant, query, ct);
            return Outcome<IReadOnlyList<CaseSummary>>.Done(found);
        }, cancellationToken);
}
