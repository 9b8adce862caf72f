using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>Everything that is stored, table by table, as hashes; only the log of acts is a count, because refusals are recorded too, and the figures that count it are left out.</summary>
internal sealed record StoredTables(IReadOnlyDictionary<string, string> Hashes, long Recorded)
{
    /// <summary>Names of tables that differ.</summary>
    public IEnumerable<string> ChangedSince(StoredTables before) => Hashes.Where(table => before.Hashes.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key);

    public static StoredTables Read(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        Dictionary<string, string> hashes = [];
        foreach (string table in Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_\\_%' ESCAPE '\\' ORDER BY name"))
        {
            if (table is not ("audit_leaves" or "audit_nodes" or "checkpoints" or "meters"))
            {
                hashes[table] = Hash(connection, table);
            }
        }

        return new StoredTables(hashes, long.Parse(Column(connection, "SELECT count(*) FROM audit_leaves").Single(), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Long values are encrypted with a fresh nonce each time they are written, so their beginning and length tell them apart.</summary>
    private static string Hash(SqliteConnection connection, string table)
    {
        string[] columns = [.. Column(connection, $"SELECT name FROM pragma_table_info('{table}')").Select(name => $"quote(substr(\"{name}\", 1, 64)), length(\"{name}\")")];
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM \"{table}\" ORDER BY rowid";
        using SqliteDataReader reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{reader.GetValue(i)}|"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<string> Column(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
