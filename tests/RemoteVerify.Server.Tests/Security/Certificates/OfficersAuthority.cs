using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.Server.Tests;

/// <summary>An authority that gives officers certificates for sign-in, and a list of those it took back; made with the framework's own classes.</summary>
public sealed class OfficersAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<X509Certificate2> _issued = [];
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _number;

    public OfficersAuthority(string name = "CN=Officers Root, O=Thử nghiệm, C=VN")
    {
        CertificateRequest request = new(name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(_now.AddDays(-40), _now.AddDays(100));
    }

    public X509Certificate2 Root { get; }

    /// <summary>A certificate with its key.</summary>
    /// <param name="subject">Subject, RFC 4514.</param>
    /// <param name="usage">Extended key usage; null for none.</param>
    /// <param name="fromDays">First day, from now.</param>
    /// <param name="days">How long.</param>
    public X509Certificate2 Issue(string subject, string? usage = ClientAuthentication, int fromDays = -1, int days = 30)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        }

        using X509Certificate2 bare = request.Create(Root, _now.AddDays(fromDays), _now.AddDays(fromDays + days), RandomNumberGenerator.GetBytes(12));
        X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        _issued.Add(whole);
        return whole;
    }

    /// <summary>A list of these certificates, good for a day.</summary>
    public byte[] List(params X509Certificate2[] revoked)
    {
        CertificateRevocationListBuilder list = new();
        foreach (X509Certificate2 one in revoked)
        {
            list.AddEntry(one, _now.AddMinutes(-1));
        }

        return list.Build(Root, ++_number, _now.AddDays(1), HashAlgorithmName.SHA256, thisUpdate: _now.AddMinutes(-5));
    }

    public void Dispose()
    {
        _issued.ForEach(certificate => certificate.Dispose());
        Root.Dispose();
        _key.Dispose();
    }
}
