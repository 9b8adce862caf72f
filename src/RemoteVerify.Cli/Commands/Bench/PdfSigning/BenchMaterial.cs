using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki.Keys;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>Keys, one certificate authority, and the documents of one run; in memory, and as files for other programs.</summary>
internal sealed class BenchMaterial : IDisposable
{
    /// <summary>Password of the PKCS#12 files in the scratch folder; they hold keys made for the run.</summary>
    public const string Password = "bench";

    public static readonly (string Name, int BallastBytes)[] Sizes = [("50KB", 49_000), ("10MB", 10_000_000)];

    private readonly X509Certificate2 _authority;
    private readonly Dictionary<string, SoftwareKey> _keys = [];

    public BenchMaterial()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Folder = Directory.CreateTempSubdirectory("rv-bench-").FullName;
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("C=XX, O=Bench, CN=Bench Root", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        Crl = new CertificateRevocationListBuilder().Build(
            _authority, 1, now.AddDays(7), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now.AddHours(-1));
        Root = Certificate.Read(_authority.RawData);
        File.WriteAllText(PathOf("root.pem"), _authority.ExportCertificatePem());
        Signers = new Dictionary<string, CertifiedKey>
        {
            ["rsa2048"] = Issue("rsa2048", RSA.Create(2048), now),
            ["p256"] = Issue("p256", ECDsa.Create(ECCurve.NamedCurves.nistP256), now),
        };
        foreach ((string name, int bytes) in Sizes)
        {
            Documents[name] = BenchDocument.Make(bytes, withField: false);
            File.WriteAllBytes(PathOf($"plain-{name}.pdf"), Documents[name]);
            File.WriteAllBytes(PathOf($"field-{name}.pdf"), BenchDocument.Make(bytes, withField: true));
        }
    }

    /// <summary>Scratch folder, removed at the end.</summary>
    public string Folder { get; }

    public Certificate Root { get; }

    public ReadOnlyMemory<byte> Crl { get; }

    /// <summary>By the names of the figures: rsa2048, p256.</summary>
    public IReadOnlyDictionary<string, CertifiedKey> Signers { get; }

    /// <summary>By the names of the figures: 50KB, 10MB.</summary>
    public Dictionary<string, byte[]> Documents { get; } = [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        foreach (SoftwareKey key in _keys.Values)
        {
            key.Dispose();
        }

        _authority.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private CertifiedKey Issue(string name, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        using (key)
        {
            CertificateRequest request = key switch
            {
                RSA rsa => new($"C=XX, O=Bench, CN=Signer {name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                ECDsa ecdsa => new($"C=XX, O=Bench, CN=Signer {name}", ecdsa, HashAlgorithmName.SHA256),
                _ => throw new ArgumentException("The key is neither RSA nor ECDSA.", nameof(key)),
            };
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4"), new Oid("1.3.6.1.5.5.7.3.2")], false));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
            using RSA authorityKey = _authority.GetRSAPrivateKey()!;
            using X509Certificate2 issued = request.Create(
                _authority.SubjectName, X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1), now.AddHours(-1), now.AddMonths(3), RandomNumberGenerator.GetBytes(12));
            using X509Certificate2 withKey = key is RSA own ? issued.CopyWithPrivateKey(own) : issued.CopyWithPrivateKey((ECDsa)key);
            using X509Certificate2 root = X509CertificateLoader.LoadCertificate(_authority.RawData);
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            _keys[name] = SoftwareKey.ImportPkcs8(pkcs8);
            File.WriteAllText(PathOf(name + ".key"), PemEncoding.WriteString("PRIVATE KEY", pkcs8));
            CryptographicOperations.ZeroMemory(pkcs8);
            File.WriteAllText(PathOf(name + ".pem"), issued.ExportCertificatePem());
            File.WriteAllBytes(PathOf(name + ".p12"), new X509Certificate2Collection { withKey, root }.Export(X509ContentType.Pkcs12, Password)!);
            return new CertifiedKey(Certificate.Read(issued.RawData), [Root], _keys[name]);
        }
    }
}
