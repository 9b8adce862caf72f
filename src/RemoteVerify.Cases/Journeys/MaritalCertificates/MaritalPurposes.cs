// Circular 04/2020/TT-BTP article 12: the purpose is stated; for marriage one copy, with the intended spouse and the place.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>What the certificate is for: the words of the procedure's version, filled from the form.</summary>
public static class MaritalPurposes
{
    /// <summary>The field of the form with the purpose's id.</summary>
    public const string Field = "purpose";

    /// <summary>Fields that this purpose needs and that are empty.</summary>
    public static IReadOnlyList<string> Missing(MaritalOptions options, Dossier dossier) => Find(options, dossier) is { } purpose
        ? [.. MaritalPhrases.Fields(purpose.TextVi).Where(field => string.IsNullOrWhiteSpace(dossier.Value(field)))]
        : [];

    /// <summary>The purpose that the form names, or null.</summary>
    public static MaritalPurpose? Find(MaritalOptions options, Dossier dossier) => options.Purposes.FirstOrDefault(p => p.Id == dossier.Value(Field));

    /// <summary>The most copies where the form asks for more than the purpose allows; null where it doesn't.</summary>
    public static int? CopiesAbove(MaritalOptions options, Dossier dossier) =>
        Find(options, dossier)?.MaximumCopies is { } most && CaseFees.Copies(dossier) > most ? most : null;

    /// <summary>The purpose as the certificate states it; a refusal when it is unknown or lacks something.</summary>
    public static Outcome<CertificatePurpose> Of(Procedure procedure, Dossier dossier)
    {
        MaritalOptions options = procedure.Marital!;
        if (Find(options, dossier) is not { } purpose || Missing(options, dossier) is { Count: > 0 })
        {
            return new Refusal(
                RefusalCode.MaritalPurposeNotAccepted,
                "The purpose is not one of the procedure's, or something that it needs is missing. Ask the applicant for it.",
                [],
                [.. Missing(options, dossier).DefaultIfEmpty(Field)]);
        }

        Dictionary<string, string> values = MaritalPhrases.Fields(purpose.TextVi).ToDictionary(
            field => field, field => procedure.Form.FirstOrDefault(rule => rule.Id == field) is { } rule ? RequestLines.Print(rule, dossier.Value(field)!) : dossier.Value(field)!);
        return new CertificatePurpose(new FilledSentence(purpose.TextVi, values), purpose is { NamesSpouse: true, MaximumCopies: 1 });
    }
}
