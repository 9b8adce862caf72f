using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Server.Tests;

/// <summary>Everything that is stored, but for what also grows when an act is refused or by time: the audit log, figures, runs of jobs, and what may be used once.</summary>
public static class StoredState
{
    private static readonly string[] Growing = ["audit_leaves", "audit_nodes", "checkpoints", "meters", "used_once", "data_keys", "tenant_keys", "sqlite_sequence", "job_runs", "figure_places", "case_figures", "daily_figures"];

    /// <summary>A hash of each table's rows, bytes and all.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(RelationalStorage storage)
    {
        await using StorageContext context = storage.CreateDbContext();
        await context.Database.OpenConnectionAsync();

        await SettleAsync(context);
        List<string> tables = [];
        await foreach (object?[] row in RowsAsync(context, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            tables.Add((string)row[0]!);
        }

        Dictionary<string, string> state = [];
        foreach (string table in tables.Except(Growing))
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (object?[] row in RowsAsync(context, $"SELECT * FROM \"{table}\" ORDER BY rowid"))
            {
                foreach (object? value in row)
                {
                    hash.AppendData(value as byte[] ?? System.Text.Encoding.UTF8.GetBytes($"{value}\n"));
                }
            }

            state[table] = Convert.ToHexString(hash.GetHashAndReset());
        }

        return state;
    }

    /// <summary>Waits until every event has left the outbox, because that changes rows by itself and makes deliveries to whoever listens then.</summary>
    public static async Task SettleAsync(RelationalStorage storage)
    {
        await using StorageContext context = storage.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        await SettleAsync(context);
    }

    private static async Task SettleAsync(StorageContext context)
    {
        for (int left = 200; left > 0 && await RowsAsync(context, "SELECT 1 FROM outbox WHERE SentAt IS NULL LIMIT 1").AnyAsync(); left--)
        {
            await Task.Delay(50);
        }
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(StorageContext context, string sql)
    {
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            object?[] values = new object?[reader.FieldCount];
            reader.GetValues(values!);
            yield return values;
        }
    }
}
