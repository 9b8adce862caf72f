using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Authority.CertificateAuthority;

/// <summary>Why a PKCS#10 request is refused.</summary>
public enum RequestProblem
{
    /// <summary>It can't be read.</summary>
    Malformed,

    /// <summary>The asker has not proved to hold the private key.</summary>
    SignatureInvalid,

    /// <summary>The signature algorithm is not known here.</summary>
    SignatureUnsupported,

    /// <summary>The key is too short or of a kind that is not certified here.</summary>
    KeyNotAcceptable,
}

/// <summary>Outcome of looking at a PKCS#10 request.</summary>
/// <param name="Request">The request; null when it can't be read.</param>
/// <param name="Problem">Null when the key may be certified.</param>
public sealed record RequestVerdict(CertificationRequest? Request, RequestProblem? Problem)
{
    /// <summary>The key that may be certified; null when refused.</summary>
    public PublicKeyInfo? Key => Problem is null ? Request?.PublicKey : null;

    /// <summary>The problem only.</summary>
    public override string ToString() => Problem?.ToString() ?? "acceptable";
}
