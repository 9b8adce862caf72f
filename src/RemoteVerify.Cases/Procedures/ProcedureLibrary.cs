using RemoteVerify.Cases.Procedures.Reading;
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
    private volatile Snapshot _last = new(0, delivered);

    /// <summary>Everything there is now.</summary>
    public async Task<ProcedureCatalog> ReadAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        long stamp = await unit.Procedures.StampAsync(cancellationToken);
        Snapshot last = _last;
        if (last.Stamp == stamp)
        {
            return last.Catalog;
        }

        IReadOnlyList<ImportedProcedure> imported = await unit.Procedures.ListAsync(cancellationToken);
        var catalog = new ProcedureCatalog([.. delivered.Versions, .. imported.Select(v => DataReader.Trusted<Procedure>(v.Content.Span))]);
        _last = new Snapshot(imported.Count, catalog);
        return catalog;
    }

    /// <summary>The version that a new case on <paramref name="day"/> follows; in Production only among the verified ones.</summary>
    public async Task<Outcome<Procedure>> ForNewCaseAsync(IUnitOfWork unit, string code, DateOnly day, CancellationToken cancellationToken)
    {
        ProcedureCatalog all = await ReadAsync(unit, cancellationToken);
        Outcome<Procedure> any = all.Find(code, day);
        if (rule.TakesUnverified || !any.IsDone)
        {
            return any;
        }

        Outcome<Procedure> verified = new ProcedureCatalog([.. all.Versions.Where(v => !v.IsTest)]).Find(code, day);
        return verified.IsDone
            ? verified
            : new Refusal(
                RefusalCode.ProcedureNotReviewed,
                "No lawyer has verified a version of this procedure that is in force today, so no case is opened with it here. Go to the office, or ask the operator for the verified version.");
    }

    /// <summary>The version that a case was opened with, whatever came later.</summary>
    public async Task<Procedure> OfCaseAsync(IUnitOfWork unit, States.CaseFile file, CancellationToken cancellationToken) =>
        (await ReadAsync(unit, cancellationToken)).Version(file.ProcedureCode, file.ProcedureVersion);

    private sealed record Snapshot(long Stamp, ProcedureCatalog Catalog);
}
