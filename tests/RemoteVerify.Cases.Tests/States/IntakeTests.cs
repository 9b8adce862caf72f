using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.States;

/// <summary>The front of a case over the real store: what waits goes on where it was, and what ends can be contested.</summary>
public sealed class IntakeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Supplement_AskedAndProvided_GoesOnWhereItWasAndTheClockStoodStill()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SaveAsync(office, file => new SubmittedCase(file).Accept(office.Clock.GetUtcNow()));
        office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await new RequestSupplement(office.Desk).DoAsync(office.Officer, id, ["so-ho-khau"], "Nộp bản chụp", null, None)).IsDone);
        Case waiting = await FindAsync(office, id);
        Assert.Equal((CaseStatus.SupplementRequested, true), (waiting.Status, waiting.File.Dossier.Clock.IsPaused));

        Outcome<Case> early = await new ProvideSupplement(office.Desk).DoAsync(office.Portal, id, None);
        Assert.Equal((RefusalCode.DossierNotComplete, "so-ho-khau"), (early.Refusal!.Code, early.Refusal.Reasons.Single()));

        office.Clock.Advance(TimeSpan.FromHours(2));
        await ChangeAsync(office, waiting, c => c with
        {
            File = c.File with { Dossier = c.File.Dossier.Set([new FieldValue("so-ho-khau", "có", ValueSource.Typed, null, "portal-1", office.Clock.GetUtcNow())]) },
        });
        Outcome<Case> provided = await new ProvideSupplement(office.Desk).DoAsync(office.Portal, id, None);
        AcceptedCase back = Assert.IsType<AcceptedCase>(provided.Value);
        ClockPause pause = Assert.Single(back.File.Dossier.Clock.Pauses);
        Assert.Equal(TimeSpan.FromHours(2), pause.Until - pause.From);
        Assert.Equal("có", back.File.Dossier.Value("so-ho-khau"));
    }

    [Fact]
    public async Task Payment_ConfirmedTwice_CountsOnce_AndAnotherAmountNever()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SaveAsync(office, file => new AcceptedCase(file));
        PaymentRequested asked = (await new RequestPayment(office.Desk).DoAsync(office.Officer, id, [new("Phí", 2000), new("Lệ phí", 500)], None)).Value;
        var confirm = new ConfirmPayment(office.Desk);

        Assert.Equal(RefusalCode.PaymentUnknown, (await confirm.DoAsync(office.Service, id, "f9", 2500, "r1", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.PaymentDiffers, (await confirm.DoAsync(office.Service, id, asked.Claim, 2000, "r1", None)).Refusal!.Code);
        Assert.IsType<AcceptedCase>((await confirm.DoAsync(office.Service, id, asked.Claim, 2500, "r1", None)).Value);
        long version = (await FindAsync(office, id)).File.Version;
        Assert.True((await confirm.DoAsync(office.Service, id, asked.Claim, 2500, "r1", None)).IsDone);
        Assert.Equal(RefusalCode.PaymentDiffers, (await confirm.DoAsync(office.Service, id, asked.Claim, 2500, "r2", None)).Refusal!.Code);
        Assert.Equal(version, (await FindAsync(office, id)).File.Version);
    }

    [Fact]
    public async Task Withdrawal_Declined_GoesOn_Agreed_Stops()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SaveAsync(office, file => new SubmittedCase(file));
        Assert.True((await new RequestWithdrawal(office.Desk).DoAsync(office.Portal, id, "không cần nữa", None)).IsDone);
        Assert.Equal(RefusalCode.ReasonRequired, (await new DecideWithdrawal(office.Desk).DoAsync(office.Officer, id, false, "", None)).Refusal!.Code);
        Assert.IsType<SubmittedCase>((await new DecideWithdrawal(office.Desk).DoAsync(office.Officer, id, false, "đã ký", None)).Value);
        Assert.True((await new RequestWithdrawal(office.Desk).DoAsync(Office.Citizen(id), id, "không cần nữa", None)).IsDone);
        Assert.Equal(CaseStatus.Stopped, (await new DecideWithdrawal(office.Desk).DoAsync(office.Officer, id, true, "", None)).Value.Status);
    }

    [Fact]
    public async Task Contest_ByTheSameOfficer_Refused_ByAnother_ReopensOrUpholdsForGood()
    {
        await using Office office = await Office.OpenAsync();
        Actor other = Actor.Officer(Office.Tenant, "officer-2");
        CaseId id = await SaveAsync(office, file => new SubmittedCase(file with { Journey = JourneyKind.PaperCopy }));
        await RefuseAndContestAsync(office, id);
        Assert.Equal(RefusalCode.ActorDecidedBefore, (await new DecideContest(office.Desk).DoAsync(office.Officer, id, true, "x", None)).Refusal!.Code);
        Assert.IsType<SubmittedCase>((await new DecideContest(office.Desk).DoAsync(other, id, true, "đủ hồ sơ", None)).Value);

        await RefuseAndContestAsync(office, id);
        RefusedCase upheld = Assert.IsType<RefusedCase>((await new DecideContest(office.Desk).DoAsync(other, id, false, "thiếu bản chính", None)).Value);
        Assert.Equal("officer-2", upheld.Refusal.Upheld!.Officer);
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await new ContestRefusal(office.Desk).DoAsync(office.Portal, id, "x", None)).Refusal!.Code);
    }

    [Fact]
    public async Task Expire_BeforeAndAfterItsTime_WaitsThenEnds()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.Equal(RefusalCode.NotDueYet, (await new ExpireCase(office.Desk).DoAsync(office.Service, id, None)).Refusal!.Code);
        office.Clock.Advance(ExpireCase.DraftTime);
        Assert.Equal("draft", (await new ExpireCase(office.Desk).DoAsync(office.Service, id, None)).Value.LastState);
    }

    [Fact]
    public async Task Helper_WhoPrepares_CanNeitherSubmitNorWithdraw()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await SaveAsync(office, file => new DraftCase(file with
        {
            Journey = JourneyKind.PaperCopy,
            Participants = [.. file.Participants, new Participant(new ParticipantId("p2"), "Trần Văn Hỗ Trợ", "001199000099", "helper") { Kind = ParticipantKind.Helper }],
        }));
        Assert.Equal(RefusalCode.ActorCannotSign, (await new SubmitCase(office.Desk, office.Procedures).DoAsync(Office.Citizen(id, "p2"), id, None)).Refusal!.Code);
    }

    [Fact]
    public void Stages_ComingBack_AreStampedAgainAndTimesAdded()
    {
        DateTimeOffset start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
        IReadOnlyList<StageStamp> stamps = [];
        foreach ((CaseStage stage, int hour) in new[] { (CaseStage.Receive, 0), (CaseStage.Receive, 1), (CaseStage.Appraise, 2), (CaseStage.Receive, 5), (CaseStage.Appraise, 6) })
        {
            stamps = StageTimes.Stamp(stamps, stage, start.AddHours(hour));
        }

        IReadOnlyDictionary<CaseStage, TimeSpan> spent = StageTimes.Spent(stamps, start.AddHours(10));
        Assert.Equal(4, stamps.Count);
        Assert.Equal((TimeSpan.FromHours(3), TimeSpan.FromHours(7)), (spent[CaseStage.Receive], spent[CaseStage.Appraise]));
    }

    private static async Task RefuseAndContestAsync(Office office, CaseId id)
    {
        Assert.True((await new Countersigning.RefuseCase(office.Desk).DoAsync(office.Officer, id, "thieu", "Thiếu bản chính", None)).IsDone);
        Assert.True((await new ContestRefusal(office.Desk).DoAsync(office.Portal, id, "Đã nộp bản chính", None)).IsDone);
    }

    private static async Task<CaseId> SaveAsync(Office office, Func<CaseFile, Case> inState)
    {
        CaseFile file = (await office.OpenCaseAsync()).File;
        await ChangeAsync(office, new DraftCase(file), _ => inState(file));
        return file.Id;
    }

    private static async Task ChangeAsync(Office office, Case current, Func<Case, Case> change)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Case changed = change(current);
        await unit.Cases.UpdateAsync(changed with { File = changed.File with { Version = current.File.Version + 1 } }, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }

    private static async Task<Case> FindAsync(Office office, CaseId id)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        return (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
    }
}
