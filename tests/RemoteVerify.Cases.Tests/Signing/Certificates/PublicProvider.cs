using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Tests.Signing.Certificates;

/// <summary>A certification authority that is none of this service's, as a list of national anchors names it.</summary>
public sealed class PublicProvider : IDisposable
{
    private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now;

    public PublicProvider(DateTimeOffset now, bool publishesLists = false)
    {
        _now = now;
        byte[] name = DistinguishedNameWriter.Write([new(Pki.Algorithms.Oids.Country, "VN"), new(Pki.Algorithms.Oids.CommonName, "Nhà cung cấp công cộng")]);
        Root = CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = CertificateWriter.NewSerialNumber(),
                Issuer = name,
                Subject = name,
                NotBefore = now.AddYears(-1),
                NotAfter = now.AddYears(10),
                PublicKey = _key.PublicKey,
                Extensions = [ExtensionWriter.BasicConstraints(true, null), ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign)],
            },
            _key,
            default).AsTask().GetAwaiter().GetResult();
        Authority = new CertificateAuthority(
            new CertifiedKey(Root, [], _key), publishesLists ? new CertificateAuthorityOptions { CrlAddress = new Uri("http://crl.example/a.crl") } : new CertificateAuthorityOptions());
    }

    public Certificate Root { get; }

    public CertificateAuthority Authority { get; }

    /// <summary>As the list of national anchors has it.</summary>
    public NationalTrust Listed(AnchorKind kind) => new([new TrustAnchor(Root, kind)], null);

    public Certificate Issue(ISigningKey key, string name = "Trần Văn Cán Bộ", string? serialNumber = null, CertificateProfile profile = CertificateProfile.Officer, TimeSpan? age = null, TimeSpan? rest = null) =>
        Authority.Issue(
            profile, DistinguishedNameParts.ForPerson(name) with { SerialNumber = serialNumber }, key.PublicKey, _now - (age ?? TimeSpan.FromDays(1)), _now + (rest ?? TimeSpan.FromDays(300)));

    /// <summary>The provider's list with these certificates on it.</summary>
    public RevocationEvidence List(params Certificate[] revoked) => new(
        [Authority.IssueCrl([.. revoked.Select(c => new CrlEntry(c.SerialNumber, _now.AddHours(-1), RevocationReason.KeyCompromise))], 1, _now.AddMinutes(-5), _now.AddDays(1))], []);

    public void Dispose() => _key.Dispose();
}
