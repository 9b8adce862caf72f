namespace RemoteVerify.Pki.Cms;

/// <summary>Why a SignerInfo does not stand.</summary>
public enum SignerProblem
{
    /// <summary>The signature value was not made with the certificate's key over this data.</summary>
    SignatureInvalid,

    /// <summary>The signature algorithm, curve or key can't be judged here.</summary>
    SignatureAlgorithmUnsupported,

    /// <summary>The digest of the content can't be computed here.</summary>
    DigestAlgorithmUnsupported,

    /// <summary>The content is not the one that was signed.</summary>
    MessageDigestMismatch,

    /// <summary>There is no message-digest attribute, more than one, or it does not have one value.</summary>
    MessageDigestAttributeInvalid,

    /// <summary>There is no content-type attribute, more than one, or it does not have one value.</summary>
    ContentTypeAttributeInvalid,

    /// <summary>The content-type attribute names another type than the one enclosed.</summary>
    ContentTypeMismatch,

    /// <summary>Signed attributes are required because the content is not id-data (RFC 5652 section 5.3).</summary>
    SignedAttributesMissing,

    /// <summary>The certificate is not the one that the signer identifier names.</summary>
    SignerIdentifierMismatch,

    /// <summary>The certificate is not the one that the signed signing-certificate attribute names.</summary>
    SigningCertificateMismatch,

    /// <summary>A signed attribute that is known here can't be read.</summary>
    SignedAttributeMalformed,
}
