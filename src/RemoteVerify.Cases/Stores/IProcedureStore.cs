namespace RemoteVerify.Cases.Stores;

/// <summary>A version of a procedure that was imported. It is never changed and never taken away.</summary>
/// <param name="Code">Code of the procedure.</param>
/// <param name="Version">Version of the data set; unique with the code.</param>
/// <param name="EffectiveFrom">First day in force; unique with the code.</param>
/// <param name="Content">The version as canonical JSON; no personal data.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">Account that imported it.</param>
public sealed record ImportedProcedure(string Code, string Version, DateOnly EffectiveFrom, ReadOnlyMemory<byte> Content, DateTimeOffset ImportedAt, string ImportedBy)
{
    public override string ToString() => $"ImportedProcedure {Version}";
}

/// <summary>The versions that were imported since delivery.</summary>
public interface IProcedureStore
{
    /// <summary>A number that changes with every import: what was read under the same number is still current.</summary>
    Task<long> StampAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ImportedProcedure>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a version; the same code with the same version or the same first day is a conflict at commit.</summary>
    void Add(ImportedProcedure version);
}
