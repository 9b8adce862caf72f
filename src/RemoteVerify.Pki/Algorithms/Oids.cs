namespace RemoteVerify.Pki.Algorithms;

/// <summary>Object identifiers that this room reads or writes.</summary>
public static class Oids
{
    // Digests (RFC 3279, RFC 5754, NIST CSOR).
    public const string Sha1 = "1.3.14.3.2.26";
    public const string Sha224 = "2.16.840.1.101.3.4.2.4";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";

    // RSA (RFC 8017).
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string RsaSha1 = "1.2.840.113549.1.1.5";
    public const string Mgf1 = "1.2.840.113549.1.1.8";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string RsaSha256 = "1.2.840.113549.1.1.11";
    public const string RsaSha384 = "1.2.840.113549.1.1.12";
    public const string RsaSha512 = "1.2.840.113549.1.1.13";
    public const string RsaSha224 = "1.2.840.113549.1.1.14";

    // Elliptic curves (RFC 5480, RFC 5758, BSI TR-03111).
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string EcdsaSha1 = "1.2.840.10045.4.1";
    public const string EcdsaSpecified = "1.2.840.10045.4.3";
    public const string EcdsaSha224 = "1.2.840.10045.4.3.1";
    public const string EcdsaSha256 = "1.2.840.10045.4.3.2";
    public const string EcdsaSha384 = "1.2.840.10045.4.3.3";
    public const string EcdsaSha512 = "1.2.840.10045.4.3.4";
    public const string EcdsaPlainSha1 = "0.4.0.127.0.7.1.1.4.1.1";
    public const string EcdsaPlainSha224 = "0.4.0.127.0.7.1.1.4.1.2";
    public const string EcdsaPlainSha256 = "0.4.0.127.0.7.1.1.4.1.3";
    public const string EcdsaPlainSha384 = "0.4.0.127.0.7.1.1.4.1.4";
    public const string EcdsaPlainSha512 = "0.4.0.127.0.7.1.1.4.1.5";
    public const string PrimeField = "1.2.840.10045.1.1";
    public const string NistP256 = "1.2.840.10045.3.1.7";
    public const string NistP384 = "1.3.132.0.34";
    public const string NistP521 = "1.3.132.0.35";

    // Diffie-Hellman (PKCS#3, RFC 3279) and the numbered groups of BSI TR-03110-3 annex A.2.1.1.
    public const string DhKeyAgreement = "1.2.840.113549.1.3.1";
    public const string DhPublicNumber = "1.2.840.10046.2.1";
    public const string StandardisedDomainParameters = "0.4.0.127.0.7.1.2";

    // Names (X.520).
    public const string CommonName = "2.5.4.3";
    public const string Surname = "2.5.4.4";
    public const string SerialNumberAttribute = "2.5.4.5";
    public const string Country = "2.5.4.6";
    public const string Locality = "2.5.4.7";
    public const string StateOrProvince = "2.5.4.8";
    public const string Organisation = "2.5.4.10";
    public const string OrganisationalUnit = "2.5.4.11";
    public const string Title = "2.5.4.12";
    public const string GivenName = "2.5.4.42";
    public const string OrganisationIdentifier = "2.5.4.97";
    public const string EmailAddress = "1.2.840.113549.1.9.1";
    public const string DomainComponent = "0.9.2342.19200300.100.1.25";

    // Certificate and CRL extensions (RFC 5280, RFC 6960).
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string PrivateKeyUsagePeriod = "2.5.29.16";
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string IssuerAlternativeName = "2.5.29.18";
    public const string BasicConstraints = "2.5.29.19";
    public const string CrlNumber = "2.5.29.20";
    public const string CrlReason = "2.5.29.21";
    public const string DeltaCrlIndicator = "2.5.29.27";
    public const string IssuingDistributionPoint = "2.5.29.28";
    public const string CrlEntryCertificateIssuer = "2.5.29.29";
    public const string NameConstraints = "2.5.29.30";
    public const string CrlDistributionPoints = "2.5.29.31";
    public const string CertificatePolicies = "2.5.29.32";
    public const string PolicyMappings = "2.5.29.33";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string PolicyConstraints = "2.5.29.36";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string ExpiredCertificatesOnCrl = "2.5.29.60";
    public const string InhibitAnyPolicy = "2.5.29.54";
    public const string AuthorityInformationAccess = "1.3.6.1.5.5.7.1.1";
    public const string QcStatements = "1.3.6.1.5.5.7.1.3";
    public const string AccessOcsp = "1.3.6.1.5.5.7.48.1";
    public const string AccessCaIssuers = "1.3.6.1.5.5.7.48.2";
    public const string OcspBasic = "1.3.6.1.5.5.7.48.1.1";
    public const string OcspNonce = "1.3.6.1.5.5.7.48.1.2";
    public const string OcspArchiveCutoff = "1.3.6.1.5.5.7.48.1.6";
    public const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";

    // Extended key usages.
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    // CMS content types and attributes (RFC 5652, RFC 5035, RFC 3161, ETSI EN 319 122-1).
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentTypeAttribute = "1.2.840.113549.1.9.3";
    public const string MessageDigestAttribute = "1.2.840.113549.1.9.4";
    public const string SigningTimeAttribute = "1.2.840.113549.1.9.5";
    public const string ExtensionRequest = "1.2.840.113549.1.9.14";
    public const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string SignatureTimestamp = "1.2.840.113549.1.9.16.2.14";
    public const string CommitmentTypeIndication = "1.2.840.113549.1.9.16.2.16";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    public const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";
    public const string ProofOfDelivery = "1.2.840.113549.1.9.16.6.3";
    public const string ProofOfSender = "1.2.840.113549.1.9.16.6.4";
    public const string ProofOfApproval = "1.2.840.113549.1.9.16.6.5";
    public const string ProofOfCreation = "1.2.840.113549.1.9.16.6.6";
    public const string AdobeRevocationInformation = "1.2.840.113583.1.1.8";
}
