namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>The closed list of finding codes.</summary>
public static class FindingCode
{
    // Integrity
    public const string SodMissing = "sod-missing";
    public const string SodMalformed = "sod-malformed";
    public const string SodWrapperMissing = "sod-wrapper-missing";
    public const string SodTrailingBytes = "sod-trailing-bytes";
    public const string SecurityObjectMalformed = "security-object-malformed";
    public const string DuplicateDataGroup = "duplicate-dg-in-sod";
    public const string HashMismatch = "dg-hash-mismatch";
    public const string DataGroupNotListed = "dg-not-in-sod";
    public const string DataGroupMissing = "required-dg-missing";
    public const string DataGroupWithheld = "signed-dg-withheld";
    public const string DataGroupNotRead = "dg-not-read";
    public const string DataGroupMalformed = "dg-malformed";
    public const string HashUnsupported = "hash-algorithm-unsupported";

    // Authenticity
    public const string SignedDataVersion = "signed-data-version";
    public const string ContentType = "content-type";
    public const string ContentTypeIdData = "content-type-id-data";
    public const string SignerCount = "signer-count";
    public const string SignerCertificateMissing = "signer-certificate-not-found";
    public const string SignedAttributesMissing = "signedAttrs-missing";
    public const string MessageDigestMismatch = "messageDigest-mismatch";
    public const string SignatureInvalid = "sod-signature-invalid";
    public const string SignatureUnsupported = "sod-signature-unsupported";
    public const string WeakAlgorithm = "weak-algorithm";

    // Trust
    public const string ChainUntrusted = "chain-untrusted";
    public const string ChainInvalid = "chain-invalid";
    public const string NoAnchor = "no-country-signer";
    public const string SignerKeyUsage = "ds-key-usage";
    public const string SignerWithoutKeyUsage = "ds-without-key-usage";
    public const string SignerExpired = "ds-expired";
    public const string SignerNotYetValid = "ds-not-yet-valid";
    public const string CountrySignerExpired = "csca-expired";
    public const string CountrySignerNotYetValid = "csca-not-yet-valid";
    public const string SignerKeyPeriod = "ds-key-usage-period";
    public const string CountrySignerKeyPeriod = "csca-key-usage-period";
    public const string CountryMismatch = "country-mismatch";
    public const string CountryUnknown = "country-unknown";
    public const string CountryLowerCase = "country-lower-case";
    public const string NegativeSerial = "negative-serial-number";

    // Revocation
    public const string SignerRevoked = "ds-revoked";
    public const string CountrySignerRevoked = "csca-revoked";
    public const string StaleCrl = "crl-stale";
    public const string BadCrlSignature = "crl-bad-signature";
    public const string RevocationUnknown = "revocation-unknown";

    // Clone
    public const string Cloneable = "cloneable";
    public const string PossessionNotShown = "possession-not-shown";
    public const string PossessionRefuted = "possession-refuted";
    public const string PossessionDerSignature = "possession-der-signature";

    // Consistency
    public const string DocumentExpired = "document-expired";
    public const string MrzCheckDigit = "mrz-check-digit";
    public const string ComDisagrees = "com-disagrees";
    public const string Dg13Disagrees = "dg13-disagrees";
    public const string QrDisagrees = "qr-disagrees";
    public const string StatedDisagrees = "stated-disagrees";
    public const string Dg13NotUnderstood = "dg13-not-understood";
    public const string PersonalNumberUnlikely = "personal-number-unlikely";
}
