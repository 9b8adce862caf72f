// Circular 04/2020/TT-BTP article 33: a certificate states the status in one of the fixed phrases.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using PaperStatus = RemoteVerify.Cases.Papers.Orders.MaritalStatus;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>The fixed phrases and what each needs.</summary>
public static class MaritalPhrases
{
    public const string NeverMarried = "never-married";
    public const string Married = "married";
    public const string Divorced = "divorced";
    public const string Widowed = "widowed";

    private static readonly Dictionary<string, string[]> Needs = new(StringComparer.Ordinal)
    {
        [NeverMarried] = [],
        [Married] = [MaritalFacts.Spouse, MaritalFacts.CertificateNumber, MaritalFacts.CertificateIssuer, MaritalFacts.CertificateDate],
        [Divorced] = [MaritalFacts.DecisionNumber, MaritalFacts.DecisionDate, MaritalFacts.Court],
        [Widowed] = [MaritalFacts.ProofNumber, MaritalFacts.ProofIssuer, MaritalFacts.ProofDate],
    };

    private static readonly string[] Dates = [MaritalFacts.CertificateDate, MaritalFacts.DecisionDate, MaritalFacts.ProofDate];

    /// <summary>Longest value, in characters.</summary>
    public const int MaximumLength = 200;

    /// <summary>What is wrong with a phrase and its values; empty when the procedure's version allows exactly this.</summary>
    public static IReadOnlyList<string> Faults(MaritalOptions options, string phrase, IReadOnlyDictionary<string, string> values)
    {
        if (options.Phrases.All(known => known.Id != phrase) || !Needs.TryGetValue(phrase, out string[]? needs))
        {
            return ["phrase"];
        }

        return
        [
            .. needs.Where(need => string.IsNullOrWhiteSpace(values.GetValueOrDefault(need))),
            .. values.Where(value => value.Value.Length > MaximumLength || (Dates.Contains(value.Key) && FieldFaults.Date(value.Value) is null)).Select(value => value.Key),
        ];
    }

    /// <summary>The values that the phrase says, and no others.</summary>
    public static IReadOnlyDictionary<string, string> Said(string phrase, IReadOnlyDictionary<string, string> values) =>
        Needs[phrase].ToDictionary(need => need, need => FieldFaults.Clean(values[need]));

    /// <summary>The status as the certificate's order takes it.</summary>
    public static PaperStatus ToPaper(MaritalStatus status)
    {
        string Value(string name) => status.Values[name];
        DateOnly Day(string name) => FieldFaults.Date(status.Values[name])!.Value;
        return status.Phrase switch
        {
            NeverMarried => new PaperStatus.NeverMarried(),
            Married => new PaperStatus.Married(
                Value(MaritalFacts.Spouse), Value(MaritalFacts.CertificateNumber), Value(MaritalFacts.CertificateIssuer), Day(MaritalFacts.CertificateDate)),
            Divorced => new PaperStatus.Divorced(Value(MaritalFacts.DecisionNumber), Day(MaritalFacts.DecisionDate), Value(MaritalFacts.Court)),
            Widowed => new PaperStatus.Widowed(Value(MaritalFacts.ProofNumber), Value(MaritalFacts.ProofIssuer), Day(MaritalFacts.ProofDate)),
            _ => throw new InvalidOperationException("A status is only kept with a known phrase."),
        };
    }
}
