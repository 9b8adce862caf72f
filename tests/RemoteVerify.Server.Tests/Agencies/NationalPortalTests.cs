using System.Text;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Agencies;
using RemoteVerify.Server.Agencies.Portal;
using RemoteVerify.Storage.Stores;
using RemoteVerify.Synthetic.Registers;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Agencies;

/// <summary>The national portal of every mood: what becomes of a status, that none is lost, and that their order holds.</summary>
public class NationalPortalTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Statuses_OfACase_ReachThePortalOnceAndInOrder_WithoutANumberOfAPerson()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        CaseId id = await station.OpenAsync();
        await station.RunAsync();
        Assert.Empty(station.Portal.Cases);
        await station.WalkAsync(id);
        await station.RunAsync();

        PortalEntry entry = await station.EntryAsync(id);
        Assert.Equal(["1", "2", "6", "2"], entry.Statuses);
        Assert.Equal(0, entry.Repetitions);
        Assert.Equal(("2.000815", "1", "2", "Nguyễn Thị Thử Nghiệm"), (Text(entry, "MaTTHC"), Text(entry, "KenhThucHien"), Text(entry, "TrangThaiHoSo"), Text(entry, "ChuHoSo")));
        Assert.Matches("^20[0-9]{12}$", Text(entry, "NgayTiepNhan"));
        string all = string.Concat(station.Portal.Heard.Select(request => Encoding.UTF8.GetString(request.Body)));
        Assert.DoesNotContain(DispatchStation.Number, all, StringComparison.Ordinal);

        IReadOnlyList<Dispatch> sent = await station.ListAsync(id);
        Assert.Equal(["create:0", "progress:0", "update:1", "progress:1", "progress:2", "update:3", "progress:3"], sent.Select(d => d.What));
        Assert.All(sent, d => Assert.Equal((DispatchState.Delivered, 1), (d.State, d.Attempts)));
        await using IUnitOfWork unit = await station.Storage.BeginAsync(None);
        RecordedEntry[] told = [.. (await unit.Audit.ListAsync(id, None)).Where(e => e.Entry.Act == Act.EndDispatch.Code)];
        Assert.Equal(sent.Count, told.Length);
        Assert.All(told, e => Assert.Equal(("national-portal", "Thỏa thuận thử nghiệm"), (e.Entry.Details["channel"], e.Entry.Details["legal-basis"])));
    }

    [Fact]
    public async Task Portal_ThatIsDownForTwoDays_GetsEverythingInOrderWhenItIsBack()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        await station.Portal.StopAsync();
        CaseId id = await station.OpenAsync(), other = await station.OpenAsync();
        await station.WalkAsync(id);
        await station.WalkAsync(other);
        await station.RunThroughAsync(TimeSpan.FromHours(48), TimeSpan.FromHours(1));
        Dispatch first = (await station.ListAsync(id))[0];
        Assert.Equal(DispatchState.Waiting, first.State);
        Assert.InRange(first.Attempts, 3, 9);
        Assert.Contains(first.LastOutcome, new[] { "sign-in-unreachable", "sign-in-resting" });
        Assert.All((await station.ListAsync(id)).Skip(1), d => Assert.Equal(0, d.Attempts));
        DispatchBacklog backlog = Assert.Single(await station.Storage.Dispatches.BacklogAsync(None));
        Assert.Equal(("national-portal", 14), (backlog.Channel, backlog.Count));

        station.Portal.Open();
        await station.RunThroughAsync(TimeSpan.FromHours(26), TimeSpan.FromHours(1));
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(id)).Statuses);
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(other)).Statuses);
        Assert.Empty(await station.Storage.Dispatches.BacklogAsync(None));
    }

    [Fact]
    public async Task Portal_ThatDoesItAndNeverAnswers_IsAskedWhetherItHasTheCase_AndMakesItOnce()
    {
        await using DispatchStation station = await DispatchStation.StartAsync(seconds: 2);
        CaseId first = await station.OpenAsync();
        await station.ChangeAsync(first, current => ((Cases.States.DraftCase)current).Submit());
        await station.RunAsync();
        CaseId id = await station.OpenAsync();
        await station.WalkAsync(id);
        station.Portal.Mood = ServerMood.DoesAndHangs;
        await station.RunAsync();
        Assert.Equal("timed-out", (await station.ListAsync(id))[0].LastOutcome);
        Assert.Empty((await station.EntryAsync(id)).Statuses);

        station.Portal.Mood = ServerMood.Answers;
        await station.RunThroughAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(id)).Statuses);
        Assert.Contains(station.Portal.Heard, request => request.Json.ValueKind == JsonValueKind.Object && request.Json.TryGetProperty("service", out JsonElement service) && service.GetString() == "TraCuuHoSo");
        Assert.All(await station.ListAsync(id), d => Assert.Equal(DispatchState.Delivered, d.State));
    }

    [Theory]
    [InlineData(ServerMood.Nonsense, "sign-in-malformed")]
    [InlineData(ServerMood.Overloaded, "sign-in-status-503")]
    public async Task Portal_ThatLiesOrIsOverloaded_IsTriedAgain(ServerMood mood, string outcome)
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        station.Portal.Mood = mood;
        CaseId id = await station.OpenAsync();
        await station.WalkAsync(id);
        await station.RunAsync();
        Assert.Equal((DispatchState.Waiting, outcome), ((await station.ListAsync(id))[0].State, (await station.ListAsync(id))[0].LastOutcome));
        station.Portal.Mood = ServerMood.Answers;
        await station.RunThroughAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(id)).Statuses);
    }

    [Fact]
    public async Task Portal_ThatRefusesForDays_IsGivenUpInSight_AndAnOfficerSendsItAgain()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        station.Portal.ErrorCode = "99";
        CaseId id = await station.OpenAsync();
        await station.WalkAsync(id);
        await station.RunThroughAsync(TimeSpan.FromHours(80), TimeSpan.FromHours(1));
        Dispatch hanging = (await station.ListAsync(id))[0];
        Assert.Equal((DispatchState.GivenUp, 10, "error-99"), (hanging.State, hanging.Attempts, hanging.LastOutcome));
        Assert.All((await station.ListAsync(id)).Skip(1), d => Assert.Equal((DispatchState.Waiting, 0), (d.State, d.Attempts)));

        station.Portal.ErrorCode = null;
        await station.RunAsync();
        Assert.Empty(station.Portal.Cases);
        Assert.Equal(RefusalCode.DispatchNotHanging, (await new RetryDispatch(station.Desk).DoAsync(station.Officer, (await station.ListAsync(id))[1].Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DispatchNotFound, (await new RetryDispatch(station.Desk).DoAsync(Actor.Officer(new TenantId("xa-hai"), "o"), hanging.Id, None)).Refusal!.Code);
        Assert.True((await new RetryDispatch(station.Desk).DoAsync(station.Officer, hanging.Id, None)).IsDone);
        await station.RunAsync();
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(id)).Statuses);
    }

    [Fact]
    public async Task Procedure_WithoutANationalCode_HangsInSight_UntilItIsMappedOrSkipped()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        PortalProcedure known = station.Options.Procedures["certified-copy-paper"];
        station.Options.Procedures.Clear();
        CaseId id = await station.OpenAsync(), other = await station.OpenAsync();
        await station.WalkAsync(id);
        await station.ChangeAsync(other, current => ((Cases.States.DraftCase)current).Submit());
        await station.RunAsync();
        Dispatch hanging = (await station.ListAsync(id))[0];
        Assert.Equal((DispatchState.Refused, "procedure-not-mapped"), (hanging.State, hanging.LastOutcome));

        Assert.Equal(RefusalCode.ReasonRequired, (await new SkipDispatch(station.Desk).DoAsync(station.Officer, (await station.ListAsync(other))[0].Id, " ", None)).Refusal!.Code);
        Assert.Equal(DispatchState.Skipped, (await new SkipDispatch(station.Desk).DoAsync(station.Officer, (await station.ListAsync(other))[0].Id, "hồ sơ nội bộ", None)).Value.State);
        station.Options.Procedures["certified-copy-paper"] = known;
        Assert.True((await new RetryDispatch(station.Desk).DoAsync(station.Officer, hanging.Id, None)).IsDone);
        await station.RunAsync();
        Assert.Equal(["1", "2", "6", "2"], (await station.EntryAsync(id)).Statuses);
        Assert.DoesNotContain((await station.CaseAsync(other)).File.Code, station.Portal.Cases.Keys);
    }

    [Fact]
    public async Task TwoNodes_AtOnce_SendEachMessageOnceAndInOrder()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        List<CaseId> ids = [];
        for (int i = 0; i < 6; i++)
        {
            ids.Add(await station.OpenAsync());
            await station.WalkAsync(ids[^1]);
        }

        await station.RunAsync(station.Node(), station.Node(), station.Node());
        foreach (CaseId id in ids)
        {
            PortalEntry entry = await station.EntryAsync(id);
            Assert.Equal(["1", "2", "6", "2"], entry.Statuses);
            Assert.Equal(0, entry.Repetitions);
        }
    }

    [Fact]
    public async Task Session_ThatThePortalForgot_IsOpenedAnew()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        CaseId id = await station.OpenAsync();
        await station.ChangeAsync(id, current => ((Cases.States.DraftCase)current).Submit());
        await station.RunAsync();
        station.Portal.EndSessions();
        await station.ChangeAsync(id, current => ((Cases.States.SubmittedCase)current).Accept(station.Clock.GetUtcNow()));
        await station.RunAsync();
        Assert.Equal(["1", "2"], (await station.EntryAsync(id)).Statuses);
        Assert.Equal(2, station.Portal.Heard.Count(request => request.Path == "/login"));
    }

    [Fact]
    public async Task TrialCases_AndTenantsWithoutAUnit_AreNotToldOf()
    {
        await using DispatchStation station = await DispatchStation.StartAsync(sendsTestCases: false);
        CaseId id = await station.OpenAsync();
        await station.WalkAsync(id);
        await station.RunAsync();
        Assert.Empty(await station.ListAsync(id));

        await using DispatchStation second = await DispatchStation.StartAsync();
        second.Options.Units.Clear();
        CaseId foreign = await second.OpenAsync();
        await second.WalkAsync(foreign);
        await second.RunAsync();
        Assert.Empty(await second.ListAsync(foreign));
        Assert.Empty(second.Portal.Heard);
    }

    [Fact]
    public void Guard_AfterFailures_RestsThenLetsOneTry()
    {
        FakeClock clock = new();
        LineGuard guard = new(clock);
        for (int i = 0; i < LineGuard.FailuresBeforeRest; i++)
        {
            Assert.True(guard.TryPass());
            guard.Failed();
        }

        Assert.False(guard.TryPass());
        clock.Advance(LineGuard.Rest);
        Assert.Equal([true, false, false], new[] { guard.TryPass(), guard.TryPass(), guard.TryPass() });
        guard.Failed();
        Assert.False(guard.TryPass());
        clock.Advance(LineGuard.Rest);
        Assert.True(guard.TryPass());
        guard.Succeeded();
        Assert.Equal([true, true], new[] { guard.TryPass(), guard.TryPass() });
    }

    private static string Text(PortalEntry entry, string name) => entry.Whole.GetProperty(name).GetString()!;
}
