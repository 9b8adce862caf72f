using System.Globalization;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>Holds copies back of which the law gives out only so many (Circular 04/2020 article 12: one certificate for a marriage).</summary>
internal static class CopyLimit
{
    /// <summary>The refusal when as many are out as may be, the original counted; null where there is no limit or it isn't reached.</summary>
    public static async Task<Refusal?> ReachedAsync(Work work, PublishedDocument original, CancellationToken cancellationToken)
    {
        if (original.Provenance != Results.ResultProvenance.Case
            || (await work.Unit.Cases.FindAsync(original.Tenant, original.CaseId, cancellationToken))?.File.MaximumCopies is not { } most)
        {
            return null;
        }

        HashSet<PublishedId> copies = [.. Of(await work.Unit.Published.ListAsync(original.CaseId, cancellationToken), original)];
        foreach (string owner in original.Owners.Select(o => o.PersonalNumber))
        {
            copies.UnionWith(Of(await work.Unit.Published.ListByOwnerAsync(original.Tenant, owner, null, cancellationToken), original));
        }

        return 1 + copies.Count < most
            ? null
            : new Refusal(
                RefusalCode.CopiesMaximumReached,
                string.Create(CultureInfo.InvariantCulture, $"Of this result {most} may be given out, and no more. Use the one that was issued: it can be shown and checked as often as needed."),
                [],
                [string.Create(CultureInfo.InvariantCulture, $"maximum:{most}"), original.Id.ToString()]);
    }

    private static IEnumerable<PublishedId> Of(IReadOnlyList<PublishedDocument> documents, PublishedDocument original) =>
        documents.Where(d => d.Original == original.Id && d.WithdrawnAt is null).Select(d => d.Id);
}
