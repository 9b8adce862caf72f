using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Why a path does not stand.</summary>
public enum PathProblemCode
{
    /// <summary>Nobody among pool and anchors has the issuer's name.</summary>
    IssuerNotFound,

    /// <summary>Certificates with the issuer's name are there, but none of their keys made the signature.</summary>
    SignatureInvalid,

    /// <summary>The signature is of a kind that can't be judged here.</summary>
    SignatureAlgorithmUnsupported,

    /// <summary>The validity has not begun.</summary>
    NotYetValid,

    /// <summary>The validity is over.</summary>
    Expired,

    /// <summary>An issuer is not marked as an authority.</summary>
    NotAnAuthority,

    /// <summary>An issuer's key usage lacks keyCertSign.</summary>
    KeyUsageForbidsIssuing,

    /// <summary>More intermediate certificates follow than an issuer allows.</summary>
    PathTooLong,

    /// <summary>A critical extension is not known here.</summary>
    UnknownCriticalExtension,

    /// <summary>A name lies outside what an issuer is allowed to name.</summary>
    NameConstraintViolated,

    /// <summary>Doc 9303: the leaf is marked as an authority.</summary>
    LeafIsAuthority,

    /// <summary>Doc 9303: the leaf's key usage is there and lacks digitalSignature.</summary>
    LeafKeyUsageWrong,

    /// <summary>Doc 9303: leaf and country signer are of different countries.</summary>
    CountryMismatch,

    /// <summary>The search was stopped: more candidates than any real hierarchy has.</summary>
    TooManyCandidates,
}

/// <summary>One problem of one certificate.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Certificate">With which certificate.</param>
public sealed record PathProblem(PathProblemCode Code, Certificate Certificate)
{
    /// <summary>The code only.</summary>
    public override string ToString() => Code.ToString();
}
