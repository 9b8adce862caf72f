using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Seats of appointments on every database.</summary>
public abstract class AppointmentContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Point = "one-stop";

    private DateTimeOffset At => Clock.GetUtcNow().AddDays(3);

    [SkippableFact]
    public async Task Take_OneSeatByManyAtOnce_OneSits()
    {
        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TakeAsync(Tenant, Point, At, 1, NewCaseId()))));

        Assert.Single(results, CommitResult.Committed);
        Assert.Equal([1], await TakenAsync(Tenant, Point, At));
    }

    [SkippableFact]
    public async Task Taken_OfAnotherTenantPointOrTime_IsNotMine()
    {
        CaseId mine = NewCaseId();
        Assert.Equal(CommitResult.Committed, await TakeAsync(Tenant, Point, At, 1, mine));
        Assert.Equal(CommitResult.Committed, await TakeAsync(Tenant, Point, At, 2, mine));
        Assert.Equal(CommitResult.Committed, await TakeAsync(new TenantId("other"), Point, At, 1, mine));
        Assert.Equal(CommitResult.Committed, await TakeAsync(Tenant, "second", At, 1, mine));
        Assert.Equal(CommitResult.Committed, await TakeAsync(Tenant, Point, At.AddMinutes(15), 1, mine));

        Assert.Equal([1, 2], (await TakenAsync(Tenant, Point, At)).Order());
        Assert.Equal([1], await TakenAsync(Tenant, "second", At));
        Assert.Empty(await TakenAsync(Tenant, "second", At.AddMinutes(15)));
    }

    [SkippableFact]
    public async Task Free_ByItsOwnAppointmentOnly_AndThenForAnyone()
    {
        CaseId mine = NewCaseId();
        await TakeAsync(Tenant, Point, At, 1, mine);
        await FreeAsync(NewCaseId(), "a1");
        await FreeAsync(mine, "a2");
        Assert.Equal([1], await TakenAsync(Tenant, Point, At));

        await FreeAsync(mine, "a1");

        Assert.Empty(await TakenAsync(Tenant, Point, At));
        Assert.Equal(CommitResult.Committed, await TakeAsync(Tenant, Point, At, 1, NewCaseId()));
    }

    private Task<CommitResult> TakeAsync(TenantId tenant, string point, DateTimeOffset at, int seat, CaseId caseId) => InUnitAsync(u =>
    {
        u.Appointments.Take(tenant, point, at, seat, caseId, "a1");
        return Task.CompletedTask;
    });

    private Task FreeAsync(CaseId caseId, string appointment) => InUnitAsync(u => u.Appointments.FreeAsync(Tenant, Point, At, caseId, appointment, None));

    private Task<IReadOnlyList<int>> TakenAsync(TenantId tenant, string point, DateTimeOffset at) => ReadAsync(u => u.Appointments.TakenAsync(tenant, point, at, None));
}

public sealed class SqliteAppointmentTests : AppointmentContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresAppointmentTests : AppointmentContract<PostgresDatabase>;
