using System.Globalization;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Privacy;

/// <summary>Composes the impact assessment as a paper.</summary>
public sealed class ImpactAssessmentComposer(DocumentFonts fonts)
{
    private static readonly string[] ClassHead = ["col-rule", "col-keep", "col-rests", "col-basis"];

    public ReadOnlyMemory<byte> Compose(ImpactAssessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        PrivacySheet sheet = new(fonts, "impact-title", "RemoteVerify", assessment.MadeAt, !assessment.IsVerified);
        sheet.Say(PrivacySheet.Word("impact-intro"));
        sheet.Facts(("made-at", VietnamTime.Print(assessment.MadeAt)), ("impact-next", Day(assessment.UpdateBy)), ("impact-version", assessment.ScheduleVersion));
        Classes(sheet, assessment);
        Procedures(sheet, assessment);
        sheet.Section(PrivacySheet.Word("impact-recipients"));
        sheet.Rows([1.4, 2.4, 1.6], ["col-recipient", "col-data", "col-basis"], [.. assessment.Recipients.Select(recipient => new[] { recipient.NameVi, recipient.WhatVi, recipient.BasisVi })]);
        sheet.Section(PrivacySheet.Word("impact-roles"));
        sheet.Rows([1, 3.4], ["col-role", "col-acts"], [.. assessment.Roles.Select(role => new[] { role.Name, string.Join("; ", role.Acts.Select(act => RecordWords.Delivered.Acts.TryGetValue(act, out RecordedAct? words) ? words.Vi : act)) })]);
        Rights(sheet, assessment.Terms);
        sheet.Section(PrivacySheet.Word("impact-measures"));
        sheet.Rows([1, 1.6], ["col-risk", "col-measure"], [.. assessment.Measures.Select(measure => new[] { measure.RiskVi, measure.TitleVi })]);
        Sources(sheet, assessment);
        return sheet.ToPdf();
    }

    private static void Classes(PrivacySheet sheet, ImpactAssessment assessment)
    {
        sheet.Section(PrivacySheet.Word("impact-classes"));
        foreach (AssessedClass one in assessment.Classes)
        {
            sheet.Section($"{one.What} ({one.DataClass})", 3);
            sheet.Say(one.Purpose);
            sheet.Rows([1.2, 1.4, 0.9, 2], ClassHead, [.. one.Rules.Select(rule => new[] { Scope(rule), Keep(rule.Keep), PrivacySheet.Word($"rests-{rule.RestsOn}"), rule.Basis })]);
        }
    }

    private static string Scope(AssessedRule rule) => string.Join(", ", new[] { rule.Id, rule.Tenant, rule.Procedure, rule.Outcome is { } outcome ? PrivacySheet.Word($"outcome-{outcome}") : null }.OfType<string>());

    private static string Keep(KeepFor keep) => keep switch
    {
        { Days: { } days } => PrivacySheet.Word("keep-days", days),
        { Years: { } years } => PrivacySheet.Word("keep-years", years),
        { AsProcedure: true } => PrivacySheet.Word("keep-procedure"),
        _ => PrivacySheet.Word("for-good"),
    };

    private static void Procedures(PrivacySheet sheet, ImpactAssessment assessment)
    {
        sheet.Section(PrivacySheet.Word("impact-procedures"));
        foreach (AssessedProcedure procedure in assessment.Procedures)
        {
            sheet.Section(procedure.Title, 3);
            sheet.Say(PrivacySheet.Word("procedure-line", procedure.Code, procedure.Version, Day(procedure.EffectiveFrom), procedure.RetentionYears, procedure.LegalBasis));
            foreach ((string line, IEnumerable<string> parts) in new (string, IEnumerable<string>)[]
            {
                ("form-line", procedure.Form.Select(field => $"{field.Title} ({string.Join(", ", field.FilledFrom)})")), ("papers-line", procedure.Papers), ("lookup-line", procedure.LookedUp),
                ("consent-line", procedure.Consents.Select(consent => consent.Text)),
            })
            {
                string text = string.Join("; ", parts);
                if (text.Length > 0)
                {
                    sheet.Say(PrivacySheet.Word(line, text));
                }
            }
        }
    }

    private static void Rights(PrivacySheet sheet, PrivacyTerms terms)
    {
        sheet.Section(PrivacySheet.Word("impact-rights"));
        sheet.Rows([1.6, 1.2, 2], ["col-right", "col-term", "col-basis"],
        [
            .. terms.Requests.Select(term => new[] { term.TitleVi, PrivacySheet.Word("days", term.WorkingDays), term.BasisVi }),
            [PrivacySheet.Word("breach-right"), PrivacySheet.Word("hours", terms.Breach.Hours), terms.Breach.BasisVi],
        ]);
    }

    private static void Sources(PrivacySheet sheet, ImpactAssessment assessment)
    {
        IEnumerable<(string Of, SourceNote Note, LegalReview Review)> all = assessment.Classes.SelectMany(one => one.Rules).SelectMany(rule => rule.Source.Select(note => (rule.Id, note, rule.LegalReview)))
            .Concat(assessment.Terms.Requests.SelectMany(term => term.Source.Select(note => (term.Kind.ToString(), note, term.LegalReview))));
        sheet.Section(PrivacySheet.Word("impact-review"));
        sheet.Rows([1, 2.6, 1, 1], ["col-rule", "col-source", "col-certainty", "col-state"],
            [.. all.Select(part => new[] { part.Of, part.Note.Text, PrivacySheet.Word($"certainty-{part.Note.Certainty}"), PrivacySheet.Word(part.Review.IsVerified ? "verified" : "unverified") })]);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
