using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Tests;

/// <summary>A root that is none of this service's, a signer below it, and the operator who lists the root.</summary>
internal sealed class NationalAuthority : IDisposable
{
    public const string RootNameVi = "Gốc quốc gia mẫu";

    private readonly SoftwareKey _operator = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly SoftwareKey _rootKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly SoftwareKey _signerKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly Certificate _root;
    private readonly Certificate _signer;

    public NationalAuthority()
    {
        _root = Issue("National Root", _rootKey, ExtensionWriter.BasicConstraints(true, null), ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign));
        _signer = Issue("Công chức Mẫu", _signerKey, ExtensionWriter.BasicConstraints(false, null), ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.NonRepudiation));
    }

    public string OperatorPem
    {
        get
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(_operator.PublicKey.Encoded.Span, out _);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }

    /// <summary>A signed list with the root.</summary>
    public async Task<byte[]> ListAsync(long sequence, string kind, DateTimeOffset nextUpdate, SoftwareKey? key = null)
    {
        DateTimeOffset issued = nextUpdate.AddDays(-30);
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = 1,
            sequence,
            @operator = new { vi = "Đơn vị mẫu", en = "Sample operator" },
            issuedAt = issued.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            nextUpdate = nextUpdate.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            anchors = new[] { new { certificate = Convert.ToBase64String(_root.Encoded.Span), kind, name = new { vi = RootNameVi, en = "Sample national root" }, periods = Array.Empty<object>() } },
        });
        return await SignedTrustList.SignAsync(payload, key ?? _operator, default);
    }

    /// <summary>The document with a signature of the signer.</summary>
    public async Task<byte[]> SignAsync(byte[] pdf)
    {
        SignatureRequest request = new() { SigningTime = TimeProvider.System.GetUtcNow() };
        return ((SignResult.Signed)await PadesSigner.SignAsync(pdf, request, new CertifiedKey(_signer, [_root], _signerKey), null, null, default)).Pdf;
    }

    public void Dispose()
    {
        _operator.Dispose();
        _rootKey.Dispose();
        _signerKey.Dispose();
    }

    private Certificate Issue(string name, SoftwareKey key, params CertificateExtension[] extensions)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        CertificateTemplate template = new()
        {
            SerialNumber = CertificateWriter.NewSerialNumber(),
            Issuer = Name("National Root"),
            Subject = Name(name),
            NotBefore = now.AddDays(-1),
            NotAfter = now.AddDays(30),
            PublicKey = key.PublicKey,
            Extensions = extensions,
        };
        return CertificateWriter.SignAsync(template, _rootKey, default).AsTask().GetAwaiter().GetResult();
    }

    private static byte[] Name(string commonName) => DistinguishedNameWriter.Write([new(Oids.Country, "VN"), new(Oids.CommonName, commonName)]);
}
