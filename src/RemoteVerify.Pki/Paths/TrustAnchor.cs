using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>A time in which an anchor was recognised.</summary>
/// <param name="From">Start, included.</param>
/// <param name="Until">End, not included; null while it lasts.</param>
public sealed record TrustPeriod(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The time lies in it.</summary>
    public bool Contains(DateTimeOffset at) => at >= From && !(at >= Until);
}

/// <summary>A trusted certificate and what is known about it.</summary>
/// <param name="Certificate">The certificate in which paths end.</param>
/// <param name="Kind">What its signatures count as; null when the operator did not say.</param>
public sealed record TrustAnchor(Certificate Certificate, AnchorKind? Kind)
{
    /// <summary>Organisation in the subject of every certificate of a development hierarchy.</summary>
    public const string DevelopmentOrganisation = "RemoteVerify Development (not for real use)";

    /// <summary>Name in Vietnamese; null when not given.</summary>
    public string? NameVi { get; init; }

    /// <summary>Name in English; null when not given.</summary>
    public string? NameEn { get; init; }

    /// <summary>When it was recognised; empty for always.</summary>
    public IReadOnlyList<TrustPeriod> Periods { get; init; } = [];

    /// <summary>The kind that counts: a development hierarchy stays one whatever a list calls it.</summary>
    public AnchorKind? EffectiveKind => Certificate.Subject.Organisation == DevelopmentOrganisation ? AnchorKind.Development : Kind;

    /// <summary>Whether it was recognised at this time.</summary>
    public bool IsTrustedAt(DateTimeOffset at) => Periods.Count == 0 || Periods.Any(p => p.Contains(at));

    /// <summary>The kind only.</summary>
    public override string ToString() => $"{EffectiveKind} anchor";
}
