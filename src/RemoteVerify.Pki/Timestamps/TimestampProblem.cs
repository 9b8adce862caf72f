namespace RemoteVerify.Pki.Timestamps;

/// <summary>Why a timestamp token does not stand.</summary>
public enum TimestampProblem
{
    /// <summary>The token was made over other data.</summary>
    ImprintMismatch,

    /// <summary>The imprint's digest is not known here.</summary>
    ImprintAlgorithmUnsupported,

    /// <summary>The authority's certificate is neither in the token nor among those given.</summary>
    SignerCertificateMissing,

    /// <summary>The authority's signature does not stand; see the signer's own problems.</summary>
    SignatureInvalid,

    /// <summary>The token does not name its signer's certificate in a signed attribute (RFC 3161 section 2.4.2).</summary>
    SigningCertificateAttributeMissing,

    /// <summary>The certificate's extended key usage is not timeStamping alone and critical (RFC 3161 section 2.3).</summary>
    ExtendedKeyUsageWrong,

    /// <summary>The stated time lies outside the certificate's validity.</summary>
    OutsideCertificateValidity,
}
