using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.LongTerm;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>RFC 6960 section 4.2.2.2.1: a delegated responder whose own certificate may have been revoked.</summary>
public sealed class ResponderRevocationTests : IDisposable, IValidationMaterialSource
{
    private static readonly Uri Lists = new("http://generation.example/crl");

    private readonly FakeClock _clock = new();
    private readonly Generations _generations;
    private readonly CertifiedKey _signer;
    private readonly List<SoftwareKey> _keys = [];
    private readonly CertifiedKey _responder;
    private bool _vouchedFor = true;

    public ResponderRevocationTests()
    {
        _generations = new Generations(_clock);
        _generations.Add();
        _signer = _generations.Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", TimeSpan.FromDays(300));
        _responder = NewResponder(ExtensionWriter.CrlDistributionPoint(Lists));
    }

    public void Dispose()
    {
        _generations.Dispose();
        _keys.ForEach(k => k.Dispose());
    }

    [Fact]
    public async Task Validate_ResponderWithAddressAndWithoutEvidence_IsTryLaterAndSaysWhy()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        SignatureReport report = Validate(pdf, Answer(_responder, _signer.Certificate));

        Assert.Equal((Indication.Indeterminate, SubIndication.TryLater), (report.Indication, report.SubIndication));
        Assert.Contains(report.Checks, c => c is { Id: "certificate.responder", Ok: false });
        Assert.DoesNotContain(report.Checks, c => c is { Id: "certificate.revocation", Ok: true });
    }

    [Fact]
    public async Task Validate_ResponderThatSpeaksOnlyForItself_IsTryLater()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        SignatureReport report = Validate(pdf, Answer(_responder, _signer.Certificate), Answer(_responder, _responder.Certificate));

        Assert.Equal(SubIndication.TryLater, report.SubIndication);
    }

    [Fact]
    public async Task Validate_TwoRespondersThatSpeakForEachOther_AreTryLater()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);
        CertifiedKey other = NewResponder(ExtensionWriter.CrlDistributionPoint(Lists));

        SignatureReport report = Validate(pdf,
            Answer(_responder, _signer.Certificate), Answer(other, _responder.Certificate), Answer(_responder, other.Certificate));

        Assert.Equal(SubIndication.TryLater, report.SubIndication);
    }

    [Fact]
    public async Task Validate_ResponderThatAnotherVouchesFor_Passes()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        Assert.Equal(Indication.TotalPassed, Validate(pdf, Answer(_responder, _signer.Certificate), Answer(First, _responder.Certificate)).Indication);
    }

    [Fact]
    public async Task Validate_ResponderWithNoCheckOrWithoutAnyAddress_Passes()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        Assert.Equal(Indication.TotalPassed, Validate(pdf, Answer(First, _signer.Certificate)).Indication);
        Assert.Equal(Indication.TotalPassed, Validate(pdf, Answer(NewResponder(), _signer.Certificate)).Indication);
        CertifiedKey unchecked_ = NewResponder(ExtensionWriter.CrlDistributionPoint(Lists), ExtensionWriter.OcspNoCheck());
        Assert.Equal(Indication.TotalPassed, Validate(pdf, Answer(unchecked_, _signer.Certificate)).Indication);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Validate_RevokedResponder_IsNeverBelievedWhateverThePolicy(bool strict)
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);
        byte[] answer = Answer(_responder, _signer.Certificate);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Revoke(_responder);

        SignatureReport report = Validate(
            pdf, o => o with { Revocation = new RevocationOptions { RequireResponderStatus = strict } }, answer, Answer(First, _responder.Certificate));

        Assert.Equal(SubIndication.TryLater, report.SubIndication);
        Assert.Contains(report.Checks, c => c is { Id: "certificate.responder", Ok: false } && c.Message.Contains("was revoked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_PolicyThatOnlyReports_PassesWithAWarning()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        SignatureReport report = Validate(
            pdf, o => o with { Revocation = new RevocationOptions { RequireResponderStatus = false } }, Answer(_responder, _signer.Certificate));

        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Contains(report.Checks, c => c.Id == "certificate.responder" && c.Message.StartsWith("warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Archive_ResponderWithEvidence_PassesAfterExpiryAndAfterItsLaterRevocation()
    {
        byte[] archived = await ArchiveAsync();
        Assert.Equal(Indication.TotalPassed, Validate(archived).Indication);

        _clock.Advance(TimeSpan.FromDays(3));
        Revoke(_responder);
        Assert.Equal(Indication.TotalPassed, Validate(archived, Answer(First, _responder.Certificate)).Indication);
        _clock.Advance(TimeSpan.FromDays(320));
        SignatureReport late = Validate(archived);
        Assert.True(late.Indication == Indication.TotalPassed, string.Join("; ", late.Checks.Where(c => !c.Ok).Concat(late.Timestamps.SelectMany(t => t.Checks.Where(c => !c.Ok)))));
    }

    [Fact]
    public async Task Archive_ResponderRevokedBeforeItsAnswerWasProven_IsNotBelieved()
    {
        DateTimeOffset before = _clock.GetUtcNow();
        byte[] archived = await ArchiveAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        _generations.Revoked.Add(new CrlEntry(_responder.Certificate.SerialNumber, before.AddSeconds(-1), RevocationReason.KeyCompromise));

        SignatureReport report = Validate(archived, Answer(First, _responder.Certificate));

        Assert.Equal((Indication.Indeterminate, SubIndication.TryLater), (report.Indication, report.SubIndication));
    }

    [Fact]
    public async Task AddValidationMaterial_WithoutEvidenceForTheResponder_RefusesAndNamesIt()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        _vouchedFor = false;

        SignResult result = await LongTermExtender.AddValidationMaterialAsync(pdf, LongTerm(), default);

        SignResult.Refused refused = Assert.IsType<SignResult.Refused>(result);
        Assert.Equal(RefusalCode.ValidationMaterialMissing, refused.Code);
        Assert.Contains(Convert.ToHexString(_responder.Certificate.SerialNumber.Span), refused.Message, StringComparison.Ordinal);
    }

    public async Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        byte[]? answer = certificate.Equals(_signer.Certificate) ? Answer(_responder, certificate)
            : certificate.Equals(_responder.Certificate) ? Answer(_vouchedFor ? First : _responder, certificate) : null;
        return answer is null ? await _generations.GetAsync(certificate, issuer, cancellationToken) : new ValidationMaterial([], [], [answer]);
    }

    private CertifiedKey First => _generations.First.OcspResponder;

    private Certificate Issuer => _generations.First.IssuingAuthority.Certificate;

    private CertifiedKey NewResponder(params CertificateExtension[] extensions)
    {
        var key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        _keys.Add(key);
        CertificateTemplate template = new()
        {
            SerialNumber = CertificateWriter.NewSerialNumber(),
            Issuer = Issuer.Subject.Encoded,
            Subject = DistinguishedNameWriter.Write([new(Oids.CommonName, $"Responder {_keys.Count}")]),
            NotBefore = _clock.GetUtcNow().AddMinutes(-1),
            NotAfter = _clock.GetUtcNow().AddDays(300),
            PublicKey = key.PublicKey,
            Extensions = [ExtensionWriter.ExtendedKeyUsage(critical: false, Oids.OcspSigning), .. extensions],
        };
        Certificate certificate = CertificateWriter.SignAsync(template, _generations.First.IssuingAuthority.Key, default).AsTask().GetAwaiter().GetResult();
        return new CertifiedKey(certificate, [Issuer, _generations.First.Root], key);
    }

    private byte[] Answer(CertifiedKey responder, Certificate about) => new OcspResponder(responder, Issuer, new OcspResponderOptions())
        .Respond(OcspRequest.Create(about, Issuer).Encode(), _clock.GetUtcNow(), _generations);

    private void Revoke(CertifiedKey key) =>
        _generations.Revoked.Add(new CrlEntry(key.Certificate.SerialNumber, _clock.GetUtcNow(), RevocationReason.KeyCompromise));

    private LongTermOptions LongTerm() => new() { Anchors = _generations.Roots, Source = this, At = _clock.GetUtcNow() };

    private async Task<byte[]> ArchiveAsync()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        _clock.Advance(TimeSpan.FromMinutes(1));
        return Done(await LongTermExtender.ArchiveAsync(pdf, LongTerm(), _generations.Tsa, default));
    }

    private async Task<byte[]> SignAsync(SignatureProfile profile)
    {
        SignatureRequest request = new() { SigningTime = _clock.GetUtcNow(), Profile = profile };
        return Done(await PadesSigner.SignAsync(Modifications.SignedSample.Unsigned(), request, _signer, _generations.Tsa, null, default));
    }

    private SignatureReport Validate(byte[] pdf, params byte[][] answers) => Validate(pdf, o => o, answers);

    /// <summary>The list of the root is at hand, the issuing authority's is not: it would make the answers needless.</summary>
    private SignatureReport Validate(byte[] pdf, Func<ValidationOptions, ValidationOptions> options, params byte[][] answers)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        ReadOnlyMemory<byte> list = _generations.First.Parent.IssueCrl([], now.ToUnixTimeSeconds(), now, now.AddDays(30)).Encoded;
        List<ReadOnlyMemory<byte>> responses = [Answer(First, _generations.First.TimestampAuthority.Certificate), .. answers.Select(a => (ReadOnlyMemory<byte>)a)];
        ValidationOptions made = new() { Anchors = _generations.Roots, At = now, Crls = [list], OcspResponses = responses };
        return Assert.Single(PadesValidator.Validate(pdf, options(made)).Signatures);
    }

    private static byte[] Done(SignResult result) =>
        result is SignResult.Signed signed ? signed.Pdf : throw new InvalidOperationException(((SignResult.Refused)result).Message);
}
