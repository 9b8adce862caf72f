namespace RemoteVerify.Pki.Algorithms;

/// <summary>The family of a signature algorithm.</summary>
public enum SignatureKind
{
    /// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2).</summary>
    RsaPkcs1,

    /// <summary>RSASSA-PSS (RFC 8017 section 8.1).</summary>
    RsaPss,

    /// <summary>ECDSA with the signature as DER SEQUENCE of r and s.</summary>
    Ecdsa,

    /// <summary>ECDSA with r and s of equal length one after the other (BSI TR-03111 section 5.2.1).</summary>
    EcdsaPlain,
}
