using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>
/// Links a stored document to the result that it corrects, amends, ends or cancels, where it was made by a case like any other because the
/// participants sign it too. What an officer begins by <see cref="BeginRelatedAct"/> is linked when it is stored. The result's bytes stay.
/// </summary>
public sealed class LinkRelatedAct(Desk desk, IDocumentValidator validator)
{
    public Task<Outcome<RelatedAct>> DoAsync(Actor actor, PublishedId target, PublishedId document, RelatedActKind kind, CancellationToken cancellationToken) =>
        desk.DoAsync<RelatedAct>(Act.LinkRelatedAct, actor, async (work, ct) =>
        {
            if (!(await Repository.FindAsync(work, target, ct)).TryGet(out PublishedDocument? about, out Refusal? refusal)
                || !(await Repository.ReadAsync(work, document, ct)).TryGet(out PublishedBytes? page, out refusal)
                || !validator.Validate(page.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal))
            {
                return refusal;
            }

            List<string> problems = Problems(about, page.Document, verdict);
            if (await work.Unit.RelatedActs.FindByDocumentAsync(document, ct) is not null)
            {
                problems.Add("related-act.linked-before");
            }

            if (problems.Count > 0)
            {
                return new Refusal(
                    RefusalCode.RelatedActNotAccepted,
                    "A related act is a stored document of its own, signed by the officer and sealed by the organisation, about a result of the same agency. The reasons say what is in the way.",
                    [],
                    problems);
            }

            await work.Unit.Published.UpdateAsync(page.Document with { Kind = PublishedKind.RelatedAct, Version = page.Document.Version + 1 }, ct);
            work.About(about.CaseId);
            work.Note("result", document.ToString());
            return await RelatedActTarget.LinkAsync(work, about, page.Document, kind, ct);
        }, cancellationToken);

    private static List<string> Problems(PublishedDocument about, PublishedDocument page, DocumentVerdict verdict)
    {
        List<string> problems = [];
        if (about.Kind != PublishedKind.Result || about.WithdrawnAt is not null)
        {
            problems.Add("related-act.target");
        }

        if (page.Id == about.Id || page.Kind != PublishedKind.Result || page.WithdrawnAt is not null || page.Tenant != about.Tenant)
        {
            problems.Add("related-act.document");
        }

        if (!verdict.IsValid)
        {
            problems.Add("related-act.signatures");
        }

        foreach (string slot in new[] { SlotNames.Countersignature, SlotNames.Seal }.Where(slot => verdict.Signatures.All(s => s.Field != slot)))
        {
            problems.Add($"related-act.missing-{(slot == SlotNames.Seal ? "seal" : "officer")}");
        }

        return problems;
    }
}
