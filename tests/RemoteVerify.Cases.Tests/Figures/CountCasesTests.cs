using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Figures;

/// <summary>Whole cases over a real file, counted from their stamps and the log.</summary>
public sealed class CountCasesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Case_FromOpeningToResult_IsCountedStepByStepAndAnewTheSame()
    {
        await using Office office = await Office.OpenAsync();
        CountCases counting = Counting(office);
        CaseId open = (await office.OpenCaseAsync()).File.Id;
        Assert.Equal(1, await counting.RunAsync(None));
        Assert.Equal(new Dictionary<string, long> { [Measures.Started] = 1 }, await FiguresAsync(office));
        await office.CompleteAsync();
        await counting.RunAsync(None);
        IReadOnlyDictionary<string, long> counted = await FiguresAsync(office);
        Assert.Equal(2, counted[Measures.Started]);
        foreach (string measure in new[] { Measures.FirstTry, Measures.WithoutLimit, Measures.Online, Measures.Remote, Measures.VisitsAvoided, Measures.FirstCapture, Measures.OfficerCases })
        {
            Assert.True(counted.GetValueOrDefault(measure) == 1, $"{measure}: {string.Join(' ', counted)}");
        }

        Assert.Equal(0, await counting.RunAsync(None));
        (int cases, int corrected) = await counting.RebuildAsync(None);
        Assert.Equal((2, 0), (cases, corrected));
        Assert.Equal(counted, await FiguresAsync(office));
        Assert.NotEqual(open, default);
    }

    [Fact]
    public async Task Sums_ThatWereTamperedWith_AreFoundAndPutRight()
    {
        await using Office office = await Office.OpenAsync();
        await office.OpenCaseAsync();
        CountCases counting = Counting(office);
        await counting.RunAsync(None);
        await using (var context = office.Storage.CreateDbContext())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, "update daily_figures set \"Count\" = 7", None);
        }

        Assert.Equal(7, (await FiguresAsync(office))[Measures.Started]);
        Assert.Equal(1, (await counting.RebuildAsync(None)).Corrected);
        Assert.Equal(1, (await FiguresAsync(office))[Measures.Started]);
    }

    [Fact]
    public async Task CountersOnSeveralNodes_AtOnce_CountNothingTwice()
    {
        await using Office office = await Office.OpenAsync();
        for (int i = 0; i < 5; i++)
        {
            await office.OpenCaseAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Counting(office).RunAsync(None))));
        await Counting(office).RunAsync(None);
        Assert.Equal(5, (await FiguresAsync(office))[Measures.Started]);
    }

    /// <summary>A process that died after its reads wrote nothing: the place in the log moves with the figures or not at all.</summary>
    [Fact]
    public async Task Counter_ThatDiesBeforeItsCommit_LeavesEverythingToTheNext()
    {
        await using Office office = await Office.OpenAsync();
        CaseFile file = (await office.OpenCaseAsync()).File;
        await using (IUnitOfWork dying = await office.Storage.BeginAsync(None))
        {
            await dying.Figures.PutAsync(new CaseFigures(file.Id, file.Tenant, file.ProcedureCode, [new Figure(new DateOnly(2026, 1, 1), Measures.Started, 1)]), None);
            await dying.Figures.MoveAsync(99, None);
        }

        Assert.Equal(1, await Counting(office).RunAsync(None));
        Assert.Equal(1, (await FiguresAsync(office))[Measures.Started]);
    }

    [Fact]
    public async Task Case_WhoseDataWasDestroyed_StaysInTheFigures()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        CountCases counting = Counting(office);
        await counting.RunAsync(None);
        await using (IUnitOfWork unit = await office.Storage.BeginAsync(None))
        {
            await unit.Blobs.DestroyKeyAsync(id, DataClass.Record, None);
            await unit.CommitAsync(None);
        }

        (int cases, int corrected) = await counting.RebuildAsync(None);
        Assert.Equal((0, 0), (cases, corrected));
        Assert.Equal(1, (await FiguresAsync(office))[Measures.Started]);
    }

    [Fact]
    public async Task Check_ThatNeededAnotherTryOrAnOfficer_IsCountedAsThat()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync((Office.Name, Office.Number), ("Trần Văn Hai", "001085000022"))).File.Id;
        await office.AttachAsync(id);
        CaptureGrant first = await office.BeginCaptureAsync(id);
        await office.FinishAsync(first, CaptureVerdict.Retry, "proof-quality");
        await office.FinishAsync(await office.NextCaptureAsync(first.Verification, id), CaptureVerdict.Passed);
        CaptureGrant second = await office.BeginCaptureAsync(id, "p2", "Trần Văn Hai", "001085000022");
        await office.FinishAsync(second, CaptureVerdict.Officer, "portrait-match");
        await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, second.Verification, None);
        Assert.True((await new DecideIdentity(office.Desk).DoAsync(office.Officer, second.Verification, true, "Cùng một người.", None)).IsDone);
        await Counting(office).RunAsync(None);
        IReadOnlyDictionary<string, long> counted = await FiguresAsync(office);
        Assert.Equal((1, 1), (counted[Measures.LaterCapture], counted[Measures.ByOfficer]));
    }

    [Fact]
    public async Task Satisfaction_IsAskedAtTheEnd_AnsweredOnceByEach_AndCounted()
    {
        await using Office office = await Office.OpenAsync();
        CaseId early = (await office.OpenCaseAsync()).File.Id;
        AnswerSatisfaction answer = new(office.Desk);
        Assert.Equal(RefusalCode.SatisfactionNotYet, (await answer.DoAsync(Office.Citizen(early), early, 5, None)).Refusal!.Code);
        CaseId id = (await office.CompleteAsync()).Document.CaseId;
        Assert.Equal(RefusalCode.SatisfactionInvalid, (await answer.DoAsync(Office.Citizen(id), id, 6, None)).Refusal!.Code);
        Assert.True((await new AskSatisfaction(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value.CanAnswer);
        Assert.True((await answer.DoAsync(Office.Citizen(id), id, 5, None)).IsDone);
        Assert.True((await answer.DoAsync(office.Officer, id, 2, None)).IsDone);
        Assert.Equal(RefusalCode.SatisfactionAnswered, (await answer.DoAsync(Office.Citizen(id), id, 1, None)).Refusal!.Code);
        Assert.False((await new AskSatisfaction(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value.CanAnswer);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await answer.DoAsync(office.Portal, id, 5, None)).Refusal!.Code);
        await Counting(office).RunAsync(None);
        IReadOnlyDictionary<string, long> counted = await FiguresAsync(office);
        Assert.Equal((1, 1), (counted[Measures.CitizenSatisfied], counted[Measures.OfficerOther]));
        Assert.Equal((2, 0), await Counting(office).RebuildAsync(None));
        Assert.Equal(counted, await FiguresAsync(office));
    }

    [Theory]
    [InlineData("o1 0, o1 30, o1 90", 90L)]
    [InlineData("o1 0, o1 700, o1 760", 60L)]
    [InlineData("o1 0, o2 20, o1 40", 40L)]
    [InlineData("o1 50, o1 40", 0L)]
    [InlineData("p1 0, p1 30", null)]
    public void OfficerTime_OfEntries_LeavesOutBreaksAndOthers(string entries, long? seconds)
    {
        DateTimeOffset start = new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero);
        AuditEntry[] log =
        [
            .. entries.Split(", ").Select(text => text.Split(' ')).Select(part => new AuditEntry(
                Office.Tenant, null, start.AddSeconds(int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)),
                part[0].StartsWith('o') ? ActorRole.Officer : ActorRole.Portal, part[0], "act", "done", new Dictionary<string, string>())),
        ];
        Assert.Equal(seconds, OfficerTime.Seconds(log));
    }

    private static CountCases Counting(Office office) => new(office.Storage, office.Procedures);

    private static async Task<IReadOnlyDictionary<string, long>> FiguresAsync(Office office)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        IReadOnlyList<DailyFigure> all = await unit.Figures.ListAsync([Office.Tenant], new DateOnly(2000, 1, 1), new DateOnly(2100, 1, 1), None);
        return all.GroupBy(figure => figure.Measure).ToDictionary(group => group.Key, group => group.Sum(figure => figure.Count));
    }
}
