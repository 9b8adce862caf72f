using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Tests;

/// <summary>Keys and certificates for tests.</summary>
internal static class TestKeys
{
    /// <summary>The real time, because <c>openssl</c> judges with it.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static SoftwareKey New(string name) => name switch
    {
        "rsa-pkcs1" => SoftwareKey.CreateRsa(2048),
        "rsa-pss" => SoftwareKey.CreateRsa(2048, SignatureScheme.RsaPss(HashAlgorithmName.SHA256)),
        "p256" => SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256),
        "p384" => SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP384),
        "p521" => SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP521),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>A self-signed certificate that may also issue.</summary>
    public static async Task<CertifiedKey> CertifyAsync(ISigningKey key, byte[]? serial = null, DateTimeOffset? notBefore = null)
    {
        Certificate certificate = await IssueAsync(
            key, key, "Test Signer", "Test Signer", serial, notBefore,
            ExtensionWriter.BasicConstraints(true, null),
            ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionWriter.SubjectKeyIdentifier(key.PublicKey));
        return new CertifiedKey(certificate, [], key);
    }

    public static ValueTask<Certificate> IssueAsync(
        ISigningKey key, ISigningKey issuerKey, string subject, string issuer, byte[]? serial, DateTimeOffset? notBefore,
        params IReadOnlyList<CertificateExtension> extensions) =>
        CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = serial ?? CertificateWriter.NewSerialNumber(),
                Issuer = Name(issuer),
                Subject = Name(subject),
                NotBefore = notBefore ?? Now.AddDays(-1),
                NotAfter = (notBefore ?? Now).AddDays(365),
                PublicKey = key.PublicKey,
                Extensions = extensions,
            },
            issuerKey,
            CancellationToken.None);

    public static byte[] Name(string commonName) =>
        DistinguishedNameWriter.Write([new(Oids.Country, "VN"), new(Oids.Organisation, "Tests"), new(Oids.CommonName, commonName)]);
}
