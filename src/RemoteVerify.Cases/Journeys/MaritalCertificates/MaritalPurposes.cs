// Circular 04/2020/TT-BTP article 12: the purpose is stated; for marriage one copy, with the intended spouse and the place.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using PaperPurpose = RemoteVerify.Cases.Papers.Orders.CertificatePurpose;
using RemoteVerify.Cases.Papers;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>What the certificate is for, from the form.</summary>
public static class MaritalPurposes
{
    private const string Purpose = "purpose";
    private const string Words = "purpose-words";
    private const string SpouseName = "spouse-name";
    private const string SpouseBirth = "spouse-birth-date";
    private const string SpouseDocument = "spouse-identity-document";
    private const string Place = "marriage-place";

    private static readonly string[] OfSpouse = [SpouseName, SpouseBirth, SpouseDocument, Place];

    /// <summary>Fields that this purpose needs and that are empty.</summary>
    public static IReadOnlyList<string> Missing(MaritalOptions options, Dossier dossier) => Find(options, dossier) switch
    {
        null => [],
        { NamesSpouse: true } => [.. OfSpouse.Where(field => string.IsNullOrWhiteSpace(dossier.Value(field)))],
        { } purpose when purpose.TextVi.StartsWith('[') => string.IsNullOrWhiteSpace(dossier.Value(Words)) ? [Words] : [],
        _ => [],
    };

    /// <summary>The purpose as the certificate states it; a refusal when it is unknown or lacks something.</summary>
    public static Outcome<PaperPurpose> Of(MaritalOptions options, Dossier dossier)
    {
        if (Find(options, dossier) is not { } purpose || Missing(options, dossier) is { Count: > 0 })
        {
            return new Refusal(
                RefusalCode.MaritalPurposeNotAccepted,
                "The purpose is not one of the procedure's, or something that it needs is missing. Ask the applicant for it.",
                [],
                [.. Missing(options, dossier).DefaultIfEmpty(Purpose)]);
        }

        return purpose.NamesSpouse
            ? new PaperPurpose.Marriage(
                new PaperPerson(dossier.Value(SpouseName)!, dossier.Value(SpouseDocument)!) { BirthDate = MaritalOrders.Day(dossier.Value(SpouseBirth)) }, dossier.Value(Place)!)
            : new PaperPurpose.Other(purpose.TextVi.StartsWith('[') ? dossier.Value(Words)! : purpose.TextVi);
    }

    private static MaritalPurpose? Find(MaritalOptions options, Dossier dossier) => options.Purposes.FirstOrDefault(p => p.Id == dossier.Value(Purpose));
}
