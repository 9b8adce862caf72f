using RemoteVerify.Cases.Papers.Orders;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>What an officer wants to do to a stored result, as a case keeps it from its first moment on.</summary>
/// <param name="Target">The result.</param>
/// <param name="Kind">Correction, amendment, end or cancellation.</param>
/// <param name="Reason">Why, in words, as printed.</param>
/// <param name="LegalBasis">By which law, as printed.</param>
/// <param name="Changes">Place by place; empty for an act that ends the result.</param>
public sealed record RelatedActPlan(PublishedId Target, RelatedActKind Kind, string Reason, string LegalBasis, IReadOnlyList<RelatedActChange> Changes)
{
    /// <summary>Where the participants agreed to it, as printed; null where the page says nothing of an agreement.</summary>
    public string? Agreement { get; init; }

    public override string ToString() => $"RelatedActPlan {Kind} of {Target}";
}

/// <summary>What an officer sends to begin a related act.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="LegalBasis">By which law.</param>
/// <param name="Agreement">Where the participants agreed to it: an amendment's page says that they did.</param>
/// <param name="Changes">Place by place.</param>
/// <param name="Procedure">Code of the procedure whose register book and signatures count; null for that of the result.</param>
public sealed record RelatedActRequest(
    RelatedActKind Kind, string? Reason, string? LegalBasis, string? Agreement, IReadOnlyList<RelatedActChange> Changes, string? Procedure)
{
    /// <summary>Most places that one page changes.</summary>
    public const int MaximumChanges = 50;

    /// <summary>Longest text, in characters.</summary>
    public const int MaximumTextLength = 1000;

    /// <summary>The plan, or a refusal that names every part that is missing or too long.</summary>
    internal Outcome<RelatedActPlan> ToPlan(PublishedId target)
    {
        string[] faults = [.. Faults()];
        return faults.Length > 0
            ? new Refusal(
                RefusalCode.RelatedActIncomplete,
                $"Say kind, reason and legal basis; a correction or amendment also names what it changes (at most {MaximumChanges} places), an amendment where the participants agreed. "
                + $"Texts have at most {MaximumTextLength} characters. The reasons name the parts.",
                [],
                faults)
            : new RelatedActPlan(
                target, Kind, Reason!.Trim(), LegalBasis!.Trim(), [.. Changes.Select(c => new RelatedActChange(c.Where.Trim(), c.Was.Trim(), c.Becomes.Trim()))])
            {
                Agreement = string.IsNullOrWhiteSpace(Agreement) ? null : Agreement.Trim(),
            };
    }

    private IEnumerable<string> Faults()
    {
        bool changes = Kind is RelatedActKind.Correction or RelatedActKind.Amendment;
        if (!Enum.IsDefined(Kind))
        {
            yield return "kind";
        }

        if (IsNoText(Reason))
        {
            yield return "reason";
        }

        if (IsNoText(LegalBasis))
        {
            yield return "legal-basis";
        }

        if (Kind == RelatedActKind.Amendment ? IsNoText(Agreement) : Agreement?.Length > MaximumTextLength)
        {
            yield return "agreement";
        }

        if (Changes.Count > MaximumChanges || changes != Changes.Count > 0 || Changes.Any(c => IsNoText(c.Where) || IsNoText(c.Was) || IsNoText(c.Becomes)))
        {
            yield return "changes";
        }
    }

    private static bool IsNoText(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > MaximumTextLength;

    public override string ToString() => $"RelatedActRequest {Kind}";
}
