// ETSI EN 319 102-1 V1.4.1 clause 5.1.3, tables 5 and 6.
using System.Text;

namespace RemoteVerify.Pades.Validation;

/// <summary>Verdict of a validation.</summary>
public enum Indication
{
    /// <summary>All checks passed.</summary>
    TotalPassed,

    /// <summary>Neither proven nor refuted with what is known.</summary>
    Indeterminate,

    /// <summary>Refuted: broken, forged or not as the format requires.</summary>
    TotalFailed,
}

/// <summary>Why a verdict is not total-passed.</summary>
public enum SubIndication
{
    FormatFailure,
    HashFailure,
    SigCryptoFailure,
    Revoked,
    Expired,
    NotYetValid,
    SigConstraintsFailure,
    ChainConstraintsFailure,
    CertificateChainGeneralFailure,
    CryptoConstraintsFailure,
    CryptoConstraintsFailureNoPoe,
    PolicyProcessingError,
    SignaturePolicyNotAvailable,
    TimestampOrderFailure,
    NoSigningCertificateFound,
    NoCertificateChainFound,
    NoCertificateChainFoundNoPoe,
    RevokedNoPoe,
    RevokedCaNoPoe,
    OutOfBoundsNoPoe,
    OutOfBoundsNotRevoked,
    RevocationOutOfBoundsNoPoe,
    NoPoe,
    TryLater,
    SignedDataNotFound,
}

/// <summary>Whether the signed bytes are those that were signed.</summary>
public enum Integrity
{
    /// <summary>Digest and signature value stand.</summary>
    Intact,

    /// <summary>They don't, or can't be judged.</summary>
    Broken,
}

/// <summary>Whether the byte range has the one shape that is safe.</summary>
public enum Coverage
{
    /// <summary>From 0 to the end of a revision, without exactly the signature value.</summary>
    Standard,

    /// <summary>Anything else.</summary>
    Anomaly,
}

/// <summary>Where trust in a signer came from.</summary>
public enum TrustKind
{
    /// <summary>No path to an anchor.</summary>
    None,

    /// <summary>An anchor of the caller.</summary>
    Configured,

    /// <summary>A root found in the file itself: proves nothing, for test corpora only.</summary>
    Embedded,
}

/// <summary>Names of the values as they stand in JSON.</summary>
public static class VerdictCodes
{
    private static readonly Dictionary<string, SubIndication> Reasons = Enum.GetValues<SubIndication>().ToDictionary(s => s.ToCode(), StringComparer.Ordinal);

    /// <summary>The sub-indication of this name; null for any other text.</summary>
    public static SubIndication? SubIndicationOf(string? code) => code is not null && Reasons.TryGetValue(code, out var reason) ? reason : null;

    /// <summary>The value as upper case words joined by underscores, for example <c>TOTAL_PASSED</c>.</summary>
    public static string ToCode(this Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var code = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsUpper(c) && code.Length > 0)
            {
                code.Append('_');
            }

            code.Append(char.ToUpperInvariant(c));
        }

        return code.ToString();
    }
}
