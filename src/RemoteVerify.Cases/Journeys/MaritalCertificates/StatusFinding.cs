using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>What register and population database say together about a marital status.</summary>
/// <param name="Kind">Whether it is known.</param>
/// <param name="Phrase">The fixed phrase when it is known.</param>
/// <param name="Values">Its values.</param>
public sealed record StatusFinding(FindingKind Kind, string? Phrase, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Both must know the person and agree, and what the phrase needs must be there; silence of either is no answer.</summary>
    public static StatusFinding Of(MaritalOptions options, DatabaseAnswer register, DatabaseAnswer population)
    {
        if (register is UnavailableAnswer || population is UnavailableAnswer)
        {
            return None(FindingKind.NotAvailable);
        }

        if (register is not FoundAnswer own || population is not FoundAnswer national)
        {
            return None(FindingKind.Unknown);
        }

        string? status = own.Values.GetValueOrDefault(MaritalFacts.Status);
        if (status is null || status != national.Values.GetValueOrDefault(MaritalFacts.Status) || !SameSpouse(own, national))
        {
            return None(FindingKind.Disagree);
        }

        return MaritalPhrases.Faults(options, status, own.Values).Count == 0
            ? new StatusFinding(FindingKind.Known, status, MaritalPhrases.Said(options, status, own.Values))
            : None(FindingKind.Unknown);
    }

    private static bool SameSpouse(FoundAnswer own, FoundAnswer national) =>
        national.Values.GetValueOrDefault(MaritalFacts.Spouse) is not { } named
        || own.Values.GetValueOrDefault(MaritalFacts.Spouse) is not { } registered
        || string.Equals(named, registered, StringComparison.OrdinalIgnoreCase);

    private static StatusFinding None(FindingKind kind) => new(kind, null, new Dictionary<string, string>());

    public override string ToString() => $"StatusFinding {Kind}";
}

/// <summary>How a look-up of a marital status ended.</summary>
public enum FindingKind
{
    /// <summary>Both agree.</summary>
    Known,

    /// <summary>One of them knows nothing, or not enough.</summary>
    Unknown,

    /// <summary>They contradict each other.</summary>
    Disagree,

    /// <summary>One of them did not answer; nothing is decided and it can be asked again.</summary>
    NotAvailable,
}
