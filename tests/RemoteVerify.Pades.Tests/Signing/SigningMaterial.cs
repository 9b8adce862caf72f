using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Keys and certificates made for one test run by the base library, so that our own issuing code is not its own witness.</summary>
internal static class SigningMaterial
{
    private static readonly ECDsa RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 RootCertificate = MakeRoot();

    /// <summary>With SHA-512; made only when a test asks, because finding the primes takes seconds.</summary>
    private static readonly Lazy<CertifiedKey> LazyRsa4096 = new(() => Issue(
        "Cơ quan Mẫu 4096", SoftwareKey.CreateRsa(4096, SignatureScheme.RsaPkcs1(HashAlgorithmName.SHA512)), SignerUsages()));

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static Certificate Root { get; } = Certificate.Read(RootCertificate.RawData);

    public static byte[] RootPem => Encoding.ASCII.GetBytes(RootCertificate.ExportCertificatePem());

    public static CertifiedKey P256 { get; } = Ecdsa("Nguyễn Văn Minh Họa", ECCurve.NamedCurves.nistP256);

    public static CertifiedKey P384 { get; } = Ecdsa("Công chứng viên Mẫu", ECCurve.NamedCurves.nistP384);

    public static CertifiedKey P521 { get; } = Ecdsa("Công chứng viên Mẫu 521", ECCurve.NamedCurves.nistP521);

    public static CertifiedKey Rsa2048 { get; } = Rsa("Cơ quan Mẫu", null);

    public static CertifiedKey Rsa4096 => LazyRsa4096.Value;

    public static CertifiedKey RsaPss { get; } = Rsa("Cơ quan Mẫu PSS", SignatureScheme.RsaPss(HashAlgorithmName.SHA256));

    public static ITimestampSource Tsa { get; } = new LocalTimestamps();

    public static CertifiedKey Key(string name) => name switch
    {
        nameof(P256) => P256,
        nameof(P384) => P384,
        nameof(P521) => P521,
        nameof(Rsa2048) => Rsa2048,
        nameof(Rsa4096) => Rsa4096,
        nameof(RsaPss) => RsaPss,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static DocumentFonts Fonts()
    {
        return new DocumentFonts(new FontFamily(Face("Regular"), Face("Bold")));

        static TrueTypeFont Face(string name)
        {
            string path = $"/usr/share/fonts/truetype/liberation2/LiberationSerif-{name}.ttf";
            Skip.IfNot(File.Exists(path), "The Liberation fonts are not installed (fonts-liberation2).");
            return TrueTypeFont.Read(File.ReadAllBytes(path));
        }
    }

    public static byte[] OnePage()
    {
        DocumentComposer composer = new(new ComposerOptions { Title = "Hợp đồng mẫu", Fonts = Fonts(), Created = Now });
        composer.Heading("HỢP ĐỒNG MẪU");
        composer.Paragraph("Điều 1. Nội dung của văn bản mẫu dùng để thử chữ ký.");
        return composer.ToPdf();
    }

    /// <summary>A certificate under the root of the test.</summary>
    public static CertifiedKey Issue(string commonName, SoftwareKey key, params X509Extension[] extensions) =>
        Issue(commonName, key, Now.AddYears(1), extensions);

    /// <summary>A signer whose certificate soon ends.</summary>
    public static CertifiedKey ShortLived(DateTimeOffset notAfter) => Issue("Người dân Mẫu", SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256), notAfter, SignerUsages());

    private static CertifiedKey Issue(string commonName, SoftwareKey key, DateTimeOffset notAfter, X509Extension[] extensions)
    {
        PublicKey publicKey = System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKey.Encoded.Span, out _);
        CertificateRequest request = new(new X500DistinguishedName($"CN={commonName}, O=RemoteVerify Test, C=VN"), publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(publicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(RootCertificate, true, false));
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        using X509Certificate2 issued = request.Create(
            RootCertificate.SubjectName, X509SignatureGenerator.CreateForECDsa(RootKey), Now.AddDays(-1), notAfter, RandomNumberGenerator.GetBytes(12));
        return new CertifiedKey(Certificate.Read(issued.RawData), [Root], key);
    }

    /// <summary>A revocation list of the root that revokes nothing.</summary>
    public static byte[] EmptyCrl() => new CertificateRevocationListBuilder().Build(
        RootCertificate, 1, Now.AddDays(7), HashAlgorithmName.SHA256, null, Now.AddHours(-1));

    /// <summary>A revocation list of the root that has a certificate revoked since yesterday.</summary>
    public static byte[] CrlWith(Certificate revoked)
    {
        CertificateRevocationListBuilder builder = new();
        builder.AddEntry(revoked.SerialNumber.Span, Now.AddDays(-1));
        return builder.Build(RootCertificate, 2, Now.AddDays(7), HashAlgorithmName.SHA256, null, Now.AddHours(-1));
    }

    private static CertifiedKey Ecdsa(string name, ECCurve curve) => Issue(name, SoftwareKey.CreateEcdsa(curve), SignerUsages());

    private static CertifiedKey Rsa(string name, SignatureScheme? scheme) => Issue(name, SoftwareKey.CreateRsa(2048, scheme), SignerUsages());

    private static X509Extension[] SignerUsages() =>
    [
        new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true),
        new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4"), new Oid("1.3.6.1.5.5.7.3.2")], false),
    ];

    private static X509Certificate2 MakeRoot()
    {
        CertificateRequest request = new("CN=RemoteVerify Test Root, O=RemoteVerify Test, C=VN", RootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-2), now.AddYears(2));
    }

    private sealed class LocalTimestamps : ITimestampSource
    {
        private static readonly CertifiedKey Authority = Issue(
            "Dấu thời gian thử",
            SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true),
            new X509EnhancedKeyUsageExtension([new Oid(Oids.TimeStamping)], true));

        public async Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
        {
            TimestampInfo info = new()
            {
                Policy = "1.3.6.1.4.1.99999.1",
                ImprintAlgorithm = HashAlgorithms.IdentifierOf(algorithm),
                Imprint = hash,
                SerialNumber = new byte[] { 1, 2, 3 },
                Time = Now,
            };
            return await SignedDataBuilder.SignAsync(info.Encode(), Oids.TimestampInfo, detached: false, Authority, cancellationToken);
        }
    }
}
