using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>The pages that must be read with a result, for a copy that carries them.</summary>
internal static class PagesOfResult
{
    /// <summary>Oldest first; a refusal when one of them was destroyed, for a copy without it would tell less than the result.</summary>
    public static async Task<Outcome<IReadOnlyList<RelatedPage>>> ReadAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        List<RelatedPage> pages = [];
        foreach (RelatedAct act in await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken))
        {
            PublishedDocument? page = await work.Unit.Published.FindAsync(act.Document, cancellationToken);
            if (page is null || !(await Repository.BytesAsync(work, page, cancellationToken)).TryGet(out PublishedBytes? bytes, out _))
            {
                return new Refusal(RefusalCode.EvidenceDestroyed, "A correction or amendment of the result is not there any more, so no copy is made. Ask the agency that issued the result.");
            }

            pages.Add(new RelatedPage(page.Title, bytes.Code, bytes.Pdf));
        }

        return Outcome<IReadOnlyList<RelatedPage>>.Done(pages);
    }
}
