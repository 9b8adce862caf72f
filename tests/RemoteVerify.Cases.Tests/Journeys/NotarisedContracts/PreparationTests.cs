using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

/// <summary>From the request to the plan of the session.</summary>
public sealed class PreparationTests
{
    [Theory]
    [InlineData("will", "Không công chứng điện tử trực tuyến đối với di chúc")]
    [InlineData("unilateral-mandate", "hành vi pháp lý đơn phương")]
    public async Task SubmitCase_UnilateralAct_RefusedWithTheExplanationOfTheData(string kind, string explanation)
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        Outcome<SubmittedCase> refused = await desk.SubmitAsync(kind);
        Assert.Equal([kind], refused.Refused(RefusalCode.TransactionExcluded));
        Assert.Contains(explanation, refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.IsType<DraftCase>(await desk.CaseAsync());
    }

    [Fact]
    public async Task SubmitCase_UnknownTransaction_NamesTheKinds()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        Assert.Contains("land-transfer", (await desk.SubmitAsync("barter")).Refused(RefusalCode.TransactionUnknown));
    }

    [Fact]
    public async Task Lead_IsNamedByTheIntakeOfficer_FromTheRegisteredNotaries()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.AssignedAsync();
        (await desk.AssignAsync(NotaryDesk.Notary(NotaryDesk.Third), NotaryDesk.Third)).Refused(RefusalCode.ActorNotAssigned);
        (await desk.AssignAsync(desk.Intake, "somebody")).Refused(RefusalCode.NotaryNotRegistered);
        (await desk.AssignAsync(NotaryDesk.Notary(NotaryDesk.Lead), NotaryDesk.Second)).Done();
        (await desk.CheckAsync(NotaryDesk.Lead)).Refused(RefusalCode.ActorNotAssigned);
        (await desk.CheckAsync(NotaryDesk.Second)).Done();
        PreventionCleared cleared = await desk.StateAsync<PreventionCleared>();
        Assert.Equal((NotaryDesk.Second, true, false), (cleared.Lead, cleared.File.Has(NotaryDesk.Second, OfficerFunction.Leads), cleared.File.Has(NotaryDesk.Lead, OfficerFunction.Leads)));
    }

    [Fact]
    public async Task AssignLead_AfterTheCheck_NeedsTheNewLeadsOwnCheck()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.AssignedAsync();
        (await desk.CheckAsync()).Done();
        (await desk.AssignAsync(NotaryDesk.Notary(NotaryDesk.Lead), NotaryDesk.Second)).Done();
        LeadAssigned assigned = await desk.StateAsync<LeadAssigned>();
        Assert.Equal((NotaryDesk.Second, "prevention-check"), (assigned.Lead, assigned.File.Dossier.Papers[^1].Need));
        (await desk.CheckAsync(NotaryDesk.Second)).Done();
        await desk.StateAsync<PreventionCleared>();
    }

    [Fact]
    public async Task CheckPrevention_NothingFound_KeepsThePrintWithPurposeAndBasis()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.AssignedAsync();
        (await desk.CheckAsync()).Done();
        PreventionCleared cleared = await desk.StateAsync<PreventionCleared>();
        DossierPaper paper = cleared.File.Dossier.Papers[^1];
        Assert.Equal((cleared.Prevention.Paper, PaperOrigin.LookedUp, "application/pdf"), (paper.Id, paper.Origin, paper.ContentType));
        Assert.Equal("prevention", paper.Lookup!.Provider);

        // An empty list is an answer: nobody is asked to bring a paper about it.
        Assert.True(paper.LookupFound);
        Assert.Contains("46/2024/QH15", paper.Lookup.LegalBasis, StringComparison.Ordinal);
        Assert.Equal(desk.People.Select(p => p.PersonalNumber), desk.Prevention.Asked!.People.Select(p => p.PersonalNumber));
        byte[] print = await desk.PaperAsync(paper.Id);
        Assert.Equal(paper.Sha256, Sha256Digest.Of(print));
        WholeContractTests.Keep("tra-cuu-ngan-chan.pdf", print);
    }

    [Fact]
    public async Task CheckPrevention_NoticeFound_StopsTheCaseWithItsReason()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.ScheduledAsync();
        desk.Prevention.Answer = new PreventionAnswer.Answered(
            "Sở Tư pháp Tỉnh Mẫu", "Cơ sở dữ liệu công chứng", "{}"u8.ToArray(), [new("45/TB-THADS", "Thi hành án dân sự Tỉnh Mẫu", new DateOnly(2026, 3, 2), "Thửa đất số 12 đang bị kê biên")]);
        (await desk.CheckAsync()).Done();
        StoppedCase stopped = await desk.StateAsync<StoppedCase>();
        Assert.Equal(CheckPrevention.StopCode, stopped.Stop.Code);
        Assert.Contains("45/TB-THADS, 02/03/2026: Thửa đất số 12 đang bị kê biên", stopped.Stop.Reason, StringComparison.Ordinal);
        Assert.Equal("prevention-check", stopped.File.Dossier.Papers[^1].Need);
        Assert.IsType<VoidedEntry>(Assert.Single(await desk.NumbersAsync()));
    }

    [Fact]
    public async Task CheckPrevention_NoAnswer_ChangesNothingAndCanBeRepeated()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.AssignedAsync();
        PreventionAnswer good = desk.Prevention.Answer;
        desk.Prevention.Answer = new PreventionAnswer.NotAvailable("timeout");
        long before = (await desk.CaseAsync()).File.Version;
        (await desk.CheckAsync()).Refused(RefusalCode.PreventionNotAvailable);
        Assert.Equal(before, (await desk.StateAsync<LeadAssigned>()).File.Version);
        desk.Prevention.Answer = good;
        (await desk.CheckAsync()).Done();
    }

    [Fact]
    public async Task ShareDraft_EditOfTheText_TakesEveryAgreementBack()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.ScheduledAsync();
        byte[] edited = [.. desk.Office.Contract(), (byte)'\n'];
        (await desk.ShareAsync(edited, NotaryDesk.Second)).Refused(RefusalCode.ActorNotAssigned);
        DraftShared shared = (await desk.ShareAsync(edited)).Done();
        Assert.Empty(shared.Agreements);
        Assert.Null(shared.File.Session);
        Assert.Equal(["p1", "p2"], (await desk.ScheduleAsync(desk.Plan())).Refused(RefusalCode.DraftNotAgreed));

        // An agreement to the old text is none; the same text again is no edit.
        (await desk.AgreeAsync("p1", Sha256Digest.Of(desk.Office.Contract()))).Refused(RefusalCode.DocumentHashDiffers);
        (await desk.AgreeAsync("p1", Sha256Digest.Of(edited))).Done();
        Assert.Single((await desk.ShareAsync(edited)).Done().Agreements);
        Assert.Empty((await desk.ShareAsync([.. edited, (byte)'\n'])).Done().Agreements);
    }

    [Fact]
    public async Task ShareDraft_BrokenFile_IsRefused()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.SharedAsync(agreed: false);
        Assert.Equal(["broken-file"], (await desk.ShareAsync("no document"u8.ToArray())).Refused(RefusalCode.DocumentNotAccepted));
    }

    [Fact]
    public async Task ScheduleSession_WrongPlan_NamesEverythingAtOnce()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.SharedAsync();
        (await desk.ScheduleAsync(desk.Plan(), NotaryDesk.Second)).Refused(RefusalCode.ActorNotAssigned);
        Assert.Equal(["venues[1].notary"], (await desk.ScheduleAsync(desk.Plan(Room("room-1", NotaryDesk.Lead, "p1"), Room("room-2", "officer-1", "p2")))).Refused(RefusalCode.NotaryNotRegistered));
        SessionPlan wrong = desk.Plan(Room("room-9", NotaryDesk.Second, "p1"), Room("room-2", NotaryDesk.Second, "p1")) with { At = desk.Office.Clock.GetUtcNow().AddDays(-1) };
        Assert.Equal(
            ["at", "lead", "venues[0].service-point", "venues[1].notary", "participant:p1", "participant:p2"],
            (await desk.ScheduleAsync(wrong)).Refused(RefusalCode.SessionPlanInvalid));
        Assert.IsType<DraftShared>(await desk.CaseAsync());
    }

    [Fact]
    public async Task ScheduleSession_AtHome_OnlyUnderAPilotOfTheDayAndArea()
    {
        await using NotaryDesk plain = await NotaryDesk.OpenAsync();
        await plain.SharedAsync();
        (await plain.ScheduleAsync(plain.Plan(Room("room-1", NotaryDesk.Lead, "p1"), Home("Tỉnh Mẫu")))).Refused(RefusalCode.SessionHomeNotAllowed);

        DateOnly today = VietnamTime.Day(plain.Office.Clock.GetUtcNow());
        await using NotaryDesk pilot = await NotaryDesk.OpenAsync(change: p => p with
        {
            Notarised = p.Notarised! with { HomeParticipation = new HomePilot("Quyết định 12/QĐ-UBND ngày 01/02/2026", "Tỉnh Mẫu", today) },
        });
        await pilot.SharedAsync();
        (await pilot.ScheduleAsync(pilot.Plan(Room("room-1", NotaryDesk.Lead, "p1"), Home("Tỉnh Khác")))).Refused(RefusalCode.SessionHomeNotAllowed);
        SessionPlan plan = pilot.Plan(Room("room-1", NotaryDesk.Lead, "p1"), Home("Tỉnh Mẫu"));
        (await pilot.ScheduleAsync(plan with { At = plan.At.AddDays(2) })).Refused(RefusalCode.SessionHomeNotAllowed);
        Venue home = (await pilot.ScheduleAsync(plan)).Done().File.Session!.Venues[1];
        Assert.Contains("Quyết định 12/QĐ-UBND", home.PrintedPlace, StringComparison.Ordinal);
        Assert.Null(home.ServicePoint);

        // The pilot has ended by the day of the session.
        (await pilot.ReserveAsync()).Done();
        pilot.Office.Clock.Advance(TimeSpan.FromDays(2));
        (await pilot.CheckAsync()).Done();
        (await pilot.OpenSessionAsync()).Refused(RefusalCode.SessionHomeNotAllowed);
    }

    private static VenuePlan Room(string room, string notary, params string[] people) => new(room, null, notary, NotaryDesk.Ids(people));

    private static VenuePlan Home(string area) => new(null, new HomeWish("Số 5 Ngõ Nhà, Xã Bên Sông", area), NotaryDesk.Second, NotaryDesk.Ids("p2"));
}
