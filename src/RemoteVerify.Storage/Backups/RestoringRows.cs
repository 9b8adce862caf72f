using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Backups.Rows;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Backups;

/// <summary>
/// Puts the rows of a backup into a database. A key that was destroyed later is left out as its row goes by, so that it never touches the disk; the
/// name of the master key becomes the target's.
/// </summary>
internal sealed class RestoringRows(StorageContext context, DbTransaction transaction, MasterKey master, BackupManifest manifest, string? listText)
{
    private const string KeyTable = "data_keys";
    private const string SecretTable = "secrets";
    private readonly IReadOnlyDictionary<string, TableShape> _model = TableShape.Of(context).ToDictionary(table => table.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private DbCommand? _insert;
    private TableShape? _table;

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The list of destroyed keys, once the log's key came by.</summary>
    public DestroyedKeys? List { get; private set; }

    public int KeysNotRestored { get; private set; }

    public async Task BeginTableAsync(TableShape table)
    {
        await EndAsync();
        if (manifest.Database != KindOf(context) && !(_model.TryGetValue(table.Name, out TableShape? own) && own.IsLike(table)))
        {
            throw new BackupException(
                BackupFault.UnknownTables, "This backup is of another kind of database and another version of the service. Restore it into its own kind with this version, back that up, and restore the new backup here.");
        }

        if (table.Name == KeyTable)
        {
            RequireList();
        }

        _counts.Add(table.Name, 0);
        _table = table;
        DbCommand insert = context.Database.GetDbConnection().CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO {TableShape.Quote(table.Name)} ({string.Join(", ", table.Columns.Select(c => TableShape.Quote(c.Name)))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
        for (int i = 0; i < table.Columns.Count; i++)
        {
            DbParameter parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.DbType = TypeOf(table.Columns[i].Kind);
            insert.Parameters.Add(parameter);
        }

        _insert = insert;
    }

    public async Task AddAsync(object?[] row, CancellationToken cancellationToken)
    {
        TableShape table = _table!;
        Adapt(table, row);
        for (int i = 0; i < row.Length; i++)
        {
            _insert!.Parameters[i].Value = row[i] ?? DBNull.Value;
        }

        await _insert!.ExecuteNonQueryAsync(cancellationToken);
        _counts[table.Name]++;
    }

    public async Task EndAsync()
    {
        if (_insert is { } last)
        {
            _insert = null;
            await last.DisposeAsync();
        }
    }

    private static string KindOf(StorageContext context) => context is SqliteContext ? "sqlite" : "postgres";

    private void Adapt(TableShape table, object?[] row)
    {
        int named = Column(table, nameof(SecretRow.MasterKeyId));
        if (named >= 0 && row[named] as string == manifest.MasterKeyName)
        {
            row[named] = master.Id;
        }

        if (table.Name == SecretTable && row[Column(table, nameof(SecretRow.Name))] as string == DestroyedKeys.LogKey && listText is not null)
        {
            ReadList((byte[])row[Column(table, nameof(SecretRow.Value))]!);
        }

        if (table.Name == KeyTable && List is { } list)
        {
            LeaveOut(table, row, list);
        }
    }

    private void LeaveOut(TableShape table, object?[] row, DestroyedKeys list)
    {
        int wrapped = Column(table, nameof(DataKeyRow.Wrapped));
        (Guid, DataClass) key = ((Guid)row[Column(table, nameof(DataKeyRow.CaseId))]!, (DataClass)(int)row[Column(table, nameof(DataKeyRow.DataClass))]!);
        if (row[wrapped] is byte[] bytes && list.Keys.Contains(key))
        {
            CryptographicOperations.ZeroMemory(bytes);
            row[wrapped] = null;
            row[Column(table, nameof(DataKeyRow.DestroyedAt))] = list.At.ToUnixTimeMilliseconds();
            KeysNotRestored++;
        }
    }

    private void ReadList(byte[] box)
    {
        byte[] logKey = Sealed.Open(master.Bytes, Places.Secret(DestroyedKeys.LogKey), box);
        try
        {
            List = DestroyedKeys.Read(listText!, logKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(logKey);
        }
    }

    /// <summary>Before the first key: the list must have been read, and must be able to know what happened after the backup.</summary>
    private void RequireList()
    {
        if (listText is null)
        {
            return;
        }

        if (List is not { } list)
        {
            throw new BackupException(BackupFault.DestroyedListChanged, "The backup holds no key of an audit log, so the list of destroyed keys can't be checked against it.");
        }

        if (list.LogSize < manifest.LogSize)
        {
            throw new BackupException(BackupFault.DestroyedListTooOld, $"The list of destroyed keys was written at {list.LogSize} leaves of the log, the backup is of {manifest.LogSize}; take the newest list.");
        }
    }

    private static int Column(TableShape table, string name)
    {
        for (int i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static System.Data.DbType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => System.Data.DbType.String,
        ValueKind.Long => System.Data.DbType.Int64,
        ValueKind.Integer => System.Data.DbType.Int32,
        ValueKind.Boolean => System.Data.DbType.Boolean,
        ValueKind.Bytes => System.Data.DbType.Binary,
        ValueKind.Id => System.Data.DbType.Guid,
        _ => System.Data.DbType.Date,
    };
}
