using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>How much one run of the purge does.</summary>
public sealed class PurgeLimits
{
    /// <summary>Cases that one run looks at, of a tenant.</summary>
    public int MostCases { get; set; } = 1000;

    /// <summary>Classes of data that one run destroys, of a tenant; what is left waits for the next run.</summary>
    public int MostDeletions { get; set; } = 200;

    /// <summary>A case is looked at again after this time at the latest, so that a changed schedule is noticed.</summary>
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Fault() => MostCases is < 1 or > 100_000 || MostDeletions is < 1 or > 100_000 || LookAgain < TimeSpan.FromHours(1) || LookAgain > TimeSpan.FromDays(366)
        ? "a run looks at 1 to 100000 cases, destroys 1 to 100000 classes, and looks again after an hour to a year"
        : null;
}

/// <summary>Whether a class of data goes.</summary>
public enum PurgeState
{
    /// <summary>Its retention is over and nothing keeps it.</summary>
    Due,

    /// <summary>A hold or a restriction keeps it.</summary>
    Held,

    /// <summary>Nobody has verified its rule, and here that counts.</summary>
    NotReviewed,
}

/// <summary>One class of one case whose retention is over.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">Case.</param>
/// <param name="CaseCode">Its code.</param>
/// <param name="DataClass">Class.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Since">End of the retention.</param>
/// <param name="State">Whether it goes.</param>
public sealed record PurgeLine(TenantId Tenant, CaseId CaseId, string CaseCode, DataClass DataClass, string Rule, DateTimeOffset Since, PurgeState State)
{
    public override string ToString() => $"PurgeLine {CaseCode} {DataClass} {State}";
}

/// <summary>What a run found and did.</summary>
/// <param name="Lines">What is past its retention.</param>
/// <param name="Destroyed">How many of them were destroyed; 0 of a dry run.</param>
/// <param name="Looked">Cases looked at.</param>
public sealed record PurgeReport(IReadOnlyList<PurgeLine> Lines, int Destroyed, int Looked)
{
    public override string ToString() => $"PurgeReport: {Destroyed} destroyed of {Lines.Count}";
}

/// <summary>
/// Destroys what is past its retention, each class by its own act. An index leads to ended cases whose time to be looked at has come, so what
/// must be kept for thirty years is not read every day. Doing it twice, or on two nodes at once, destroys nothing more.
/// </summary>
public sealed class PurgeData(IUnitOfWorkFactory stores, DueData due, DestroyData destroy, PurgeLimits limits, TimeProvider clock)
{
    private const int Page = 100;

    /// <summary>What failed is tried again after this, whatever made it fail.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromHours(1);

    /// <summary>Destroys what is due of a tenant.</summary>
    public async Task<PurgeReport> RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        List<PurgeLine> lines = [];
        int destroyed = 0;
        int looked = 0;
        while (looked < limits.MostCases && destroyed < limits.MostDeletions && await NextAsync(tenant, cancellationToken) is { Count: > 0 } page)
        {
            foreach (RetainedCase one in page.Take(limits.MostCases - looked))
            {
                looked++;
                IReadOnlyList<PurgeLine> found = await due.LookAsync(one, cancellationToken);
                lines.AddRange(found);
                PurgeLine[] goes = [.. found.Where(line => line.State == PurgeState.Due).Take(limits.MostDeletions - destroyed)];
                int gone = 0;
                foreach (PurgeLine line in goes)
                {
                    gone += (await destroy.DoAsync(Actor.Service(tenant), line.CaseId, line.DataClass, cancellationToken)).IsDone ? 1 : 0;
                }

                destroyed += gone;
                if (found.Count(line => line.State == PurgeState.Due) > goes.Length)
                {
                    // The limit cut it short: the next run goes on here.
                    return new PurgeReport(lines, destroyed, looked);
                }

                await NoteAsync(one, failed: gone < goes.Length, cancellationToken);
            }
        }

        return new PurgeReport(lines, destroyed, looked);
    }

    private async Task<IReadOnlyList<RetainedCase>> NextAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Cases.ListRetainedAsync(tenant, clock.GetUtcNow(), Page, cancellationToken);
    }

    private async Task NoteAsync(RetainedCase one, bool failed, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        Case? found = await unit.Cases.FindAsync(one.Tenant, one.Id, cancellationToken);
        DateTimeOffset? next = await due.NextAsync(unit, found, clock.GetUtcNow() + (failed ? Retry : limits.LookAgain), cancellationToken);
        await unit.Cases.NoteRetentionAsync(one.Id, found?.File, next, cancellationToken);
        await unit.CommitAsync(cancellationToken);
    }
}
