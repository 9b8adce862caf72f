using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures;

/// <summary>What a host allows.</summary>
/// <param name="TakesUnverified">False in Production: a version that nobody verified opens no case.</param>
public sealed record ProcedureRule(bool TakesUnverified);

/// <summary>
/// The procedures as they are at this moment: those delivered with the service and those imported since. Acts ask it inside
/// their unit of work, so that an import counts for the next act on every node. What was read is kept only as long as the
/// store's stamp says that it is current.
/// </summary>
public sealed class ProcedureLibrary(ProcedureCatalog delivered, ProcedureRule rule)
{
    private volatile ProcedureSnapshot _last = ProcedureSnapshot.Of(delivered, []);

    /// <summary>What is delivered, for comparison with files where there is no store.</summary>
    public static ProcedureSnapshot Delivered { get; } = ProcedureSnapshot.Of(ProcedureCatalog.Delivered(), []);

    /// <summary>
    /// Templates of papers as this node last read them; for <see cref="PaperTemplates"/>, which is asked without a unit of work.
    /// An act that asked for its procedure in the same unit of work has read them then.
    /// </summary>
    public IReadOnlyList<PaperTemplate> Templates => _last.Templates;

    /// <summary>Every version of every procedure that there is now.</summary>
    public async Task<ProcedureCatalog> ReadAsync(IUnitOfWork unit, CancellationToken cancellationToken) => (await SnapshotAsync(unit, cancellationToken)).Catalog;

    /// <summary>Everything that there is now.</summary>
    public async Task<ProcedureSnapshot> SnapshotAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        ProcedureSnapshot last = _last;
        if (last.Stamp == await unit.Procedures.StampAsync(cancellationToken))
        {
            return last;
        }

        return _last = ProcedureSnapshot.Of(delivered, await unit.Procedures.ListAsync(cancellationToken));
    }

    /// <summary>Working time by the calendar that is used for <paramref name="day"/>.</summary>
    public async Task<OfficeClock> ClockAsync(IUnitOfWork unit, DateOnly day, CancellationToken cancellationToken) =>
        new((await SnapshotAsync(unit, cancellationToken)).Calendar(day));

    /// <summary>Due dates by the calendar that is used for <paramref name="day"/>.</summary>
    public async Task<DueDates> DueDatesAsync(IUnitOfWork unit, DateOnly day, CancellationToken cancellationToken) =>
        new(new OfficeClock((await SnapshotAsync(unit, cancellationToken)).Calendar(day)));

    /// <summary>The version that a new case on <paramref name="day"/> follows; in Production only among the verified ones.</summary>
    public async Task<Outcome<Procedure>> ForNewCaseAsync(IUnitOfWork unit, string code, DateOnly day, CancellationToken cancellationToken) =>
        Offered(await ReadAsync(unit, cancellationToken), code, day);

    /// <summary>The version that a case was opened with, whatever came later.</summary>
    public async Task<Procedure> OfCaseAsync(IUnitOfWork unit, States.CaseFile file, CancellationToken cancellationToken) =>
        (await ReadAsync(unit, cancellationToken)).Version(file.ProcedureCode, file.ProcedureVersion);

    /// <summary>As <see cref="ForNewCaseAsync"/>, among versions that were read already.</summary>
    public Outcome<Procedure> Offered(ProcedureCatalog all, string code, DateOnly day)
    {
        Outcome<Procedure> any = all.Find(code, day);
        if (rule.TakesUnverified || !any.IsDone)
        {
            return any;
        }

        Outcome<Procedure> verified = all.Verified.Find(code, day);
        return verified.IsDone
            ? verified
            : new Refusal(
                RefusalCode.ProcedureNotReviewed,
                "No lawyer has verified a version of this procedure that is in force today, so no case is opened with it here. Go to the office, or ask the operator for the verified version.");
    }
}
