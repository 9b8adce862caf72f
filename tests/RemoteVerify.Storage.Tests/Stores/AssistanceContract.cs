using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Assistances, days of helpers and concerns on every database.</summary>
public abstract class AssistanceContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Number = "001199000042";
    private static readonly ParticipantId Person = new("p1");

    [SkippableFact]
    public async Task Assistance_ComesBackAsItWasKept_AndNamesNobody()
    {
        Assistance begun = New();
        await AddAsync(begun);
        Assert.Equal(begun, await ReadAsync(u => u.Assistances.FindAsync(Tenant, begun.Id, None)));
        Assert.Null(await ReadAsync(u => u.Assistances.FindAsync(new TenantId("another"), begun.Id, None)));

        RecordedPresence presence = new(AssistanceConsent.Spoken, "v1", new BlobId(Guid.NewGuid()), Sha256Digest.Of("sound"u8), Clock.GetUtcNow());
        Guid handOver = Guid.NewGuid();
        Assistance handed = begun.Agree(presence).Hand(handOver, alone: true).Answer() with { Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Assistances.UpdateAsync(handed, None)));
        Assert.Equal(handed, await ReadAsync(u => u.Assistances.FindByHandOverAsync(handOver, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Assistances.UpdateAsync(handed, None)));

        Assistance ended = handed.End(Clock.GetUtcNow(), counts: true) with { Version = 3 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Assistances.UpdateAsync(ended, None)));
        Assert.Null(await ReadAsync(u => u.Assistances.FindByHandOverAsync(handOver, None)));
        Assert.Equal(ended, await ReadAsync(u => u.Assistances.FindAsync(Tenant, begun.Id, None)));
        Assert.DoesNotContain(Number, await Database.EverythingAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Lists_AndCounts_AreOfTheHelperThePersonAndTheMonth()
    {
        Assistance first = New(), second = New("h2"), other = New() with { Tenant = new TenantId("another") };
        foreach (Assistance one in (Assistance[])[first, second, other])
        {
            await AddAsync(one);
        }

        Assert.Equal(2, await ReadAsync(u => u.Assistances.CountOfPersonAsync(Tenant, Number, first.Day, None)));
        Assert.Equal(0, await ReadAsync(u => u.Assistances.CountOfPersonAsync(Tenant, "001199000043", first.Day, None)));
        Assert.Equal(0, await ReadAsync(u => u.Assistances.CountOfPersonAsync(Tenant, Number, first.Day.AddDays(1), None)));
        Assert.Equal([first.Id], (await ReadAsync(u => u.Assistances.ListOpenAsync(Tenant, "h1", None))).Select(a => a.Id));
        Assert.Contains(first.Id, (await ReadAsync(u => u.Assistances.ListOfCaseAsync(Tenant, first.CaseId, None))).Select(a => a.Id));
        Assert.DoesNotContain(other.Id, (await ReadAsync(u => u.Assistances.ListOfCaseAsync(Tenant, other.CaseId, None))).Select(a => a.Id));
        Assert.Empty(await ReadAsync(u => u.Assistances.ListOfCaseAsync(Tenant, CaseId.New(Clock.GetUtcNow()), None)));

        Assert.False(await ReadAsync(u => u.Assistances.IsCountedAsync(first.CaseId, Person, first.Day, None)));
        await InUnitAsync(u => u.Assistances.UpdateAsync(first.Agree(new RecordedPresence(AssistanceConsent.Tick, "v1", null, null, Clock.GetUtcNow())).End(Clock.GetUtcNow(), true) with { Version = 2 }, None));
        Assert.True(await ReadAsync(u => u.Assistances.IsCountedAsync(first.CaseId, Person, first.Day, None)));
        Assert.Empty(await ReadAsync(u => u.Assistances.ListOpenAsync(Tenant, "h1", None)));

        MeterMonth month = MeterMonth.Of(Clock.GetUtcNow());
        Assert.Equal(
            [new AssistanceLine("agent", "h1", 1, 1, 1), new AssistanceLine("agent", "h2", 1, 0, 0)], await ReadAsync(u => u.Assistances.SummariseAsync(Tenant, month, null, None)));
        Assert.Equal("h2", Assert.Single(await ReadAsync(u => u.Assistances.SummariseAsync(Tenant, month, "h2", None))).Helper);
        Assert.Empty(await ReadAsync(u => u.Assistances.SummariseAsync(Tenant, MeterMonth.Of(Clock.GetUtcNow().AddMonths(1)), null, None)));
    }

    [SkippableFact]
    public async Task Day_ChangedByTwoAtOnce_Conflicts()
    {
        DateOnly day = VietnamTime.Day(Clock.GetUtcNow());
        HelperDay none = await ReadAsync(u => u.Assistances.DayAsync(Tenant, "h1", day, None));
        Assert.Equal(new HelperDay(Tenant, "h1", day, 0, 0, 0), none);
        HelperDay one = none with { Begun = 1, Version = 1 };
        await using IUnitOfWork slow = await Storage.BeginAsync(None);
        await slow.Assistances.PutDayAsync(one, None);
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Assistances.PutDayAsync(one, None)));
        Assert.Equal(CommitResult.VersionConflict, await slow.CommitAsync(None));

        HelperDay two = one with { Misses = 1, Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Assistances.PutDayAsync(two, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Assistances.PutDayAsync(two, None)));
        Assert.Equal(two, await ReadAsync(u => u.Assistances.DayAsync(Tenant, "h1", day, None)));
        Assert.Equal(0, (await ReadAsync(u => u.Assistances.DayAsync(Tenant, "h1", day.AddDays(1), None))).Begun);
    }

    [SkippableFact]
    public async Task Concern_HoldsItsCaseUntilItIsOwnWill()
    {
        Concern concern = new(Guid.CreateVersion7(Clock.GetUtcNow()), Tenant, NewCaseId(), Person, Guid.NewGuid(), Clock.GetUtcNow(), 1);
        Assert.False(await ReadAsync(u => u.Assistances.IsHeldAsync(concern.CaseId, None)));
        await InUnitAsync(u =>
        {
            u.Assistances.Add(concern);
            return Task.CompletedTask;
        });
        Assert.True(await ReadAsync(u => u.Assistances.IsHeldAsync(concern.CaseId, None)));
        Assert.Equal([concern], await ReadAsync(u => u.Assistances.ListConcernsAsync(Tenant, true, 9, None)));
        Assert.Empty(await ReadAsync(u => u.Assistances.ListConcernsAsync(new TenantId("another"), false, 9, None)));

        Concern pressed = concern.Settle(ConcernEnd.Pressed, "officer", Clock.GetUtcNow()) with { Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Assistances.UpdateAsync(pressed, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Assistances.UpdateAsync(pressed, None)));
        Assert.True(await ReadAsync(u => u.Assistances.IsHeldAsync(concern.CaseId, None)));
        Assert.Empty(await ReadAsync(u => u.Assistances.ListConcernsAsync(Tenant, true, 9, None)));
        Assert.Equal(pressed, await ReadAsync(u => u.Assistances.FindConcernAsync(Tenant, concern.Id, None)));

        await InUnitAsync(u => u.Assistances.UpdateAsync(pressed with { End = ConcernEnd.OwnWill, Version = 3 }, None));
        Assert.False(await ReadAsync(u => u.Assistances.IsHeldAsync(concern.CaseId, None)));
    }

    [SkippableFact]
    public async Task Item_ThatCameIn_ComesInOnce()
    {
        Guid item = Guid.NewGuid();
        Assert.False(await ReadAsync(u => u.Assistances.IsReceivedAsync(Tenant, item, None)));
        Assert.Equal(CommitResult.Committed, await ReceiveAsync(item));
        Assert.True(await ReadAsync(u => u.Assistances.IsReceivedAsync(Tenant, item, None)));
        Assert.False(await ReadAsync(u => u.Assistances.IsReceivedAsync(new TenantId("another"), item, None)));
        Assert.Equal(CommitResult.VersionConflict, await ReceiveAsync(item));
    }

    private Task<CommitResult> ReceiveAsync(Guid item) => InUnitAsync(u =>
    {
        u.Assistances.Receive(Tenant, item, Clock.GetUtcNow());
        return Task.CompletedTask;
    });

    [SkippableFact]
    public async Task Token_OfAHandover_KeepsIt()
    {
        Guid handOver = Guid.NewGuid();
        AccessToken token = new(Sha256Digest.Of("token"u8), AccessTokenKind.CitizenSession, Tenant, NewCaseId(), Person, Clock.GetUtcNow(), null) { HandOver = handOver };
        await InUnitAsync(u => u.Tokens.AddAsync(token, None));
        Assert.Equal(handOver, (await ReadAsync(u => u.Tokens.FindAsync(token.TokenSha256, None)))!.HandOver);
    }

    private Assistance New(string helper = "h1") =>
        new(Guid.CreateVersion7(Clock.GetUtcNow()), Tenant, NewCaseId(), Person, helper, "agent", AssistedStep.Camera, Clock.GetUtcNow(), 1);

    private Task<CommitResult> AddAsync(Assistance assistance) => InUnitAsync(u =>
    {
        u.Assistances.Add(assistance, Number);
        return Task.CompletedTask;
    });
}

public sealed class SqliteAssistanceTests : AssistanceContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresAssistanceTests : AssistanceContract<PostgresDatabase>;
