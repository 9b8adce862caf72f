using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>What the officer wants copied.</summary>
/// <param name="Result">Id of the stored result; null to find it by owner and type.</param>
/// <param name="Owner">Personal number of the owner; null for the person who asks.</param>
/// <param name="Type">Kind of result; null for any.</param>
/// <param name="Road">Legal road.</param>
/// <param name="Pages">Pages of an extract (TRÍCH SAO), from 1; empty for all.</param>
/// <param name="RightPaper">Id of the dossier's paper that shows a right to another person's result; null when it is the requester's own.</param>
public sealed record CopyRequest(PublishedId? Result, string? Owner, string? Type, CopyRoad Road, IReadOnlyList<int> Pages, string? RightPaper)
{
    /// <summary>Why another copy is made although a valid one is there; null for the rule.</summary>
    public TrueOriginalNeeded? TrueOriginal { get; init; }

    public override string ToString() => $"CopyRequest {Road}";
}

/// <summary>
/// Finds the stored result, checks it and whose it is, and chooses the road. The question to the repository and its answer become a
/// paper of the dossier, also when nothing is found.
/// </summary>
public sealed class PlanCopy(Desk desk, ProcedureLibrary procedures, IDocumentValidator validator, LookupSnapshots snapshots, OfficeHead office)
{
    /// <summary>Tells that there is nothing to copy, and the result must be issued anew.</summary>
    public const string OfferReissue = "offer:re-issue";

    private readonly CopyLookups _lookups = new(snapshots, office);

    public Task<Outcome<CopyPlanned>> DoAsync(Actor actor, CaseReference reference, CopyRequest request, CancellationToken cancellationToken) =>
        desk.DoAsync<CopyPlanned>(Act.PlanCopy, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.PlanCopy))
            {
                return current.NotAllowed(Act.PlanCopy);
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (Problem(procedure, current.File, request) is { } problem)
            {
                return problem with { AllowedActions = problem.AllowedActions.Count > 0 ? problem.AllowedActions : [.. current.Allowed.Select(a => a.Code)] };
            }

            if (!(await _lookups.FindAsync(work, current.File, procedure, request, ct)).TryGet(out FoundResults? found, out refusal))
            {
                return refusal;
            }

            CaseFile asked = current.File with { Dossier = found.Dossier };
            if (!(await ChooseAsync(work, asked, request, found, ct)).TryGet(out CopyPlan? chosen, out refusal)
                || (refusal = await StoredCopyReissue.AskAsync(work, asked, chosen, request.TrueOriginal, ct)) is not null)
            {
                // The look-up stays in the dossier whatever it led to.
                await work.SaveAsync(current with { File = asked }, ct);
                return work.RefuseAndKeep(refusal with { AllowedActions = [.. current.Allowed.Select(a => a.Code), .. refusal.AllowedActions] });
            }

            work.Note("result", chosen.Result.ToString());
            work.Note("road", chosen.Road.ToString());
            return await work.SaveAsync(new CopyPlanned(asked, chosen), ct);
        }, cancellationToken);

    private static Refusal? Problem(Procedure procedure, CaseFile file, CopyRequest request)
    {
        StoredCopyOptions options = procedure.StoredCopy ?? throw new InvalidOperationException($"{procedure} has no rules of a copy from a stored result.");
        if (options.Roads.All(rule => rule.Road != request.Road))
        {
            return CopySource.NotOpen(
                $"road:{request.Road}", $"The procedure does not allow this road. Choose one of: {string.Join(", ", options.Roads.Select(r => r.Road))}.");
        }

        if ((request.Road == CopyRoad.TrichSao) != (request.Pages.Count > 0) || !request.Pages.SequenceEqual(request.Pages.Distinct().Order()) || request.Pages.Any(page => page < 1))
        {
            return new Refusal(RefusalCode.CopyPagesInvalid, "TRÍCH SAO names the pages that it shows, ascending and each once; every other copy shows all pages and names none.");
        }

        DossierPaper? right = CopyRight.Paper(file, request.RightPaper);
        if (request.RightPaper is not null && right is null)
        {
            return new Refusal(RefusalCode.DossierPaperNotFound, $"The dossier has no paper '{CopyRight.Need}' with this id. Add it first, then plan the copy.");
        }

        if (request.TrueOriginal?.Fault(procedure) is { } fault)
        {
            return fault;
        }

        return request.Owner is { } owner && right is null && !CopyRight.Proven(file).Contains(owner)
            ? new Refusal(
                RefusalCode.CopyRightNotShown, "Another person's results are not searched without a right. Ask for the paper that shows it, add it to the dossier and name it.",
                [Act.RequestSupplement.Code], [CopyRight.Need])
            : null;
    }

    private async Task<Outcome<CopyPlan>> ChooseAsync(Work work, CaseFile file, CopyRequest request, FoundResults found, CancellationToken cancellationToken)
    {
        if (found.Candidates is not [var document])
        {
            return found.Candidates.Count == 0
                ? NothingFound(found)
                : new Refusal(RefusalCode.CopySeveralResults, "Several valid results fit. Ask the applicant which one, and name it by its id.", [], [.. found.Candidates.Select(d => d.Id.ToString())]);
        }

        if (CopyRight.NotShown(document, file, CopyRight.Paper(file, request.RightPaper)) is { } notShown)
        {
            return notShown;
        }

        if (CopySource.NotForRoad(request.Road, document, file) is { } notOpen)
        {
            return notOpen;
        }

        if (!(await CopySource.ReadAsync(work, document, validator, cancellationToken)).TryGet(out CopySource? source, out Refusal? refusal))
        {
            return refusal;
        }

        if (request.Road == CopyRoad.RegisterExtract && (await CopySource.EntryAsync(work, document, cancellationToken)).Refusal is { } noEntry)
        {
            return noEntry;
        }

        int pages = PageTree.Read(PdfDocument.Open(source.Bytes.Pdf).Latest).Count;
        return request.Pages.Any(page => page > pages)
            ? new Refusal(RefusalCode.CopyPagesInvalid, $"The result has {pages} pages. Name pages that it has.")
            : new CopyPlan(document.Id, request.Road, request.Pages, work.Actor.Id, work.Now) { PageCount = request.Pages.Count > 0 ? request.Pages.Count : pages };
    }

    private static Refusal NothingFound(FoundResults found) => new(
        RefusalCode.ResultNotFound,
        "The repository has no valid result to copy. Refuse this case with that reason and tell the applicant to ask for the result to be issued anew.",
        [], [OfferReissue, .. found.Others]);
}
