using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>All answers on one page, each with where it came from; what was typed stands out. From here the dossier is handed in.</summary>
public sealed class FormModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, SubmitCase submit, ComposeRequest compose) : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Form;

    /// <summary>What is missing: <c>field:ID</c> and <c>paper:ID</c>.</summary>
    public IReadOnlyList<string> Missing => Completeness.Missing(Found.Procedure, Found.File);

    /// <summary>The first field without which it is not complete, or null.</summary>
    public string? FirstMissing => Missing.FirstOrDefault(one => one.StartsWith("field:", StringComparison.Ordinal))?["field:".Length..];

    /// <summary>True where answers can be changed.</summary>
    public bool IsOpen => DossierActs.Gathers(Found.Case);

    /// <summary>Whether any paper can be uploaded.</summary>
    public bool HasPapers => Found.Dossier.Needs.Any(need => need.ShowsUpload);

    public IActionResult OnGet() => IsOpen && Found.Procedure.Form.Count > 0 ? Page() : Onward();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Refusal? refusal = JourneyActs.Submission(Found.File.Journey) == Act.ComposeRequest
            ? (await compose.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)).Refusal
            : (await submit.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)).Refusal;
        return refusal is null ? Onward()
            : refusal.Code == RefusalCode.DossierNotComplete ? await RefusedAsync(refusal, cancellationToken, [.. Names(refusal.Reasons)])
            : await RefusedAsync(refusal, cancellationToken);
    }

    /// <summary>The field of the form, or null.</summary>
    public FormFieldRule? Rule(string id) => Found.Procedure.Form.FirstOrDefault(rule => rule.Id == id);

    private IEnumerable<FieldError> Names(IReadOnlyList<string> missing) => missing.Select(one => one.Split(':') switch
    {
        ["field", var id] when Rule(id) is { } rule => new FieldError("field-" + id, $"{Texts["citizen.form.missing"].Value} {Texts.Pick(rule.TitleVi, rule.TitleEn).Value}"),
        ["paper", var id, ..] when Found.Procedure.Papers.FirstOrDefault(paper => paper.Id == id) is { } paper =>
            new FieldError("papers", $"{Texts["citizen.form.missing"].Value} {Texts.Pick(paper.TitleVi, paper.TitleEn).Value}"),
        _ => new FieldError(string.Empty, Texts["citizen.refused.dossier-not-complete"]),
    });
}
