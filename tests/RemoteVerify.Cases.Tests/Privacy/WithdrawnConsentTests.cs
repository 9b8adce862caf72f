using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Privacy;

/// <summary>Taking a consent back stops what rests on it alone, and never deletes a lawful dossier.</summary>
public sealed class WithdrawnConsentTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Withdraw_AfterTheResult_DeletesNothing()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        CaseId id = result.Document.CaseId;
        await GiveAsync(office, id);

        Consent withdrawn = (await new WithdrawConsent(office.Desk).DoAsync(Office.Citizen(id), id, "biometric-check", None)).Value;

        Assert.NotNull(withdrawn.WithdrawnAt);
        Assert.Equal(0, (await office.Purging().RunAsync(Office.Tenant, None)).Destroyed);
        Assert.True((await new ReadDocument(office.Desk).DoAsync(office.Officer, id, None)).IsDone);
        Assert.Equal(result.Pdf.ToArray(), (await new ReadResult(office.Desk).DoAsync(office.Officer, result.Document.Id, None)).Value.Pdf.ToArray());
        Assert.True((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, (await office.ViewAsync(id)).Verifications[0].File.Id, None)).IsDone);
        Assert.Empty((await office.ViewAsync(id)).Case.File.Retention.Deletions);
    }

    [Fact]
    public async Task Withdraw_WhileACheckRuns_EndsItAndNoOtherBegins()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        await GiveAsync(office, id);
        CaptureGrant running = await office.BeginCaptureAsync(id);

        Assert.True((await new WithdrawConsent(office.Desk).DoAsync(Office.Citizen(id), id, "biometric-check", None)).IsDone);

        Assert.Equal("consent.withdrawn", Assert.IsType<Cancelled>((await office.ViewAsync(id)).Verifications[0]).ReasonCode);
        Assert.False((await office.FinishAsync(running, CaptureVerdict.Passed)).IsDone);
        Assert.Equal(RefusalCode.ConsentMissing, (await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Refusal!.Code);
        Assert.Equal("awaiting-identity", (await office.ViewAsync(id)).Case.State);
    }

    [Fact]
    public async Task Withdraw_WhileAnOfficerDecides_TheyCanOnlyDecline()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        await GiveAsync(office, id);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        Assert.True((await office.FinishAsync(grant, CaptureVerdict.Officer, "unsure")).IsDone);
        Assert.True((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, grant.Verification, None)).IsDone);

        Assert.True((await new WithdrawConsent(office.Desk).DoAsync(Office.Citizen(id), id, "biometric-check", None)).IsDone);

        DecideIdentity decide = new(office.Desk);
        Assert.Equal(RefusalCode.ConsentMissing, (await decide.DoAsync(office.Officer, grant.Verification, true, "Đúng người", None)).Refusal!.Code);
        Assert.True((await decide.DoAsync(office.Officer, grant.Verification, false, "Đã rút lại sự đồng ý", None)).IsDone);
    }

    /// <summary>A portal may leave the question out where the procedure lets it; who was asked and said no is not checked, and a later yes opens the way again.</summary>
    [Fact]
    public async Task No_WhereTheQuestionIsOptional_StopsTheCheckAllTheSame()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        Assert.Empty((await office.ViewAsync(id)).Case.File.ConsentsNeeded);
        Assert.Empty(Consents.Missing((await office.ViewAsync(id)).Case.File, new ParticipantId("p1")));

        Assert.True((await office.ConsentAsync(id, given: false)).IsDone);
        Assert.Equal(RefusalCode.ConsentMissing, (await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).Refusal!.Code);

        Assert.True((await office.ConsentAsync(id)).IsDone);
        Assert.True((await new StartVerification(office.Desk).DoAsync(office.Portal, id, new ParticipantId("p1"), None)).IsDone);
    }

    /// <summary>The trial procedure needs no consent, so the case is given one that it needs.</summary>
    private static async Task GiveAsync(Office office, CaseId id)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        CaseFile file = current.File;
        Consent given = new(new ParticipantId("p1"), "biometric-check", "trial 1 biometric-check", "1", true, office.Clock.GetUtcNow(), null);
        await unit.Cases.UpdateAsync(current with
        {
            File = file with { ConsentsNeeded = ["biometric-check"], Dossier = file.Dossier with { Consents = [given] }, Version = file.Version + 1 },
        }, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }
}
