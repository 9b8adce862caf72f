using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage;

/// <summary>What databases do differently; everything else is the same code.</summary>
internal abstract class DatabaseRules
{
    /// <summary>Longest wait for the write lock.</summary>
    public static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    /// <summary>Begins a transaction that holds the write lock: nobody else commits a unit of work until it ends, and its reads see everything committed before.</summary>
    public abstract Task<IDbContextTransaction> BeginExclusiveAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>True when a row that this unit adds exists already (somebody else was first).</summary>
    public abstract bool IsConflict(DbUpdateException exception);

    /// <summary>After keys were forgotten: takes them out of what the database keeps beside its tables, as far as it can.</summary>
    public abstract Task AfterKeysDestroyedAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>Throws when the database is set up so that it would lose what it confirms.</summary>
    public abstract Task CheckSettingsAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>Applies the migrations while no other process does.</summary>
    public abstract Task MigrateAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>What the database itself finds wrong with its files; empty when nothing.</summary>
    public abstract Task<IReadOnlyList<string>> DamageAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that reads what was committed up to now and nothing later, while others go on writing; for backups.</summary>
    public abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Throws when another process has the database open.</summary>
    /// <exception cref="StorageIntegrityException">One has.</exception>
    public abstract Task RequireAloneAsync(StorageContext context, CancellationToken cancellationToken);

    /// <summary>After rows were copied in with their numbers: new ones go on behind them.</summary>
    public abstract Task ContinueNumbersAsync(StorageContext context, CancellationToken cancellationToken);
}
