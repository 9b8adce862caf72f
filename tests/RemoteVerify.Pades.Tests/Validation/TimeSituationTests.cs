using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.LongTerm;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>Clauses 5.5 and 5.6: what time and proofs of existence do to a verdict.</summary>
public sealed class TimeSituationTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Generations _generations;
    private readonly CertifiedKey _signer;

    public TimeSituationTests()
    {
        _generations = new Generations(_clock);
        _generations.Add();
        _signer = _generations.Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", TimeSpan.FromDays(300));
    }

    public void Dispose() => _generations.Dispose();

    [Fact]
    public async Task Valid_WithFreshLists_PassesAndWithoutThemIsTryLater()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);

        Expect(pdf, Indication.TotalPassed, null);
        Expect(pdf, Indication.Indeterminate, SubIndication.TryLater, o => o with { Crls = [] });
    }

    [Fact]
    public async Task Expired_WithoutTimestamp_IsOutOfBounds()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);
        IReadOnlyList<ReadOnlyMemory<byte>> old = _generations.ListsNow();
        _clock.Advance(TimeSpan.FromDays(400));

        Expect(pdf, Indication.Indeterminate, SubIndication.OutOfBoundsNoPoe);
        Expect(pdf, Indication.Indeterminate, SubIndication.OutOfBoundsNotRevoked, o => o with { Crls = [.. o.Crls, .. old] });
    }

    [Fact]
    public async Task Expired_WithTimestamp_PassesOnlyWhenItIsKnownThatItWasNotRevoked()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        byte[] lt = Done(await LongTermExtender.AddValidationMaterialAsync(pdf, LongTerm(), default));
        _clock.Advance(TimeSpan.FromDays(400));

        Expect(pdf, Indication.Indeterminate, SubIndication.OutOfBoundsNoPoe);
        Expect(lt, Indication.TotalPassed, null);
    }

    [Fact]
    public async Task Revoked_AfterTheTimestamp_PassesAndBeforeItDoesNot()
    {
        byte[] early = await SignAsync(SignatureProfile.BT);
        byte[] unstamped = await SignAsync(SignatureProfile.BB);
        _clock.Advance(TimeSpan.FromDays(10));
        Revoke(RevocationReason.KeyCompromise);
        _clock.Advance(TimeSpan.FromDays(10));
        byte[] late = await SignAsync(SignatureProfile.BT);

        Expect(early, Indication.TotalPassed, null);
        Expect(unstamped, Indication.Indeterminate, SubIndication.RevokedNoPoe);
        Expect(late, Indication.Indeterminate, SubIndication.RevokedNoPoe);
    }

    [Fact]
    public async Task Revoked_BeforeADocumentTimestampThatTheSignatureCovers_IsRevoked()
    {
        Revoke(RevocationReason.KeyCompromise);
        _clock.Advance(TimeSpan.FromDays(1));
        byte[] stamped = await DocumentTimestamper.AddAsync(Modifications.SignedSample.Unsigned(), _generations.Tsa, default);
        _clock.Advance(TimeSpan.FromDays(1));
        byte[] pdf = await SignAsync(SignatureProfile.BT, stamped);

        Expect(pdf, Indication.TotalFailed, SubIndication.Revoked);
    }

    [Fact]
    public async Task Expired_BeforeADocumentTimestampThatTheSignatureCovers_IsExpired()
    {
        _clock.Advance(TimeSpan.FromDays(310));
        byte[] stamped = await DocumentTimestamper.AddAsync(Modifications.SignedSample.Unsigned(), _generations.Tsa, default);
        byte[] pdf = await SignAsync(SignatureProfile.BT, stamped);

        Expect(pdf, Indication.TotalFailed, SubIndication.Expired);
    }

    [Fact]
    public async Task Signed_BeforeTheCertificateWasValid_IsNotYetValid()
    {
        _clock.Advance(TimeSpan.FromDays(-0.002));
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        IReadOnlyList<ReadOnlyMemory<byte>> early = _generations.ListsNow();
        _clock.Advance(TimeSpan.FromDays(400));

        Expect(pdf, Indication.TotalFailed, SubIndication.NotYetValid, o => o with { Crls = [.. o.Crls, .. early] });
    }

    [Fact]
    public async Task OnHold_IsTryLater()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BB);
        Revoke(RevocationReason.CertificateHold);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Expect(pdf, Indication.Indeterminate, SubIndication.TryLater);
    }

    [Fact]
    public async Task Authority_Revoked_IsRevokedCaWithoutAProof()
    {
        byte[] unstamped = await SignAsync(SignatureProfile.BB);
        DateTimeOffset now = _clock.GetUtcNow();
        CrlEntry entry = new(_generations.First.IssuingAuthority.Certificate.SerialNumber, now.AddMinutes(1), RevocationReason.AuthorityCompromise);
        _clock.Advance(TimeSpan.FromMinutes(2));
        ReadOnlyMemory<byte> list = _generations.First.Parent.IssueCrl([entry], 99, _clock.GetUtcNow(), now.AddDays(30)).Encoded;

        Expect(unstamped, Indication.Indeterminate, SubIndication.RevokedCaNoPoe, o => o with { Crls = [.. o.Crls, list] });
    }

    [Fact]
    public async Task OcspResponse_FarFromTheTimestamp_FailsThePolicyThatLimitsIt()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        _clock.Advance(TimeSpan.FromHours(28));
        byte[] lt = Done(await LongTermExtender.AddValidationMaterialAsync(pdf, LongTerm(), default));

        Expect(lt, Indication.TotalPassed, null);
        Expect(lt, Indication.Indeterminate, SubIndication.SigConstraintsFailure, o => o with { OcspDistance = new OcspDistance() });
        ValidationReport lenient = Validate(lt, o => o with { OcspDistance = new OcspDistance { MostAfter = TimeSpan.FromDays(2) } });
        Assert.Equal(Indication.TotalPassed, lenient.Indication);
        Assert.Contains(lenient.Signatures[0].Checks, c => c.Id == "certificate.ocsp-distance" && c.Message.StartsWith("warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OcspResponse_OlderThanTheTimestamp_FailsThePolicyThatForbidsIt()
    {
        ValidationMaterial early = await _generations.GetAsync(_signer.Certificate, _generations.First.IssuingAuthority.Certificate, default);
        _clock.Advance(TimeSpan.FromMinutes(3));
        byte[] pdf = await SignAsync(SignatureProfile.BT);

        Expect(pdf, Indication.TotalPassed, null, o => o with { OcspResponses = early.OcspResponses });
        Expect(pdf, Indication.Indeterminate, SubIndication.SigConstraintsFailure,
            o => o with { OcspResponses = early.OcspResponses, OcspDistance = new OcspDistance() });
    }

    [Fact]
    public async Task Anchor_NoLongerRecognised_NeedsAProofFromBefore()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        byte[] unstamped = await SignAsync(SignatureProfile.BB), stamped = await SignAsync(SignatureProfile.BT);
        TrustAnchor other = new(_generations.Roots[0], AnchorKind.OfficialDuty) { Periods = [new TrustPeriod(start.AddYears(-1), start.AddDays(5))] };
        ValidationOptions Listed(ValidationOptions o) => o with { Anchors = [], TrustAnchors = [other] };
        Expect(unstamped, Indication.TotalPassed, null, Listed);
        _clock.Advance(TimeSpan.FromDays(10));

        Expect(unstamped, Indication.Indeterminate, SubIndication.NoCertificateChainFoundNoPoe, Listed);

        // The timestamp authority stands under the same anchor, so its token has no proof either.
        Expect(stamped, Indication.Indeterminate, SubIndication.NoCertificateChainFoundNoPoe, Listed);
        _generations.Add();
        byte[] archived = Done(await LongTermExtender.ArchiveAsync(stamped, LongTerm(), _generations.Tsa, default));
        _clock.Advance(TimeSpan.FromDays(1));
        ValidationReport report = Validate(archived, o => Listed(o) with { Anchors = [_generations.Newest.Root] });
        Assert.Equal(Indication.TotalPassed, report.DocumentTimestamps[0].Indication);
        Assert.Equal(SubIndication.NoCertificateChainFoundNoPoe, report.Signatures[0].SubIndication);
    }

    [Fact]
    public async Task Anchor_NoLongerRecognisedAfterTheProof_Passes()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        byte[] stamped = await SignAsync(SignatureProfile.BT);
        _generations.Add();
        byte[] archived = Done(await LongTermExtender.ArchiveAsync(stamped, LongTerm(), _generations.Tsa, default));
        _clock.Advance(TimeSpan.FromDays(10));
        TrustAnchor ended = new(_generations.Roots[0], AnchorKind.OfficialDuty) { Periods = [new TrustPeriod(start.AddYears(-1), start.AddDays(5))] };

        ValidationReport report = Validate(archived, o => o with { Anchors = [_generations.Newest.Root], TrustAnchors = [ended] });

        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Equal(AnchorKind.Development, report.Signatures[0].Kind);
    }

    [Fact]
    public async Task Proofs_OfAnArchivedFile_NameWhatTheTimestampsProve()
    {
        byte[] pdf = await SignAsync(SignatureProfile.BT);
        _clock.Advance(TimeSpan.FromMinutes(1));
        byte[] archived = Done(await LongTermExtender.ArchiveAsync(pdf, LongTerm(), _generations.Tsa, default));

        ValidationReport report = Validate(archived, o => o);

        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Contains(report.Proofs, p => p.Object == ProvenObject.Signature && p.Sha256 == report.Signatures[0].SignatureDigest
            && p.ProvenBy == report.Signatures[0].Timestamps[0].TokenDigest);
        Assert.Contains(report.Proofs, p => p.Object == ProvenObject.Timestamp && p.ProvenBy == report.DocumentTimestamps[0].TokenDigest);
        foreach (ProvenObject kind in new[] { ProvenObject.Certificate, ProvenObject.OcspResponse, ProvenObject.Crl })
        {
            Assert.Contains(report.Proofs, p => p.Object == kind);
        }
    }

    private async Task<byte[]> SignAsync(SignatureProfile profile, byte[]? onto = null)
    {
        SignatureRequest request = new() { SigningTime = _clock.GetUtcNow(), Profile = profile };
        return Done(await PadesSigner.SignAsync(onto ?? Modifications.SignedSample.Unsigned(), request, _signer, _generations.Tsa, null, default));
    }

    private void Revoke(RevocationReason reason) => _generations.Revoked.Add(new CrlEntry(_signer.Certificate.SerialNumber, _clock.GetUtcNow(), reason));

    private LongTermOptions LongTerm() => new() { Anchors = _generations.Roots, Source = _generations, At = _clock.GetUtcNow() };

    private ValidationReport Validate(byte[] pdf, Func<ValidationOptions, ValidationOptions> options) => PadesValidator.Validate(
        pdf, options(new ValidationOptions { Anchors = _generations.Roots, At = _clock.GetUtcNow(), Crls = _generations.ListsNow() }));

    private void Expect(byte[] pdf, Indication indication, SubIndication? sub, Func<ValidationOptions, ValidationOptions>? options = null)
    {
        SignatureReport report = Assert.Single(Validate(pdf, options ?? (o => o)).Signatures);
        Assert.True((indication, sub) == (report.Indication, report.SubIndication), $"{report}: {string.Join("; ", report.Checks.Where(c => !c.Ok))}");
    }

    private static byte[] Done(SignResult result) =>
        result is SignResult.Signed signed ? signed.Pdf : throw new InvalidOperationException(((SignResult.Refused)result).Message);
}
