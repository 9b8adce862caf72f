using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>Every certificate of every chain is needed: leave out the evidence of one, and that one is named.</summary>
public sealed class MissingEvidenceTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly DevelopmentHierarchy _hierarchy;
    private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly CertifiedKey _signer;

    public MissingEvidenceTests()
    {
        _hierarchy = DevelopmentHierarchy.Create(_clock.GetUtcNow(), new DevelopmentHierarchyOptions());
        CertificateAuthority authority = _hierarchy.Authority;
        _signer = new CertifiedKey(
            authority.Issue(CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "Trần Thị Công Chứng" }, _key.PublicKey, _clock.GetUtcNow(), _clock.GetUtcNow().AddDays(300)),
            authority.ChainOfIssued,
            _key);
    }

    public void Dispose()
    {
        _key.Dispose();
        _hierarchy.Dispose();
    }

    [SkippableTheory]
    [InlineData("signer", false)]
    [InlineData("issuing authority", false)]
    [InlineData("timestamp authority", true)]
    public async Task SignAsync_EvidenceOfOneCertificateMissing_NamesIt(string which, bool keyIsUsed)
    {
        Certificate without = which switch
        {
            "signer" => _signer.Certificate,
            "issuing authority" => _hierarchy.IssuingAuthority.Certificate,
            _ => _hierarchy.TimestampAuthority.Certificate,
        };
        Source source = new(_hierarchy, _clock, without);
        SignatureRequest request = new() { SigningTime = _clock.GetUtcNow(), Profile = SignatureProfile.BLt };
        LongTermOptions options = new() { Anchors = [_hierarchy.Root], Source = source, At = _clock.GetUtcNow() };
        TimestampAuthority tsa = new(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), _clock);

        SignResult result = await LongTermSigner.SignAsync(SigningMaterial.OnePage(), request, _signer, tsa, options, default);

        SignResult.Refused refused = Assert.IsType<SignResult.Refused>(result);
        Assert.Equal(RefusalCode.ValidationMaterialMissing, refused.Code);
        Assert.Contains(Convert.ToHexString(without.SerialNumber.Span), refused.Message, StringComparison.Ordinal);
        Assert.Equal(which != "signer", refused.Message.Contains(without.Subject.CommonName!, StringComparison.Ordinal));
        Assert.Equal(keyIsUsed, source.Asked > 2);
    }

    /// <summary>OCSP for what the issuing authority issued, a list for the authority itself, nothing for one certificate.</summary>
    private sealed class Source(DevelopmentHierarchy hierarchy, TimeProvider clock, Certificate without) : IValidationMaterialSource, ICertificateStatusSource
    {
        public int Asked { get; private set; }

        public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
        {
            Asked++;
            if (certificate.Equals(without))
            {
                return Task.FromResult(ValidationMaterial.None);
            }

            DateTimeOffset now = clock.GetUtcNow();
            return Task.FromResult(issuer.Equals(hierarchy.Root)
                ? new ValidationMaterial([], [hierarchy.Parent.IssueCrl([], 1, now, now.AddDays(30)).Encoded], [])
                : new ValidationMaterial([], [], [new OcspResponder(hierarchy.OcspResponder, issuer, new OcspResponderOptions()).Respond(OcspRequest.Create(certificate, issuer).Encode(), now, this)]));
        }

        public CertificateState Find(ReadOnlyMemory<byte> serialNumber) => new(OcspCertificateStatus.Good);
    }
}
