using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Tests.Tenants;

public sealed class TenantTreeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void WithBelow_OfEachLevel_IsTheTenantAndItsOwnBranch()
    {
        TenantTree tree = new([Of("tinh"), Of("xa-2", "tinh"), Of("xa-1", "tinh"), Of("thon", "xa-1"), Of("tinh-khac")]);
        Assert.Equal(["tinh", "xa-1", "xa-2", "thon"], tree.WithBelow(new TenantId("tinh")).Select(t => t.Value));
        Assert.Equal(["xa-1", "thon"], tree.WithBelow(new TenantId("xa-1")).Select(t => t.Value));
        Assert.Equal(["tinh-khac"], tree.WithBelow(new TenantId("tinh-khac")).Select(t => t.Value));
        Assert.Equal(["nobody"], tree.WithBelow(new TenantId("nobody")).Select(t => t.Value));
    }

    [Fact]
    public void Tree_ThatIsNone_IsRefusedWithTheTenantsName()
    {
        Assert.Contains("'xa'", Refused(Of("xa"), Of("xa")), StringComparison.Ordinal);
        Assert.Contains("'tinh'", Refused(Of("xa", "tinh")), StringComparison.Ordinal);
        Assert.Contains("below itself", Refused(Of("a", "b"), Of("b", "a")), StringComparison.Ordinal);
        Assert.Contains("below itself", Refused(Of("a", "a")), StringComparison.Ordinal);
        Assert.Contains("case.opne", Refused(Of("a") with { MonthlyLimits = new Dictionary<string, long> { ["case.opne"] = 1 } }), StringComparison.Ordinal);
        Assert.Contains("'=cmd'", Refused(Of("=cmd")), StringComparison.Ordinal);
        Assert.Contains("''", Refused(Of("")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11", 202611)]
    [InlineData("2099-01", 209901)]
    public void Month_WellFormed_IsRead(string text, int value)
    {
        Assert.True(MeterMonth.TryParse(text, out MeterMonth month));
        Assert.Equal((value, text), (month.Value, month.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026-11-01")]
    [InlineData("2026-11\n")]
    [InlineData("1999-11")]
    public void Month_Malformed_IsNone(string? text) => Assert.False(MeterMonth.TryParse(text, out _));

    [Fact]
    public void Month_AtItsEnd_IsThatOfVietnam() =>
        Assert.Equal("2026-12", MeterMonth.Of(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero)).ToString());

    [Fact]
    public async Task Limit_OfAnActAndMonth_EndsItForTheTenantUntilTheNextMonth()
    {
        TenantTree tree = new([Of("xa-1") with { MonthlyLimits = new Dictionary<string, long> { [Act.EnrolOneTimeCodes.Code] = 2 } }, Of("xa-2")]);
        await using TestStore store = await TestStore.OpenAsync(tree);
        Actor limited = Actor.Service(new TenantId("xa-1")), free = Actor.Service(new TenantId("xa-2"));
        EnrolOneTimeCodes act = new(store.Desk);
        Assert.True((await act.DoAsync(limited, "a", 0, None)).IsDone);
        Assert.True((await act.DoAsync(limited, "b", 0, None)).IsDone);
        Assert.Equal(RefusalCode.TenantLimitReached, (await act.DoAsync(limited, "c", 0, None)).Refusal!.Code);
        for (int i = 0; i < 3; i++)
        {
            Assert.True((await act.DoAsync(free, $"o{i}", 0, None)).IsDone);
        }

        Assert.Equal((2L, 1L), await store.CountedAsync(limited.Tenant, Act.EnrolOneTimeCodes));
        store.Clock.Advance(TimeSpan.FromDays(10));
        Assert.True((await act.DoAsync(limited, "c", 0, None)).IsDone);
    }

    [Fact]
    public async Task Figures_OfATenantAndThoseBelow_AreShownToWhoMaySeeThem()
    {
        TenantTree tree = new([Of("tinh"), Of("xa-1", "tinh"), Of("xa-2")]);
        await using TestStore store = await TestStore.OpenAsync(tree);
        EnrolOneTimeCodes act = new(store.Desk);
        foreach (string tenant in new[] { "tinh", "xa-1", "xa-1", "xa-2" })
        {
            Assert.True((await act.DoAsync(Actor.Service(new TenantId(tenant)), "o", 0, None)).IsDone);
        }

        ReadMetering read = new(store.Desk, tree);
        async Task<string> SeenAsync(string tenant, bool below) => string.Join(' ', (await read.DoAsync(Actor.Reporter(new TenantId(tenant), "r", below), "2026-11", None)).Value.Lines
            .Where(line => line.Operation == Act.EnrolOneTimeCodes.Code).Select(line => $"{line.Tenant}={line.Done}"));
        Assert.Equal("tinh=1", await SeenAsync("tinh", below: false));
        Assert.Equal("tinh=1 xa-1=2", await SeenAsync("tinh", below: true));
        Assert.Equal("xa-1=2", await SeenAsync("xa-1", below: true));
        Assert.Equal(RefusalCode.MeteringMonthInvalid, (await read.DoAsync(Actor.Reporter(new TenantId("tinh"), "r", true), "11/2026", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await read.DoAsync(Actor.Portal(new TenantId("tinh"), "p"), "2026-11", None)).Refusal!.Code);
    }

    private static Tenant Of(string id, string? parent = null) =>
        new(new TenantId(id), id, parent is null ? null : new TenantId(parent), new Dictionary<string, long>());

    private static string Refused(params Tenant[] tenants) => Assert.Throws<ArgumentException>(() => new TenantTree(tenants)).Message;
}
