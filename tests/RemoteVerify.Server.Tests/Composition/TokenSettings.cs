using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Hsm;
using RemoteVerify.Hsm.Tests;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Composition.Keys;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;
using PublicKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace RemoteVerify.Server.Tests;

/// <summary>The keys of a SoftHSM token, certified by a root of the test, as settings of the service.</summary>
/// <param name="folder">Where certificates, list and PIN are written.</param>
internal sealed class TokenSettings(string folder)
{
    /// <summary>The four keys in the names of the settings.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Issuing", "Timestamp", "Ocsp", "Seal"];

    private static readonly string[] Objects = ["p256", "rsa", "p384", "p521"];

    /// <summary>Name of the key in the token.</summary>
    public static string ObjectOf(string name) => Objects[Names.ToList().IndexOf(name)];

    /// <summary>Certifies the token's keys under a root of its own and names them in settings.</summary>
    public Dictionary<string, string?> Of(IReadOnlyCollection<string> names)
    {
        SoftToken token = SoftToken.Shared;
        DateTimeOffset start = SoftToken.Now.AddHours(-1);
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest rootRequest = new("CN=Gốc của người vận hành, O=Cơ quan Thử", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(start, start.AddYears(5));
        Certificate issuing = IssueIssuing(root, token.CertificateOf("p256").PublicKey.Encoded.ToArray(), start);
        using Pkcs11Key issuingKey = Pkcs11Key.Open(SoftToken.Options("p256"), issuing, SoftToken.ReadPin, TimeProvider.System);
        CertificateAuthority authority = new(new CertifiedKey(issuing, [Certificate.Read(root.RawData)], issuingKey), new CertificateAuthorityOptions());
        Certificate Issue(string key, CertificateProfile profile, string name) => authority.Issue(
            profile, new DistinguishedNameParts { CommonName = name, Organisation = "Cơ quan Thử" }, token.CertificateOf(key).PublicKey, start, start.AddYears(1));
        Write("Issuing", issuing, Certificate.Read(root.RawData));
        Write("Timestamp", Issue("rsa", CertificateProfile.Timestamp, "Dấu thời gian"));
        Write("Ocsp", Issue("p384", CertificateProfile.Ocsp, "Trạng thái"));
        Write("Seal", Issue("p521", CertificateProfile.Organisation, "Con dấu"));
        Write("root", Certificate.Read(root.RawData));
        File.WriteAllBytes(Path.Combine(folder, "root.crl"), new CertificateRevocationListBuilder().Build(root, 1, start.AddDays(30), HashAlgorithmName.SHA256, null, start));
        File.WriteAllText(Path.Combine(folder, "pin"), SoftToken.Pin + "\n");
        Dictionary<string, string?> settings = new() { ["Service:Keys:RootListFile"] = Path.Combine(folder, "root.crl") };
        foreach (string name in names)
        {
            settings[$"Service:Keys:{name}:Key"] = SoftToken.Options(ObjectOf(name)).Key.ToString();
            settings[$"Service:Keys:{name}:Pin"] = "file:" + Path.Combine(folder, "pin");
            settings[$"Service:Keys:{name}:CertificateFile"] = Path.Combine(folder, name + ".pem");
        }

        return settings;
    }

    private static Certificate IssueIssuing(X509Certificate2 root, byte[] spki, DateTimeOffset start)
    {
        CertificateRequest request = new(new X500DistinguishedName("CN=Cấp chứng thư, O=Cơ quan Thử"), PublicKey.CreateFromSubjectPublicKeyInfo(spki, out _), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        using X509Certificate2 issued = request.Create(root, start, start.AddYears(3), RandomNumberGenerator.GetBytes(12));
        return Certificate.Read(issued.RawData);
    }

    /// <summary>Writes certificates as PEM.</summary>
    public void Write(string name, params Certificate[] certificates) => File.WriteAllText(
        Path.Combine(folder, name + ".pem"), string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Encoded.Span) + "\n")), Encoding.ASCII);
}
