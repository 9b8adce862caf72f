using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Tests.Figures;

public sealed class KpiTableTests
{
    private static readonly DateOnly Day = new(2026, 10, 5);
    private static readonly TenantTree Tree = new([Of("tinh"), Of("xa-1", "tinh"), Of("xa-2", "tinh"), Of("thu", "tinh", sandbox: true)]);
    private static readonly TenantId[] Units = [new("tinh"), new("xa-1"), new("xa-2")];

    [Fact]
    public void Lines_RollUpAlongTheTree_WithoutSandboxes()
    {
        IReadOnlyList<KpiLine> lines = new KpiTable(Tree, Units,
        [
            Figure("tinh", "a", Measures.Started, 2), Figure("xa-1", "a", Measures.Started, 10), Figure("xa-2", "b", Measures.Started, 20), Figure("thu", "a", Measures.Started, 1000),
        ]).Lines();
        Assert.Equal(32, Get(lines, "tinh", null, Measures.Started));
        Assert.Equal(12, Get(lines, "tinh", "a", Measures.Started));
        Assert.Equal(10, Get(lines, "xa-1", null, Measures.Started));
        Assert.Equal(0, Get(lines, "xa-1", "b", Measures.Started));
    }

    [Fact]
    public void Sums_OfParts_HoldInEveryLine()
    {
        KpiLine line = new KpiTable(Tree, [new TenantId("xa-1")],
        [
            Figure("xa-1", "a", Measures.FirstTry, 8), Figure("xa-1", "a", Measures.LaterTry, 2), Figure("xa-1", "a", Measures.OnTime, 9), Figure("xa-1", "a", Measures.Late, 1),
            Figure("xa-1", "a", Measures.Online, 10), Figure("xa-1", "a", Measures.AbandonedAt("draft"), 3), Figure("xa-1", "a", Measures.AbandonedAt("withdrawn"), 1),
            Figure("xa-1", "a", Measures.Refused, 1), Figure("xa-1", "a", Measures.OfficerCases, 10), Figure("xa-1", "a", Measures.OfficerSeconds, 4000),
        ]).Lines()[0];
        Assert.Equal(10, line.Figures[Measures.Completed]);
        Assert.Equal(4, line.Figures[Measures.Abandoned]);
        Assert.Equal(15, line.Figures[Measures.Ended]);
        Assert.Equal(0.8, line.Rates["firstTry"]);
        Assert.Equal(0.9, line.Rates["onTime"]);
        Assert.Equal(10.0 / 15, line.Rates["completion"]!.Value, 6);
        Assert.Null(line.Rates["citizenSatisfaction"]);
        Assert.Equal(400, line.SecondsPerOfficerCase);
    }

    /// <summary>One commune with three cases, beside another: province less the other must not tell them.</summary>
    [Fact]
    public void PublicLines_OfASmallUnit_HideItAndWhatTellsIt()
    {
        DailyFigure[] figures =
        [
            Figure("xa-1", "a", Measures.Started, 3), Figure("xa-2", "a", Measures.Started, 40), Figure("xa-2", "b", Measures.Started, 60),
        ];
        IReadOnlyList<KpiLine> lines = new KpiTable(Tree, Units, figures).PublicLines();
        Assert.Null(Get(lines, "xa-1", null, Measures.Started));
        Assert.Null(Get(lines, "xa-1", "a", Measures.Started));
        Assert.False(Get(lines, "tinh", null, Measures.Started) is not null && Get(lines, "xa-2", null, Measures.Started) is not null, "the small unit is the difference");
        Assert.False(Get(lines, "tinh", "a", Measures.Started) is not null && Get(lines, "xa-2", "a", Measures.Started) is not null, "the small unit is the difference");
    }

    [Fact]
    public void PublicLines_OfNearlyAll_HideTheRateToo()
    {
        DailyFigure[] figures = [Figure("xa-1", "a", Measures.FirstTry, 98), Figure("xa-1", "a", Measures.LaterTry, 2), Figure("xa-1", "a", Measures.OnTime, 100), Figure("xa-1", "a", Measures.Online, 100)];
        KpiLine line = new KpiTable(Tree, [new TenantId("xa-1")], figures).PublicLines().Single(l => l.Procedure is null);
        Assert.Null(line.Rates["firstTry"]);
        Assert.Null(line.Figures[Measures.LaterTry]);
    }

    [Fact]
    public void PublicLines_OfLargeUnits_AreShownWhole()
    {
        DailyFigure[] figures = [Figure("xa-1", "a", Measures.Started, 50), Figure("xa-2", "a", Measures.Started, 70), Figure("tinh", "a", Measures.Started, 10)];
        IReadOnlyList<KpiLine> lines = new KpiTable(Tree, Units, figures).PublicLines();
        Assert.Equal(130, Get(lines, "tinh", null, Measures.Started));
        Assert.Equal(50, Get(lines, "xa-1", "a", Measures.Started));
    }

    [Fact]
    public void Targets_OfOwnHistory_AreTheUpperQuartileOfMonthsThatCount()
    {
        List<DailyFigure> history = [];
        long[] first = [10, 12, 14, 16];
        for (int month = 1; month <= 4; month++)
        {
            DateOnly day = new(2026, month, 3);
            history.Add(new DailyFigure(new TenantId("xa-1"), "a", day, Measures.FirstTry, first[month - 1]));
            history.Add(new DailyFigure(new TenantId("xa-1"), "a", day, Measures.LaterTry, 20 - first[month - 1]));
        }

        // Too few cases in this month, however good.
        history.Add(new DailyFigure(new TenantId("xa-1"), "a", new DateOnly(2026, 5, 3), Measures.FirstTry, 19));
        KpiTarget target = Assert.Single(KpiTargets.Propose(Tree, [new TenantId("xa-1")], history), t => t.Rate == "firstTry");
        Assert.Equal((0.7, 0.6, 4), (target.Proposed, target.Median, target.Months));
        Assert.Empty(KpiTargets.Propose(Tree, [new TenantId("xa-1")], [.. history.Where(f => f.Day.Month < 3)]));
    }

    [Fact]
    public void Targets_OfTheNation_AreFourWithSourcesAndNotReviewed()
    {
        Assert.Equal(4, FigureData.National.Count);
        Assert.All(FigureData.National, target => Assert.False(string.IsNullOrWhiteSpace(target.Source)));
        Assert.All(FigureData.National, target => Assert.False(target.LegalReview.IsVerified));
        Assert.Equal([1.0, 0.5, 0.8, 0.9], FigureData.National.Select(target => target.Target));
    }

    private static long? Get(IReadOnlyList<KpiLine> lines, string unit, string? procedure, string measure) =>
        lines.Single(line => line.Unit.Value == unit && line.Procedure == procedure).Figures[measure];

    private static DailyFigure Figure(string unit, string procedure, string measure, long count) => new(new TenantId(unit), procedure, Day, measure, count);

    private static Tenant Of(string id, string? parent = null, bool sandbox = false) =>
        new(new TenantId(id), id, parent is null ? null : new TenantId(parent), new Dictionary<string, long>()) { IsSandbox = sandbox };
}
