using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.States;

/// <summary>A won contest opens no way round what a case must have before the office works on it.</summary>
public sealed class ReopenedCaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Other = Actor.Officer(Office.Tenant, "officer-2");

    [Theory]
    [InlineData("certified-copy-paper")]
    [InlineData("notarised-contract")]
    [InlineData(Office.Marital)]
    public async Task Draft_RefusedAndContested_IsADraftAgainAndItsTimeBeginsAnew(string procedure)
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await new OpenCase(office.Desk, office.Procedures).DoAsync(
            office.Portal, new OpenCaseRequest(procedure, null, [new DeclaredParticipant(Office.Name, Office.Number, "applicant") { Kind = ParticipantKind.Applicant }]), None)).Value.File.Id;
        office.Clock.Advance(ExpireCase.DraftTime - TimeSpan.FromDays(1));

        DraftCase again = Assert.IsType<DraftCase>(await ReopenAsync(office, id));

        office.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(RefusalCode.NotDueYet, (await new ExpireCase(office.Desk).DoAsync(office.Service, again.File.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await new AcceptCase(office.Desk, office.Procedures).DoAsync(office.Officer, id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Request_RefusedBeforeItWasTakenIn_IsSignedAnewByAPersonWhoIsProvenAnew()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.True((await office.FillAsync(id)).IsDone);
        Assert.True((await office.RequestAsync(id)).IsDone);
        Assert.True((await office.ConsentAsync(id)).IsDone);
        CaptureGrant running = await office.BeginCaptureAsync(id);

        Assert.IsType<DraftCase>(await ReopenAsync(office, id));

        // The capture of the refused request must not prove anybody for the next one.
        Assert.True((await office.RequestAsync(id)).IsDone);
        Assert.Equal(RefusalCode.VerificationActionNotAllowed, (await office.FinishAsync(running, CaptureVerdict.Passed)).Refusal!.Code);
        Assert.Equal("case.refused", Assert.IsType<Cancelled>(Assert.Single((await office.ViewAsync(id)).Verifications)).ReasonCode);
        Assert.True((await office.FinishAsync(await office.BeginCaptureAsync(id), CaptureVerdict.Passed)).IsDone);
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
    }

    [Fact]
    public async Task Request_RefusedAfterItWasTakenIn_GoesBackToTheOffice()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptedMaritalAsync();
        Assert.NotNull(Assert.IsType<SubmittedCase>(await ReopenAsync(office, id)).File.Request);
        Assert.True((await new AcceptCase(office.Desk, office.Procedures).DoAsync(office.Officer, id, None)).IsDone);
    }

    private static async Task<Case> ReopenAsync(Office office, CaseId id)
    {
        Office.Done(await new RefuseCase(office.Desk).DoAsync(office.Officer, id, "thieu", "Thiếu giấy tờ", None));
        Office.Done(await new ContestRefusal(office.Desk).DoAsync(office.Portal, id, "Đã nộp đủ", None));
        return Office.Done(await new DecideContest(office.Desk).DoAsync(Other, id, reopen: true, "Đã xem lại", None));
    }
}
