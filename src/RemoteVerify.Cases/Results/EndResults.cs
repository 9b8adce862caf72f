using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>Says that a newer result took the place of an older one. Both stay; the older says so first from then on.</summary>
public sealed class ReplaceResult(Desk desk)
{
    public Task<Outcome<PublishedDocument>> DoAsync(Actor actor, PublishedReference reference, PublishedId by, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedDocument>(Act.ReplaceResult, actor, async (work, ct) =>
        {
            if (Ending.NoReason(reason) is { } noReason)
            {
                return noReason;
            }

            if (!(await Ending.FindAsync(work, reference, ct)).TryGet(out PublishedDocument? older, out Refusal? refusal)
                || !(await Repository.FindAsync(work, by, ct)).TryGet(out PublishedDocument? newer, out refusal))
            {
                return refusal;
            }

            string[] problems = [.. await ProblemsAsync(work, older, newer, ct)];
            if (problems.Length > 0)
            {
                return new Refusal(
                    RefusalCode.ReplacementNotFit, "A result is replaced by a valid one of the same kind for the same people. The reasons say what doesn't fit.", [], problems);
            }

            work.About(older.CaseId);
            work.Note("by", by.ToString());
            return await Ending.SaveAsync(work, older with { Replacement = new Replacement(by, work.Now, reason.Trim()) }, "result.replaced", ct);
        }, cancellationToken);

    private static async Task<List<string>> ProblemsAsync(Work work, PublishedDocument older, PublishedDocument newer, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        if (newer.Id == older.Id || newer.Kind != PublishedKind.Result || newer.Type != older.Type)
        {
            problems.Add("replacement.kind");
        }

        if (ResultState.Of(newer, await work.Unit.RelatedActs.ListAsync(newer.Id, cancellationToken), work.Now) is not (ResultState.Valid or ResultState.NotYetValid))
        {
            problems.Add("replacement.not-valid");
        }

        if (!newer.Owners.Select(o => o.PersonalNumber).ToHashSet().SetEquals(older.Owners.Select(o => o.PersonalNumber)))
        {
            problems.Add("replacement.owners");
        }

        if (newer.Tenant != older.Tenant)
        {
            problems.Add("replacement.tenant");
        }

        return problems;
    }
}

/// <summary>Declares a result or a copy invalid, with the officer's written reason. Nothing is deleted.</summary>
public sealed class RevokeResult(Desk desk)
{
    public Task<Outcome<PublishedDocument>> DoAsync(Actor actor, PublishedReference reference, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedDocument>(Act.RevokeResult, actor, async (work, ct) =>
        {
            if (Ending.NoReason(reason) is { } noReason)
            {
                return noReason;
            }

            if (!(await Repository.FindAsync(work, reference.Id, ct)).TryGet(out PublishedDocument? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (Ending.Outdated(found, reference) is { } outdated)
            {
                return outdated;
            }

            return found.WithdrawnAt is not null
                ? Ending.AlreadyEnded()
                : await Ending.SaveAsync(work, found with { WithdrawnAt = work.Now, RevocationReason = reason.Trim() }, "result.revoked", ct);
        }, cancellationToken);
}

internal static class Ending
{
    private const int LongestReason = 1000;

    public static Refusal? NoReason(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
        ? new Refusal(RefusalCode.ReasonRequired, $"Write the reason in words, at most {LongestReason} characters.")
        : null;

    /// <summary>A result that has not ended yet.</summary>
    public static async Task<Outcome<PublishedDocument>> FindAsync(Work work, PublishedReference reference, CancellationToken cancellationToken)
    {
        if (!(await Repository.FindAsync(work, reference.Id, cancellationToken)).TryGet(out PublishedDocument? found, out Refusal? refusal))
        {
            return refusal;
        }

        return Outdated(found, reference) is { } outdated ? outdated
            : found.Kind != PublishedKind.Result ? new Refusal(RefusalCode.ResultNotFound, "This is no result of the repository but a copy or a related act. Use the id of the result.")
            : found.WithdrawnAt is not null || found.Replacement is not null ? AlreadyEnded()
            : found;
    }

    /// <summary>The refusal for a caller who saw another version.</summary>
    public static Refusal? Outdated(PublishedDocument found, PublishedReference reference) => reference.ExpectedVersion is { } expected && expected != found.Version
        ? new Refusal(RefusalCode.ResultChanged, "The result has changed since you read it. Read it again and repeat the act.")
        : null;

    public static Refusal AlreadyEnded() =>
        new(RefusalCode.ResultAlreadyEnded, "This result was replaced or declared invalid before. Read it again.", [Act.ReadResult.Code], []);

    public static async Task<PublishedDocument> SaveAsync(Work work, PublishedDocument changed, string domainEvent, CancellationToken cancellationToken)
    {
        PublishedDocument next = changed with { Version = changed.Version + 1 };
        await work.Unit.Published.UpdateAsync(next, cancellationToken);
        work.Note("result", next.Id.ToString());
        work.Publish(domainEvent, next.CaseId, next.Id.ToString());
        return next;
    }
}
