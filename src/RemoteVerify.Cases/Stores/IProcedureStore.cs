namespace RemoteVerify.Cases.Stores;

/// <summary>What kind of data was imported.</summary>
public enum ImportedKind
{
    /// <summary>A version of a procedure.</summary>
    Procedure = 0,

    /// <summary>A working calendar.</summary>
    Calendar = 1,

    /// <summary>A template of a paper.</summary>
    Template = 2,
}

/// <summary>Data that was imported. It is never changed and never taken away.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Code of the procedure, calendar or template.</param>
/// <param name="Version">Version of the data set; unique with kind and code.</param>
/// <param name="EffectiveFrom">First day in force; unique with kind and code.</param>
/// <param name="Content">The data as canonical JSON; no personal data.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">Account that imported it.</param>
public sealed record ImportedData(
    ImportedKind Kind, string Code, string Version, DateOnly EffectiveFrom, ReadOnlyMemory<byte> Content, DateTimeOffset ImportedAt, string ImportedBy)
{
    public override string ToString() => $"ImportedData {Kind} {Version}";
}

/// <summary>What was imported since delivery: versions of procedures, calendars, templates.</summary>
public interface IProcedureStore
{
    /// <summary>A number that changes with every import: what was read under the same number is still current.</summary>
    Task<long> StampAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ImportedData>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds data; the same kind and code with the same version or the same first day is a conflict at commit.</summary>
    void Add(ImportedData data);
}
