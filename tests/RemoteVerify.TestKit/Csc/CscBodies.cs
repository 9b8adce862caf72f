using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.TestKit.Csc;

/// <summary>The bodies of credentials/info in both editions, and the signature itself.</summary>
internal static class CscBodies
{
    public static object Info1(SimulatedCredential credential) => new
    {
        description = "For tests",
        key = Key(credential),
        cert = Certificate(credential),
        authMode = credential.AuthMode,
        SCAL = "2",
        PIN = new { presence = credential.Pin is null ? "false" : "true", format = "N", label = "PIN", description = "" },
        OTP = new { presence = credential.NeedsOtp ? "true" : "false", type = "online", format = "N", label = "OTP", description = "", provider = "SMS", ID = "1" },
        multisign = credential.MaximumSignatures,
        lang = "vi-VN",
    };

    public static object Info2(SimulatedCredential credential) => new
    {
        description = "For tests",
        signatureQualifier = "eu_eidas_aes",
        key = Key(credential),
        cert = Certificate(credential),
        auth = new
        {
            mode = credential.AuthMode,
            expression = credential.Pin is not null && credential.NeedsOtp ? "PIN AND OTP" : credential.NeedsOtp ? "OTP" : "PIN",
            objects = new[] { credential.Pin is null ? null : new { type = "Password", id = "PIN", format = "N", label = "PIN" }, credential.NeedsOtp ? new { type = "ChallengeResponse", id = "OTP", format = "N", label = "OTP" } : null }.Where(item => item is not null),
        },
        SCAL = "2",
        multisign = credential.MaximumSignatures,
        lang = "vi-VN",
    };

    public static byte[] Sign(SimulatedCredential credential, byte[] hash, HashAlgorithmName digest, string algorithm) => credential.Key switch
    {
        ECDsa ecdsa => ecdsa.SignHash(hash, credential.PlainEcdsa ? DSASignatureFormat.IeeeP1363FixedFieldConcatenation : DSASignatureFormat.Rfc3279DerSequence),
        RSA rsa => rsa.SignHash(hash, digest, algorithm == "1.2.840.113549.1.1.10" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        _ => throw new InvalidOperationException("Neither RSA nor ECDSA."),
    };

    private static object Key(SimulatedCredential credential) => new
    {
        status = credential.KeyStatus,
        algo = credential.Algorithms ?? (credential.Key is RSA ? ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"] : ["1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3"]),
        len = credential.Key.KeySize,
    };

    private static object Certificate(SimulatedCredential credential)
    {
        using X509Certificate2 own = X509CertificateLoader.LoadCertificate(credential.Chain[0]);
        return new
        {
            status = credential.CertificateStatus,
            certificates = credential.Chain.Select(Convert.ToBase64String),
            issuerDN = own.Issuer,
            serialNumber = own.SerialNumber,
            subjectDN = own.Subject,
            validFrom = own.NotBefore.ToUniversalTime().ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture),
            validTo = own.NotAfter.ToUniversalTime().ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture),
        };
    }
}
