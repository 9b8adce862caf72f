namespace RemoteVerify.Pki.Paths;

/// <summary>A list of national anchors, as its operator publishes it.</summary>
/// <param name="Sequence">Grows from list to list.</param>
/// <param name="OperatorVi">Who publishes it, in Vietnamese.</param>
/// <param name="OperatorEn">Who publishes it, in English.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="NextUpdate">It must not be used after this time.</param>
/// <param name="Anchors">The anchors with kind and service history.</param>
public sealed record TrustList(
    long Sequence, string OperatorVi, string OperatorEn, DateTimeOffset IssuedAt, DateTimeOffset NextUpdate, IReadOnlyList<TrustAnchor> Anchors)
{
    /// <summary>Larger files are refused.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Longer lists are refused.</summary>
    public const int MaxAnchors = 1000;
}

/// <summary>Why a list must not be used.</summary>
public enum TrustListProblem
{
    /// <summary>The signature is not by the configured key, or the list was changed.</summary>
    SignatureInvalid,

    /// <summary>The signature algorithm or the key is of a kind, or too weak, to be judged here.</summary>
    AlgorithmNotAccepted,

    /// <summary>An anchor is of a kind that is not known here.</summary>
    UnknownKind,

    /// <summary>The list was to be replaced before the time asked about.</summary>
    Expired,

    /// <summary>The list was made after the time asked about.</summary>
    NotYetIssued,
}

/// <summary>Whether a list may be used.</summary>
/// <param name="List">What it says; null when the signature does not stand or a kind is unknown, because then it says nothing.</param>
/// <param name="Problem">Why it must not be used; null when it may.</param>
public sealed record TrustListVerdict(TrustList? List, TrustListProblem? Problem)
{
    /// <summary>It may be used.</summary>
    public bool IsGood => Problem is null;
}
