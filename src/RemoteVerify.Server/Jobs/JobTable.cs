using RemoteVerify.Server.Archiving;

namespace RemoteVerify.Server.Jobs;

/// <summary>One job of the table.</summary>
/// <param name="Name">Its name in the scheduler, the database and <c>/health</c>; never changed, because other nodes and earlier runs know it.</param>
/// <param name="Type">A <see cref="PeriodicJob"/>.</param>
/// <param name="Every">Time between two runs.</param>
public sealed record ScheduledJob(string Name, Type Type, TimeSpan Every);

/// <summary>Everything that this service does by time.</summary>
public sealed record JobTable(IReadOnlyList<ScheduledJob> All)
{
    /// <summary>The service's own jobs. A new one is a line here and a class derived from <see cref="PeriodicJob"/>.</summary>
    public static JobTable Of(JobOptions options) => new(
    [
        new("due-cases", typeof(DueWork), options.DueCases),
        new("archive-timestamps", typeof(ArchiveRenewal), options.ArchiveTimestamps),
        new("clean-up", typeof(CleanUp), options.CleanUp),
        new("purge", typeof(PurgeJob), options.Purge),
        new("privacy-watch", typeof(PrivacyWatchJob), options.PrivacyWatch),
        new("payment-questions", typeof(Payments.PaymentQuestions), options.PaymentQuestions),
        new("figures", typeof(CountFigures), options.Figures),
    ]);
}
