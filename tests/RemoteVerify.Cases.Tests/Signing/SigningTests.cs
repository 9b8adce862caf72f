using System.Security.Cryptography;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Tests.Signing;

public sealed class SigningTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task SignDocument_KeyOnRecord_BoundToTheShownHashAndDestroyed()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Sha256Digest shown = (await office.ViewAsync(id)).Case.CurrentDocument!.Sha256;

        var signed = Assert.IsType<ParticipantsSigned>((await office.ConfirmAndSignAsync(id)).Value);

        ParticipantSignature signature = Assert.Single(signed.Signatures);
        Assert.Equal(shown, signature.SignedSha256);
        Assert.NotEqual(shown, signed.Document.Sha256);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        IssuedCertificate issued = (await unit.Certificates.FindAsync(signature.CertificateSerial, None))!;
        Assert.Equal(shown, issued.BoundDocumentSha256);
        Assert.Equal(id, issued.CaseId);
        Certificate certificate = Certificate.Read(issued.Certificate);
        Assert.Equal(Office.Name, certificate.Subject.CommonName);
        Assert.True(certificate.NotAfter - certificate.NotBefore < TimeSpan.FromMinutes(20));
        Assert.Contains(await unit.Audit.ListAsync(id, None), e => e.Entry.Act == "document.sign" && e.Entry.Details["key-destroyed"] == "yes");
    }

    [Fact]
    public async Task OneTimeKey_OtherDocumentOrSecondUse_ThrowsAndIsGone()
    {
        await using Office office = await Office.OpenAsync();
        byte[] pdf = office.Contract();
        DateTimeOffset now = office.Clock.GetUtcNow();
        var holder = new ChipHolder(Office.Number, Office.Name, "", "F", "VNM", "", Office.Number);
        var order = new SignatureOrder("Signature_p1", Office.Name, "test", null, now, []);

        using OneTimeKey other = OneTimeKey.Create(office.Issuer, holder, Office.Name, Sha256Digest.Of("another"u8), now, now.AddMinutes(10)).Value;
        await Assert.ThrowsAsync<InvalidOperationException>(() => other.SignAsync(office.Signer, pdf, order, None));
        Assert.True(other.IsDestroyed);

        using OneTimeKey key = OneTimeKey.Create(office.Issuer, holder, Office.Name, Sha256Digest.Of(pdf), now, now.AddMinutes(10)).Value;
        Assert.True((await key.SignAsync(office.Signer, pdf, order, None)).IsDone);
        Assert.True(key.IsDestroyed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => key.SignAsync(office.Signer, pdf, order, None));
    }

    [Fact]
    public async Task IssueOneTime_NameThatNoCertificateTakes_IsRefusedAndALongOneIsNot()
    {
        await using Office office = await Office.OpenAsync();
        DateTimeOffset now = office.Clock.GetUtcNow();
        var holder = new ChipHolder(Office.Number, Office.Name, "", "F", "VNM", "", Office.Number);
        string name = "Nguyễn " + string.Join(' ', Enumerable.Repeat("Thị Phương", 9));
        Assert.InRange(name.Length, 100, 110);

        using OneTimeKey key = OneTimeKey.Create(office.Issuer, holder, name, Sha256Digest.Of("x"u8), now, now.AddMinutes(10)).Value;
        Assert.Equal(name, key.Certificate.Subject.FullName);
        foreach (string bad in new[] { "Nguyễn\u0001Văn", new string('x', 300), "" })
        {
            Refusal refusal = OneTimeKey.Create(office.Issuer, holder, bad, Sha256Digest.Of("x"u8), now, now.AddMinutes(10)).Refusal!;
            Assert.Equal(RefusalCode.CertificateNotAccepted, refusal.Code);
            Assert.DoesNotContain("Nguyễn", string.Concat(refusal.Reasons.Append(refusal.Message)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ConfirmContent_AnotherHash_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();

        Outcome<ContentConfirmed> outcome = await new ConfirmContent(office.Desk).DoAsync(Office.Citizen(id), id, Sha256Digest.Of("another"u8), None);

        Assert.Equal(RefusalCode.DocumentHashDiffers, outcome.Refusal!.Code);
    }

    [Fact]
    public async Task SignDocument_TwoParticipants_TheSecondConfirmsTheDocumentWithTheFirstSignature()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync((Office.Name, Office.Number), ("Lê Văn Mẫu", "001099000022"));
        Sha256Digest first = (await office.ViewAsync(id)).Case.CurrentDocument!.Sha256;
        Assert.True((await new ConfirmContent(office.Desk).DoAsync(Office.Citizen(id, "p2"), id, first, None)).IsDone);

        Assert.IsType<AwaitingConfirmation>((await office.ConfirmAndSignAsync(id)).Value);

        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await office.Signing().DoAsync(Office.Citizen(id, "p2"), id, None)).Refusal!.Code);
        var signed = Assert.IsType<ParticipantsSigned>((await office.ConfirmAndSignAsync(id, "p2")).Value);
        Assert.Equal(2, signed.Signatures.Count);
    }

    [Fact]
    public async Task ApproveCase_EvidenceNotViewed_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        await office.ConfirmAndSignAsync(id);

        Outcome<Approved> outcome = await new ApproveCase(office.Desk).DoAsync(office.Officer, id, None);

        Assert.Equal(RefusalCode.EvidenceNotViewed, outcome.Refusal!.Code);
    }

    [Fact]
    public async Task FinaliseCountersignature_WrongKeyOtherOfficerLate_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        await office.ConfirmAndSignAsync(id);
        await office.ApproveAsync(id);
        Outcome<CountersignatureTask> task = await office.Preparing().DoAsync(office.Officer, id, await office.EnrolAsync(), None);
        using var wrong = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] forged = wrong.SignHash(task.Value.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);
        byte[] right = office.OfficerKey.SignHash(task.Value.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);

        Assert.Equal(RefusalCode.SignatureNotValid, (await office.Finalising().DoAsync(office.Officer, id, forged, None)).Refusal!.Code);
        Assert.Equal(
            RefusalCode.CountersignatureOfAnotherOfficer,
            (await office.Finalising().DoAsync(Actor.Officer(Office.Tenant, "officer-2"), id, right, None)).Refusal!.Code);
        office.Clock.Advance(PrepareCountersignature.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.CountersignatureExpired, (await office.Finalising().DoAsync(office.Officer, id, right, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Restart_BetweenEveryAct_NothingIsLost()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        office.Restart();
        Assert.True((await office.AttachAsync(id)).IsDone);
        office.Restart();
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        office.Restart();
        Assert.True((await office.FinishAsync(grant, CaptureVerdict.Passed)).IsDone);
        office.Restart();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        office.Restart();
        await office.ApproveAsync(id);
        office.Restart();
        Outcome<CountersignatureTask> task = await office.Preparing().DoAsync(office.Officer, id, await office.EnrolAsync(), None);
        office.Restart();
        byte[] value = office.OfficerKey.SignHash(task.Value.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);
        Assert.True((await office.Finalising().DoAsync(office.Officer, id, value, None)).IsDone);
        office.Restart();
        Assert.IsType<Countersigned>((await office.ViewAsync(id)).Case);
    }
}
