using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Privacy;

public sealed class BreachTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly BreachReport Nothing = new(null, null, null, null, null, null, null, null);
    private static readonly TenantId Tenant = new("t");
    private static readonly Actor Office = Actor.DataProtection(Tenant, "dpo");

    [Fact]
    public async Task Breach_NotNotifiedWithinSeventyTwoHours_IsWarnedOfOnceAndStaysLate()
    {
        await using TestStore store = await TestStore.OpenAsync();
        DateTimeOffset found = store.Clock.GetUtcNow();
        RecordBreach record = new(store.Desk, PrivacyTerms.Delivered);
        UpdateBreach update = new(store.Desk);
        PrivacyWatch watch = new(store.Storage, new EscalateDataRequest(store.Desk), new WarnOfBreach(store.Desk), store.Clock);
        Breach breach = (await record.DoAsync(Office, Nothing with { What = "Mất máy trạm", Concerned = 12, DataClasses = [DataClass.Dossier] }, None)).Value;
        Assert.Equal(found.AddHours(72), breach.DueAt);

        store.Clock.Advance(TimeSpan.FromHours(72));
        Assert.Empty((await watch.RunAsync(Tenant, None)).Warned);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([breach.Id], (await watch.RunAsync(Tenant, None)).Warned);
        Assert.Empty((await watch.RunAsync(Tenant, None)).Warned);

        Breach told = (await update.DoAsync(Office, breach.Id, null, Nothing with { NotifiedAuthorityAt = store.Clock.GetUtcNow(), NotificationNumber = "5/BC" }, None)).Value;
        Assert.True(told.IsLate(store.Clock.GetUtcNow().AddYears(1)));
        Assert.NotNull(Assert.Single((await new ListBreaches(store.Desk).DoAsync(Office, None)).Value).WarnedAt);
        Assert.Empty((await new ListBreaches(store.Desk).DoAsync(Actor.DataProtection(new TenantId("other"), "d"), None)).Value);
    }

    [Fact]
    public async Task Breach_NotifiedInTime_IsNeverWarnedOf()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Breach breach = (await new RecordBreach(store.Desk, PrivacyTerms.Delivered).DoAsync(Office, Nothing with { What = "Gửi nhầm", FoundAt = store.Clock.GetUtcNow().AddHours(-10) }, None)).Value;
        UpdateBreach update = new(store.Desk);
        Breach first = (await update.DoAsync(Office, breach.Id, 1, Nothing with { Measure = "Thu hồi thư" }, None)).Value;
        Breach second = (await update.DoAsync(Office, breach.Id, 2, Nothing with { Measure = "Báo người nhận", NotifiedAuthorityAt = store.Clock.GetUtcNow(), NotificationNumber = "5/BC" }, None)).Value;
        Assert.Equal(["Thu hồi thư", "Báo người nhận"], second.Measures.Select(measure => measure.Text));
        Assert.Equal(RefusalCode.BreachChanged, (await update.DoAsync(Office, breach.Id, first.Version - 1, Nothing, None)).Refusal!.Code);

        store.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty((await new PrivacyWatch(store.Storage, new EscalateDataRequest(store.Desk), new WarnOfBreach(store.Desk), store.Clock).RunAsync(Tenant, None)).Warned);
        Assert.False(second.IsLate(store.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Breach_OfNonsenseOrByOthers_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        DateTimeOffset now = store.Clock.GetUtcNow();
        RecordBreach record = new(store.Desk, PrivacyTerms.Delivered);
        foreach ((BreachReport report, string part) in new[]
        {
            (Nothing, "what"), (Nothing with { What = " " }, "what"), (Nothing with { What = "a", FoundAt = now.AddHours(1) }, "foundAt"), (Nothing with { What = "a", Concerned = -1 }, "concerned"),
            (Nothing with { What = "a", NotifiedAuthorityAt = now }, "notifiedAuthorityAt"), (Nothing with { What = "a", NotifiedPeopleAt = now.AddDays(-1) }, "notifiedPeopleAt"),
        })
        {
            Refusal refusal = (await record.DoAsync(Office, report, None)).Refusal!;
            Assert.Equal(RefusalCode.BreachInvalid, refusal.Code);
            Assert.Contains(part, refusal.Reasons);
        }

        Assert.Equal(RefusalCode.ActorNotPermitted, (await record.DoAsync(Actor.Officer(Tenant, "o"), Nothing with { What = "a" }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.BreachNotFound, (await new UpdateBreach(store.Desk).DoAsync(Office, Guid.NewGuid(), null, Nothing, None)).Refusal!.Code);
    }
}
