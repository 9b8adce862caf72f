using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Procedures.Papers;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The papers of the dossier: what a database holds is not asked for, what an officer must scan is not taken, the rest is uploaded here.</summary>
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm, MemoryBufferThreshold = LargestForm, ValueCountLimit = 16, ValueLengthLimit = 4096)]
public sealed class PapersModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, AddPaper add, ProvideSupplement provide) : CitizenStep(visits, road, texts)
{
    private const int LargestForm = (10 << 20) + 65_536;

    public override string? Step => Demand is null ? DueStep.Papers : null;

    /// <summary>What the office asks for besides, or null.</summary>
    public SupplementDemand? Demand => (Found.Case as SupplementRequested)?.Demand;

    /// <summary>Every paper that is about me or about the case; where the office asks for something, that and what can be uploaded.</summary>
    public IReadOnlyList<PaperNeed> Needs =>
    [
        .. Found.Dossier.Needs.Where(need =>
            (need.Participant is null || need.Participant == Visitor.Participant.Value) && (Demand is null || need.ShowsUpload || Demand.Needs.Contains(need.Paper.Id))),
    ];

    /// <summary>Fields that the office asks for.</summary>
    public IReadOnlyList<Cases.Procedures.FormFieldRule> Fields => [.. Found.Procedure.Form.Where(rule => Demand?.Needs.Contains(rule.Id) is true)];

    public static int LargestMegabytes => LargestForm >> 20;

    /// <summary>An upload is taken now.</summary>
    public bool Takes(PaperNeed need) => DossierActs.Gathers(Found.Case) && (need.ShowsUpload || Demand?.Needs.Contains(need.Paper.Id) is true);

    /// <summary>What was uploaded for it, oldest first.</summary>
    public IReadOnlyList<DossierPaper> Of(PaperNeed need) => [.. Found.File.Dossier.Papers.Where(paper => paper.Need == need.Paper.Id && paper.Origin == PaperOrigin.Uploaded && paper.About == need.Participant)];

    public IActionResult OnGet() => DossierActs.Gathers(Found.Case) ? Page() : Onward();

    public async Task<IActionResult> OnPostAsync(string? need, IFormFile? file, CancellationToken cancellationToken)
    {
        if (Needs.FirstOrDefault(one => one.Paper.Id == need) is not { } wanted)
        {
            return Onward();
        }

        if (file is null || file.Length == 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Errors = [new FieldError("file-" + wanted.Paper.Id, Texts["citizen.papers.no-file"])];
            return Page();
        }

        byte[] bytes = new byte[file.Length];
        await using (Stream content = file.OpenReadStream())
        {
            await content.ReadExactlyAsync(bytes, cancellationToken);
        }

        Outcome<DossierPaper> added = await add.DoAsync(Visitor.Actor, Visitor.Case, wanted.Paper.Id, wanted.Participant, bytes, cancellationToken);
        return added.Refusal is { } refusal
            ? await RefusedAsync(refusal, cancellationToken, new FieldError("file-" + wanted.Paper.Id, RefusalWords.Of(refusal, Texts)))
            : LocalRedirect(Visitor.Address(DueStep.Papers));
    }

    /// <summary>Everything that was asked for is there.</summary>
    public async Task<IActionResult> OnPostProvideAsync(CancellationToken cancellationToken)
    {
        Outcome<Case> provided = await provide.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        return provided.Refusal is { } refusal ? await RefusedAsync(refusal, cancellationToken) : Onward();
    }
}
