using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures;

/// <summary>What a host allows.</summary>
/// <param name="TakesUnverified">False in Production: a version that nobody verified opens no case.</param>
public sealed record ProcedureRule(bool TakesUnverified);

/// <summary>
/// The procedures as they are at this moment: those delivered with the service and those imported since. Acts ask it inside
/// their unit of work, so that an import counts for the next act on every node.
/// </summary>
public sealed class ProcedureLibrary(ProcedureCatalog delivered, ProcedureRule rule)
{
    /// <summary>Everything there is now.</summary>
    public Task<ProcedureCatalog> ReadAsync(IUnitOfWork unit, CancellationToken cancellationToken) => Task.FromResult(delivered);

    /// <summary>The version that a new case on <paramref name="day"/> follows; refused where the host takes no unverified version.</summary>
    public async Task<Outcome<Procedure>> ForNewCaseAsync(IUnitOfWork unit, string code, DateOnly day, CancellationToken cancellationToken)
    {
        Outcome<Procedure> found = (await ReadAsync(unit, cancellationToken)).Find(code, day);
        return found.IsDone && found.Value.IsTest && !rule.TakesUnverified
            ? new Refusal(
                RefusalCode.ProcedureNotReviewed,
                "No lawyer has verified this version of the procedure, so no case is opened with it here. Go to the office, or ask the operator for the verified version.")
            : found;
    }

    /// <summary>The version that a case was opened with, whatever came later.</summary>
    public async Task<Procedure> OfCaseAsync(IUnitOfWork unit, States.CaseFile file, CancellationToken cancellationToken) =>
        (await ReadAsync(unit, cancellationToken)).Version(file.ProcedureCode, file.ProcedureVersion);
}
