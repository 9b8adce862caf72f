using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Tests.Jobs;

/// <summary>Jobs by time in one process over SQLite.</summary>
public sealed class JobsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Service_WithJobsDue_DoesThemAndSaysSoInHealth()
    {
        await using var service = new OwnService();
        service.Running.Settings["Service:Jobs:FirstAfter"] = "00:00:01";
        service.Running.Settings["Service:Jobs:CleanUp"] = "00:00:01";
        service.Running.Settings["Service:ModelSet"] = "standard";
        service.Running.Settings["Service:ModelMirror"] = service.Running.Folder;
        service.Running.Settings["Service:FetchedModelsDirectory"] = service.Running.Folder;
        await service.Running.InitializeAsync();
        JsonElement[] jobs = await service.JobsAsync();
        Assert.Equal(["due-cases", "archive-timestamps", "clean-up", "purge", "privacy-watch", "payment-questions", "figures"], jobs.Select(job => job.GetProperty("name").GetString()));
        Assert.Equal([300, 3600, 1, 21600, 300, 60, 60], jobs.Select(job => job.GetProperty("everySeconds").GetDouble()));
        Assert.Equal(CommitResult.Committed, await service.UseAsync("spent", TimeProvider.System.GetUtcNow().AddDays(-3)));

        await Eventually.IsAsync(async () => (await service.JobsAsync()).All(job => job.GetProperty("lastSucceeded").ValueKind == JsonValueKind.String));

        Assert.All(await service.JobsAsync(), job => Assert.Equal(0, job.GetProperty("failures").GetInt32()));

        // Once what was spent is gone, its mark can be set again.
        await Eventually.IsAsync(async () => await service.UseAsync("spent", TimeProvider.System.GetUtcNow().AddDays(1)) == CommitResult.Committed);
    }

    [Fact]
    public async Task Job_ThatFails_IsLoggedAndTriedAgainBeforeItsNextTime()
    {
        string folder = Directory.CreateTempSubdirectory("rv-jobs-").FullName;
        using MasterKey master = new("k", new byte[MasterKey.Length]);
        await using SqliteStorage storage = new(Path.Combine(folder, "jobs.db"), master, TimeProvider.System);
        await storage.MigrateAsync(None);
        Moods moods = new();
        CollectedLog log = new();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(moods);
        JobOptions options = new() { FirstAfter = TimeSpan.FromSeconds(1), RetryAfter = TimeSpan.FromSeconds(1) };
        builder.Services.AddScheduler(storage, options, new JobTable([new("moody", typeof(MoodyJob), TimeSpan.FromDays(1))]));
        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            await Eventually.IsAsync(async () => (await storage.Jobs.ListAsync(None)) is [{ SucceededAt: not null }]);
            await host.StopAsync();
        }

        JobRecord record = Assert.Single(await storage.Jobs.ListAsync(None));
        Assert.Equal(("moody", 0, 2), (record.Name, record.Failures, moods.Runs));
        Assert.True(record.FailedAt < record.SucceededAt);
        Assert.Contains(log.Lines, line => line.Contains("The job moody failed; it is tried again.", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Service:Jobs:CleanUp", "00:00:00", "Service:Jobs:CleanUp must be between")]
    [InlineData("Service:Jobs:CheckIn", "400.00:00:00", "Service:Jobs:CheckIn must be between")]
    [InlineData("Service:Retention:Batch", "0", "a batch has 1 to 10000 rows")]
    [InlineData("Service:Retention:Tokens", "-1.00:00:00", "a retention must be between")]
    public void AddJobs_WithTimesThatMakeNoSense_IsRefused(string setting, string value, string says)
    {
        ServiceOptions options = new();
        string[] path = setting.Split(':');
        object section = path[1] == "Jobs" ? options.Jobs : options.Retention;
        System.Reflection.PropertyInfo property = section.GetType().GetProperty(path[2])!;
        property.SetValue(section, property.PropertyType == typeof(int) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        using MasterKey master = new("k", new byte[MasterKey.Length]);
        SqliteStorage storage = new("none.db", master, TimeProvider.System);

        var refused = Assert.Throws<InvalidDataException>(() => new ServiceCollection().AddJobs(storage, options));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What the job's instances have in common.</summary>
    private sealed class Moods
    {
        public int Runs { get; set; }
    }

    /// <summary>Fails the first time.</summary>
    private sealed class MoodyJob(Moods moods, JobRecords records, ILogger<MoodyJob> logger) : PeriodicJob(records, logger)
    {
        protected override Task RunAsync(CancellationToken cancellationToken) =>
            ++moods.Runs == 1 ? throw new IOException("not today") : Task.CompletedTask;
    }

    private sealed class OwnService : IAsyncDisposable
    {
        public RunningService Running { get; } = new();

        public async Task<JsonElement[]> JobsAsync() => [.. (await Running.Anyone.GetAsync("/health")).Expect(200).Json.GetProperty("jobs").EnumerateArray()];

        public async Task<CommitResult> UseAsync(string value, DateTimeOffset expiresAt)
        {
            await using IUnitOfWork unit = await Running.Parts.Storage.BeginAsync(None);
            unit.UsedOnce.Add("test", value, expiresAt);
            return await unit.CommitAsync(None);
        }

        public async ValueTask DisposeAsync() => await Running.DisposeAsync();
    }
}

/// <summary>Waits for what happens by itself; the limit only ends a test that would never end.</summary>
internal static class Eventually
{
    public static async Task IsAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await holds())
        {
            await Task.Delay(100, limit.Token);
        }
    }
}
