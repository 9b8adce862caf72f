using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Development;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Tests.Jobs;

/// <summary>Two nodes of the real service on one real PostgreSQL.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int DueAtOnce = 12;

    /// <summary>The stores' write lock, so that a test can hold a node in the middle of an act.</summary>
    private const long WriteLock = 0x52_56_00_01;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId Tenant = new(DevelopmentClients.Tenant);

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-nodes-").FullName;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(MasterKey.Length);
    private TemporaryPostgres? _server;
    private PostgresStorage? _storage;
    private string _connection = "";

    public async Task InitializeAsync()
    {
        if (TemporaryPostgres.Missing is null)
        {
            _server = await TemporaryPostgres.StartAsync(None);
            _connection = await _server.CreateDatabaseAsync(None);
            _storage = new PostgresStorage(_connection, new MasterKey("named", _key), TimeProvider.System);
            await _storage.MigrateAsync(None);
        }
    }

    public async Task DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task Nodes_WithWorkDue_DoEachOnce_AndOneTakesOverWhatAKilledOneWasDoing()
    {
        Skip.IfNot(TemporaryPostgres.Missing is null, TemporaryPostgres.Missing);
        CaseId[] due = [.. await Task.WhenAll(Enumerable.Range(0, DueAtOnce).Select(_ => OpenAsync(ExpireCase.DraftTime + TimeSpan.FromHours(1))))];
        Dictionary<string, NodeProcess> nodes = [];
        try
        {
            foreach (string name in new[] { "first", "second" })
            {
                nodes[name] = await NodeProcess.StartAsync(Settings(name));
            }

            await Eventually.IsAsync(async () => (await Task.WhenAll(due.Select(StateAsync))).All(state => state is ExpiredCase));
            CaseId held = await KillInTheMiddleAsync(nodes);

            await Eventually.IsAsync(async () => await StateAsync(held) is ExpiredCase);
            foreach (CaseId id in due.Append(held))
            {
                Assert.Single(await ActsAsync(id), act => act is { Act: "case.expire", Result: "done" });
            }

            Assert.Equal(due.Length + 1, await CountAsync("SELECT count(*) FROM outbox WHERE \"Type\" = 'case.expired'"));
            Assert.All(await JobsAsync(Assert.Single(nodes.Values)), job => Assert.Equal(0, job.GetProperty("failures").GetInt32()));
        }
        finally
        {
            foreach (NodeProcess node in nodes.Values)
            {
                await node.DisposeAsync();
            }
        }
    }

    [SkippableFact]
    public async Task Node_StartedAgain_RunsNoJobBeforeItsTime()
    {
        Skip.IfNot(TemporaryPostgres.Missing is null, TemporaryPostgres.Missing);
        await RunAsync(async () => await Eventually.IsAsync(async () => await RunsAsync() is [{ SucceededAt: not null }]));
        DateTimeOffset first = (await RunsAsync())[0].StartedAt!.Value;

        await RunAsync(async () =>
        {
            // In ticks; the trigger that this start replaced had its next run an hour after the first.
            long next = await CountAsync("SELECT next_fire_time FROM qrtz_triggers");
            Assert.InRange(new DateTimeOffset(next, TimeSpan.Zero), first.AddMinutes(59), first.AddMinutes(61));
        });
        Assert.Equal(first, (await RunsAsync())[0].StartedAt);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM qrtz_fired_triggers"));
    }

    private Task<IReadOnlyList<JobRecord>> RunsAsync() => _storage!.Jobs.ListAsync(None);

    /// <summary>A host with one job an hour that runs a second after the first start.</summary>
    private async Task RunAsync(Func<Task> meanwhile)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScheduler(
            _storage!, new JobOptions { FirstAfter = TimeSpan.FromSeconds(1) }, new JobTable([new("hourly", typeof(QuietJob), TimeSpan.FromHours(1))]));
        using IHost host = builder.Build();
        await host.StartAsync();
        await meanwhile();
        await host.StopAsync();
    }

    /// <summary>Kills the node that is in the middle of ending a case, and lets the other one go on.</summary>
    private async Task<CaseId> KillInTheMiddleAsync(Dictionary<string, NodeProcess> nodes)
    {
        await using var holder = new NpgsqlConnection(_connection + ";Pooling=false");
        await holder.OpenAsync();
        CaseId held;
        while (true)
        {
            // It becomes due while the lock is held; should this machine be too slow for that, with the next one.
            held = await OpenAsync(ExpireCase.DraftTime - TimeSpan.FromSeconds(3));
            await ExecuteAsync(holder, $"SELECT pg_advisory_lock({WriteLock})");
            if (await StateAsync(held) is DraftCase)
            {
                break;
            }

            await ExecuteAsync(holder, $"SELECT pg_advisory_unlock({WriteLock})");
        }

        await Eventually.IsAsync(async () => await CountAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
        string busy = await TextAsync("SELECT instance_name FROM qrtz_fired_triggers WHERE job_name = 'due-cases' AND state = 'EXECUTING'");
        string victim = nodes.Keys.Single(name => busy.StartsWith(name + "-", StringComparison.Ordinal));
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM qrtz_scheduler_state"));
        await nodes[victim].KillAsync();
        nodes.Remove(victim);
        await ExecuteAsync(holder, $"SELECT pg_advisory_unlock({WriteLock})");
        return held;
    }

    private Dictionary<string, string> Settings(string node) => new()
    {
        ["Service:DataDirectory"] = Directory.CreateDirectory(Path.Combine(_folder, node)).FullName,
        ["Service:Database:Postgres"] = "env:RV_TEST_DATABASE",
        ["Service:Database:MasterKey"] = "env:RV_TEST_MASTER_KEY",
        ["RV_TEST_DATABASE"] = _connection,
        ["RV_TEST_MASTER_KEY"] = Convert.ToHexString(_key),
        ["Service:Jobs:Node"] = node,
        ["Service:Jobs:DueCases"] = "00:00:01",
        ["Service:Jobs:FirstAfter"] = "00:00:01",
        ["Service:Jobs:CheckIn"] = "00:00:01",

        // Cameras are not needed here, and the networks take long to load.
        ["Service:ModelSet"] = "standard",
        ["Service:ModelMirror"] = _folder,
        ["Service:FetchedModelsDirectory"] = _folder,
    };

    private async Task<CaseId> OpenAsync(TimeSpan age)
    {
        DateTimeOffset opened = TimeProvider.System.GetUtcNow() - age;
        CaseId id = CaseId.New(opened);
        await using IUnitOfWork unit = await _storage!.BeginAsync(None);
        await unit.Cases.AddAsync(
            new DraftCase(new CaseFile(
                id, Tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hồ sơ", "portal", opened, [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1)),
            opened, None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
        return id;
    }

    private async Task<Case?> StateAsync(CaseId id)
    {
        await using IUnitOfWork unit = await _storage!.BeginAsync(None);
        return await unit.Cases.FindAsync(Tenant, id, None);
    }

    private async Task<IEnumerable<AuditEntry>> ActsAsync(CaseId id)
    {
        await using IUnitOfWork unit = await _storage!.BeginAsync(None);
        return (await unit.Audit.ListAsync(id, None)).Select(recorded => recorded.Entry);
    }

    private static async Task<JsonElement[]> JobsAsync(NodeProcess node) => [.. (await node.HealthAsync()).GetProperty("jobs").EnumerateArray()];

    private async Task<long> CountAsync(string sql) => (long)(await ScalarAsync(sql))!;

    private async Task<string> TextAsync(string sql) => (string)(await ScalarAsync(sql))!;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class QuietJob(JobRecords records, ILogger<QuietJob> logger) : PeriodicJob(records, logger)
    {
        protected override Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
