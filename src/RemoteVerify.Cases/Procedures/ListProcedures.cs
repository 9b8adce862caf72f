using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.Procedures;

/// <summary>A version as anyone may see it.</summary>
/// <param name="Procedure">The version.</param>
/// <param name="IsOffered">A new case may be opened with it on this host.</param>
public sealed record OfferedProcedure(Procedure Procedure, bool IsOffered);

/// <summary>The procedures in force on a day. They are public, so the question is not recorded.</summary>
public sealed class ListProcedures(Desk desk, ProcedureLibrary library)
{
    /// <param name="actor">Anyone.</param>
    /// <param name="on">The day; null for today in Vietnam.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<Outcome<IReadOnlyList<OfferedProcedure>>> DoAsync(Actor actor, DateOnly? on, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<OfferedProcedure>>(Act.ListProcedures, actor, async (work, ct) =>
        {
            work.StaySilent();
            DateOnly day = on ?? VietnamTime.Day(work.Now);
            ProcedureCatalog all = await library.ReadAsync(work.Unit, ct);
            return Outcome<IReadOnlyList<OfferedProcedure>>.Done([.. all.InForce(day).Select(newest => Offered(all, newest, day))]);
        }, cancellationToken);

    /// <summary>One procedure.</summary>
    /// <param name="actor">Anyone.</param>
    /// <param name="code">Its code.</param>
    /// <param name="on">The day; null for today in Vietnam.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<Outcome<OfferedProcedure>> FindAsync(Actor actor, string code, DateOnly? on, CancellationToken cancellationToken) =>
        desk.DoAsync<OfferedProcedure>(Act.ListProcedures, actor, async (work, ct) =>
        {
            work.StaySilent();
            DateOnly day = on ?? VietnamTime.Day(work.Now);
            ProcedureCatalog all = await library.ReadAsync(work.Unit, ct);
            return all.Find(code, day).TryGet(out Procedure? newest, out Refusal? refusal)
                ? Offered(all, newest, day)
                : refusal.Code == RefusalCode.ProcedureUnknown ? refusal with { Code = RefusalCode.ProcedureNotFound } : refusal;
        }, cancellationToken);

    /// <summary>The version that cases are opened with; where the host takes none, the newest one, so that people see what is missing.</summary>
    private OfferedProcedure Offered(ProcedureCatalog all, Procedure newest, DateOnly day) =>
        library.Offered(all, newest.Code, day).TryGet(out Procedure? offered, out _) ? new OfferedProcedure(offered, true) : new OfferedProcedure(newest, false);
}
