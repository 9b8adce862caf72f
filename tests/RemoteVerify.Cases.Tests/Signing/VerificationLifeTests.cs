using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Signing;

/// <summary>A one-time certificate is issued for a verification of this transaction, and only for a while.</summary>
public sealed class VerificationLifeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task SignDocument_AfterTheWindow_IsRefusedAndAnotherVerificationHelps()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        office.Clock.Advance(office.Policy.SigningWindow + TimeSpan.FromSeconds(1));

        Refusal refusal = (await office.ConfirmAndSignAsync(id)).Refusal!;
        Assert.Equal(RefusalCode.VerificationExpired, refusal.Code);
        Assert.Contains(Act.StartVerification.Code, refusal.AllowedActions);
        await using (IUnitOfWork unit = await office.Storage.BeginAsync(None))
        {
            Assert.DoesNotContain(await unit.Audit.ListAsync(id, None), e => e.Entry.Act == "certificate.issue");
        }

        CaptureGrant again = await office.BeginCaptureAsync(id);
        Assert.True((await office.FinishAsync(again, CaptureVerdict.Passed)).IsDone);
        var confirmed = Assert.IsType<ContentConfirmed>((await office.ViewAsync(id)).Case);
        Assert.Empty(confirmed.Confirmations);
        Outcome<CaseWithDocument> signed = await office.ConfirmAndSignAsync(id);
        Assert.True(signed.IsDone, signed.ToString());
        Assert.Equal(again.Verification, Assert.Single(Assert.IsType<ParticipantsSigned>(signed.Value).Identities).Verification);
    }

    [Fact]
    public async Task SignDocument_WithinTheWindow_RecordsVerificationAndNonceWithTheCertificate()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        office.Clock.Advance(office.Policy.SigningWindow - TimeSpan.FromMinutes(1));
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        VerificationFile verification = Assert.Single((await office.ViewAsync(id)).Verifications).File;
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        AuditEntry issued = (await unit.Audit.ListAsync(id, None)).Single(e => e.Entry.Act == "certificate.issue").Entry;
        Assert.Equal(verification.Id.ToString(), issued.Details["verification"]);
        Assert.Equal(Sha256Digest.Of(verification.Nonce).Hex, issued.Details["nonce-sha256"]);
    }

    [Fact]
    public async Task StartVerification_WhileTheFirstStillCounts_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Assert.Equal(
            RefusalCode.VerificationAlreadyRunning,
            (await new StartVerification(office.Desk, office.Policy).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Refusal!.Code);
    }

    [Fact]
    public async Task SignDocument_ProofOfAnotherCase_IsNoVerificationOfThisOne()
    {
        await using Office office = await Office.OpenAsync();
        CaseId other = await office.ProvenAsync(), id = await office.ProvenAsync();
        IdentityProof foreign = Assert.IsType<AwaitingConfirmation>((await office.ViewAsync(other)).Case).Identities[0];
        await office.Desk.DoAsync<AwaitingConfirmation>(Act.ConfirmContent, Office.Citizen(id), async (work, ct) =>
        {
            AwaitingConfirmation current = (await work.CaseAsync<AwaitingConfirmation>(id, ct)).Value;
            return await work.SaveAsync(current with { Identities = [foreign] }, ct);
        }, None);
        Assert.Equal(RefusalCode.VerificationNotFound, (await office.ConfirmAndSignAsync(id)).Refusal!.Code);
    }
}
