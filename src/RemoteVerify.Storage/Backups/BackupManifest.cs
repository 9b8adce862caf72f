namespace RemoteVerify.Storage.Backups;

/// <summary>What a backup holds; its first record, encrypted with everything else.</summary>
/// <param name="MadeBy">Version of the program.</param>
/// <param name="CreatedAt">When the snapshot was taken.</param>
/// <param name="Database">Kind of database.</param>
/// <param name="Schema">Its last migration.</param>
/// <param name="MasterKeyName">Name of the master key in its rows; the key itself is nowhere in it.</param>
/// <param name="Tables">Every table with its number of rows.</param>
/// <param name="LogSize">Leaves of the audit log.</param>
/// <param name="LogRoot">Root of the log, hexadecimal.</param>
/// <param name="Keys">Data keys that were not destroyed.</param>
/// <param name="DestroyedKeys">Data keys that were.</param>
/// <param name="TenantKeys">Keys of tenants.</param>
/// <param name="Books">The last number of each register book.</param>
public sealed record BackupManifest(
    string MadeBy,
    DateTimeOffset CreatedAt,
    string Database,
    string Schema,
    string MasterKeyName,
    IReadOnlyList<TableCount> Tables,
    long LogSize,
    string LogRoot,
    long Keys,
    long DestroyedKeys,
    long TenantKeys,
    IReadOnlyList<BookEnd> Books)
{
    public long Rows => Tables.Sum(table => table.Rows);

    public override string ToString() => $"backup of {CreatedAt:O}, {Rows} rows, {LogSize} leaves";
}

/// <summary>A table and how many rows of it there are.</summary>
public sealed record TableCount(string Name, long Rows);

/// <summary>The last number that a register book gave out.</summary>
public sealed record BookEnd(string Tenant, string Code, int Year, long Last)
{
    public override string ToString() => $"{Tenant}/{Code}/{Year}: {Last}";
}

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Table">The table that is being copied.</param>
/// <param name="Rows">Rows copied, of all tables.</param>
/// <param name="AllRows">Rows that there are.</param>
public sealed record CopyProgress(string Table, long Rows, long AllRows);
