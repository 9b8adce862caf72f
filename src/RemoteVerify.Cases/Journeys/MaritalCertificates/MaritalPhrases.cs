// Circular 04/2020/TT-BTP article 33: a certificate states the status in one of the fixed phrases. The phrases are data of the procedure's
// version and stand nowhere else; what a phrase needs is what its brackets name.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>The fixed phrases and what each needs.</summary>
public static class MaritalPhrases
{
    private static readonly string[] Dates =
        [MaritalFacts.CertificateDate, MaritalFacts.DecisionDate, MaritalFacts.ProofDate, MaritalFacts.UnmarriedFrom, MaritalFacts.UnmarriedUntil];

    /// <summary>Longest value, in characters.</summary>
    public const int MaximumLength = 200;

    /// <summary>Every value that a phrase may name.</summary>
    public static IReadOnlyList<string> KnownFields { get; } =
    [
        MaritalFacts.Spouse, MaritalFacts.CertificateNumber, MaritalFacts.CertificateIssuer, MaritalFacts.DecisionNumber, MaritalFacts.Court, MaritalFacts.ProofNumber,
        MaritalFacts.ProofIssuer, .. Dates,
    ];

    /// <summary>What is wrong with a phrase and its values; empty when the procedure's version allows exactly this.</summary>
    public static IReadOnlyList<string> Faults(MaritalOptions options, string phrase, IReadOnlyDictionary<string, string> values)
    {
        if (Find(options, phrase) is not { } known)
        {
            return ["phrase"];
        }

        return
        [
            .. Fields(known.TextVi).Where(need => string.IsNullOrWhiteSpace(values.GetValueOrDefault(need))),
            .. values.Where(value => value.Value.Length > MaximumLength || (Dates.Contains(value.Key) && FieldFaults.Date(value.Value) is null)).Select(value => value.Key),
        ];
    }

    /// <summary>The values that the phrase says, and no others.</summary>
    public static IReadOnlyDictionary<string, string> Said(MaritalOptions options, string phrase, IReadOnlyDictionary<string, string> values) =>
        Fields(Find(options, phrase)!.TextVi).ToDictionary(need => need, need => FieldFaults.Clean(values[need]));

    /// <summary>The status as the certificate's order takes it.</summary>
    public static FilledSentence ToPaper(MaritalOptions options, MaritalStatus status) => new(
        Find(options, status.Phrase)?.TextVi ?? throw new InvalidOperationException("A status is only kept with a phrase of the case's version."),
        status.Values.ToDictionary(
            value => value.Key, value => Dates.Contains(value.Key) && FieldFaults.Date(value.Value) is { } day ? VietnameseDate.Short(day) : value.Value));

    /// <summary>Names of the fields in a sentence, each once; none where it can't be read.</summary>
    internal static IReadOnlyList<string> Fields(string sentence) =>
        [.. (TemplateText.Parse(sentence) ?? []).Where(piece => piece.IsField).Select(piece => piece.Words).Distinct()];

    private static StatusPhrase? Find(MaritalOptions options, string id) => options.Phrases.FirstOrDefault(phrase => phrase.Id == id);
}
