using System.Security.Cryptography;
using Quartz;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Server.Composition;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Jobs;

/// <summary>
/// Hands the table of jobs to Quartz.NET (Apache-2.0). With SQLite there is one process, and its schedule is in memory: jobs repeat and bear
/// repetition, so a restart loses nothing. With PostgreSQL the schedule is in the same database (tables <c>qrtz_*</c>, made at the start by the
/// script inside the package where they are missing), all nodes share it, each run is one node's, and what a dead node was doing runs again on
/// another.
/// </summary>
public static class JobRegistration
{
    private const string Scheduler = "RemoteVerify";
    private const string Group = "service";
    private const int Retries = 3;
    private const int RetryFactor = 4;

    /// <summary>The service's own jobs and what they need.</summary>
    /// <exception cref="InvalidDataException">A time or a retention is outside of what makes sense.</exception>
    public static void AddJobs(this IServiceCollection services, RelationalStorage storage, ServiceOptions options)
    {
        options.Jobs.Require();
        if (options.Retention.Fault() is { } fault)
        {
            throw new InvalidDataException($"Service:Retention: {fault}.");
        }

        services.AddSingleton(storage.Spent);
        services.AddSingleton(options.Retention);
        services.AddSingleton<ForgetSpent>();
        services.AddScheduler(storage, options.Jobs, JobTable.Of(options.Jobs));
    }

    /// <summary>A table of jobs, run as long as the host runs.</summary>
    public static void AddScheduler(this IServiceCollection services, RelationalStorage storage, JobOptions options, JobTable table)
    {
        services.AddSingleton(table);
        services.AddSingleton(storage.Jobs);
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = Scheduler;
                scheduler.InstanceId = $"{options.Node ?? Environment.MachineName}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(Retries, options.RetryAfter, RetryFactor, null));
            quartz.UseDefaultThreadPool(table.All.Count);
            Keep(quartz, storage, options);
            foreach (ScheduledJob job in table.All)
            {
                Schedule(quartz, job, options);
            }
        });

        // A restart changes intervals and keeps what ran when: a job whose time has not come does not run because a node was started.
        services.Configure<QuartzOptions>(quartz => quartz.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    private static void Keep(IQuartzBuilder quartz, RelationalStorage storage, JobOptions options)
    {
        if (storage is not PostgresStorage postgres)
        {
            quartz.UseInMemoryStore();
            return;
        }

        quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            store.ConfigureStore(keep => keep.StoreJobDataAsStrings = true);
            store.UsePostgres(source => source.DataSourceFactory = _ => postgres.Connections);
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = options.CheckIn;
                cluster.CheckinMisfireThreshold = options.CheckIn;
            });
        });
    }

    private static void Schedule(IQuartzBuilder quartz, ScheduledJob job, JobOptions options)
    {
        JobKey key = new(job.Name, Group);
        quartz.AddJob(job.Type, (IJobConfigurator<IJob> to) => to.WithIdentity(key).RequestRecovery(true).StoreDurably(true));
        quartz.AddTrigger((services, trigger) => trigger
            .ForJob(key)
            .WithIdentity(job.Name, Group)
            .StartAt(services.GetRequiredService<TimeProvider>().GetUtcNow() + options.FirstAfter)
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(job.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)));
    }
}
