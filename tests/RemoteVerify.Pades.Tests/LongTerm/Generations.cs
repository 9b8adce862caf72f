using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>Hierarchies that follow each other through decades, each with its timestamp authority; their certificates all name revocation addresses.</summary>
internal sealed class Generations(FakeClock clock) : IValidationMaterialSource, ICertificateStatusSource, IDisposable
{
    private readonly List<DevelopmentHierarchy> _hierarchies = [];
    private readonly List<SoftwareKey> _keys = [];

    /// <summary>Serial numbers and times of revocations in the first generation.</summary>
    public List<CrlEntry> Revoked { get; } = [];

    public DevelopmentHierarchy First => _hierarchies[0];

    public DevelopmentHierarchy Newest => _hierarchies[^1];

    public IReadOnlyList<Certificate> Roots => [.. _hierarchies.Select(h => h.Root)];

    public TimestampAuthority Tsa => new(Newest.TimestampAuthority, new TimestampAuthorityOptions(), clock);

    /// <summary>The next generation begins now.</summary>
    public void Add() => _hierarchies.Add(DevelopmentHierarchy.Create(
        clock.GetUtcNow(), new DevelopmentHierarchyOptions { BaseAddress = new Uri("http://generation.example/"), UseP384 = clock.GetUtcNow().Year >= 2040 }));

    public CertifiedKey Issue(CertificateProfile profile, string name, TimeSpan validity)
    {
        var key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        _keys.Add(key);
        CertificateAuthority authority = First.Authority;
        Certificate certificate = authority.Issue(
            profile, new DistinguishedNameParts { CommonName = name }, key.PublicKey, clock.GetUtcNow(), clock.GetUtcNow() + validity);
        return new CertifiedKey(certificate, authority.ChainOfIssued, key);
    }

    /// <summary>The lists that a verifier on the network gets at this time: none of authorities that have ended.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ListsNow()
    {
        List<ReadOnlyMemory<byte>> lists = [];
        foreach (DevelopmentHierarchy hierarchy in _hierarchies)
        {
            foreach (CertificateAuthority authority in new[] { hierarchy.Parent, hierarchy.Authority }.Where(a => a.Certificate.IsValidAt(clock.GetUtcNow())))
            {
                lists.Add(List(authority).Encoded);
            }
        }

        return lists;
    }

    public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        DevelopmentHierarchy hierarchy = _hierarchies.Single(h => h.IssuingAuthority.Certificate.Equals(issuer) || h.Root.Equals(issuer));
        bool isIssuing = issuer.Equals(hierarchy.IssuingAuthority.Certificate);
        if (isIssuing && hierarchy.OcspResponder.Certificate.IsValidAt(clock.GetUtcNow()))
        {
            OcspResponder responder = new(hierarchy.OcspResponder, issuer, new OcspResponderOptions());
            byte[] response = responder.Respond(OcspRequest.Create(certificate, issuer).Encode(), clock.GetUtcNow(), this);
            return Task.FromResult(new ValidationMaterial([], [], [response]));
        }

        return Task.FromResult(new ValidationMaterial([], [List(isIssuing ? hierarchy.Authority : hierarchy.Parent).Encoded], []));
    }

    public CertificateState Find(ReadOnlyMemory<byte> serialNumber) => Revoked.Find(e => e.SerialNumber.Span.SequenceEqual(serialNumber.Span)) is { } entry
        ? new CertificateState(OcspCertificateStatus.Revoked, entry.RevokedAt, entry.Reason)
        : new CertificateState(OcspCertificateStatus.Good);

    public void Dispose()
    {
        _hierarchies.ForEach(h => h.Dispose());
        _keys.ForEach(k => k.Dispose());
    }

    private Crl List(CertificateAuthority authority)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isFirst = authority.Certificate.Equals(First.IssuingAuthority.Certificate);
        return authority.IssueCrl(isFirst ? Revoked : [], now.ToUnixTimeSeconds(), now, now.AddDays(30));
    }
}
