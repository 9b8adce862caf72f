using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Engines;

/// <summary>The national anchors as they may be used now.</summary>
/// <param name="Anchors">The anchors; empty when the list must not be used, or none is configured.</param>
/// <param name="Problem">Stable name of why the list must not be used; null when it may, or none is configured.</param>
public sealed record NationalTrust(IReadOnlyList<TrustAnchor> Anchors, string? Problem)
{
    /// <summary>No list is configured.</summary>
    public static NationalTrust None { get; } = new([], null);

    public override string ToString() => $"NationalTrust {Anchors.Count} {Problem}";
}
