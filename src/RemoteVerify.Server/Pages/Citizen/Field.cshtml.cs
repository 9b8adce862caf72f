using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>One question of the form. Sending it saves it, so nothing is lost when the line breaks or the person goes on later.</summary>
public sealed class FieldModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, SetFields set) : CitizenStep(visits, road, texts)
{
    public override string Step => DueStep.Form;

    public FormFieldRule Rule { get; private set; } = null!;

    /// <summary>What is kept, or null.</summary>
    public FieldValue? Kept => Found.File.Dossier.Field(Rule.Id);

    /// <summary>What stands in the input.</summary>
    public string Value { get; private set; } = string.Empty;

    /// <summary>Why the source is wrong, as typed.</summary>
    public string Reason { get; private set; } = string.Empty;

    public IActionResult OnGet(string field)
    {
        if (!Read(field))
        {
            return Onward();
        }

        Value = Kept is { IsFromSource: true } source ? source.Contest?.Claimed ?? string.Empty : Kept?.Value ?? string.Empty;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string field, string? reason, CancellationToken cancellationToken)
    {
        if (!Read(field))
        {
            return Onward();
        }

        Value = FormFields.Sent(Rule, Request.Form);
        Reason = reason ?? string.Empty;
        bool contests = Kept is { IsFromSource: true };
        if ((Rule.Required || contests) && string.IsNullOrWhiteSpace(Value))
        {
            return Wrong("value", contests ? "citizen.field.claim-missing" : "citizen.field.required");
        }

        if (contests && string.IsNullOrWhiteSpace(Reason))
        {
            return Wrong("reason", "citizen.field.reason-missing");
        }

        Outcome<Case> saved = await set.DoAsync(Visitor.Actor, Visitor.Case, [new FieldInput(Rule.Id, Value, contests ? Reason : null)], cancellationToken);
        if (saved.Refusal is { } refusal)
        {
            return refusal.Code == RefusalCode.FieldsInvalid && refusal.Reasons is [var fault, ..]
                ? Wrong("value", "citizen.field.fault." + fault[(fault.LastIndexOf('.') + 1)..])
                : await RefusedAsync(refusal, cancellationToken);
        }

        return LocalRedirect(Next(saved.Value) is { } next ? Visitor.Address("form/" + next) : Visitor.Address(DueStep.Form));
    }

    /// <summary>The next question without an answer, so that the form is walked through once; null after the last.</summary>
    private string? Next(Case after) => Found.Procedure.Form.SkipWhile(rule => rule.Id != Rule.Id).Skip(1).FirstOrDefault(rule => after.File.Dossier.Field(rule.Id) is null)?.Id;

    /// <summary>Where a person goes who leaves an optional question out.</summary>
    public string SkipAddress => Next(Found.Case) is { } next ? Visitor.Address("form/" + next) : Visitor.Address(DueStep.Form);

    private bool Read(string field)
    {
        if (!DossierActs.Gathers(Found.Case) || Found.Procedure.Form.FirstOrDefault(rule => rule.Id == field) is not { } rule)
        {
            return false;
        }

        Rule = rule;
        return true;
    }

    private IActionResult Wrong(string at, string key)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Errors = [new FieldError(at == "value" && Rule.Type == FormFieldType.Date ? "day" : at == "value" && Rule.Type is FormFieldType.Choice or FormFieldType.Flag ? "value-1" : at, Texts[key])];
        return Page();
    }
}
