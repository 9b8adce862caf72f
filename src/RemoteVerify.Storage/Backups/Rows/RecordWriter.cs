using System.Data.Common;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Storage.Backups.Rows;

/// <summary>The records of a backup: a manifest, then each table (its form, its rows), then an end. Numbers are little endian.</summary>
internal enum RecordKind : byte
{
    Manifest = 1,
    Table = 2,
    Row = 3,
    End = 4,
}

/// <summary>Writes the records; the bytes of a row depend on its values alone, not on the database.</summary>
internal sealed class RecordWriter(Stream target) : IDisposable
{
    private readonly BinaryWriter _writer = new(target, Encoding.UTF8, leaveOpen: true);

    public void Manifest(BackupManifest manifest) => Json(RecordKind.Manifest, manifest);

    public void Table(TableShape table) => Json(RecordKind.Table, table);

    public void End() => _writer.Write((byte)RecordKind.End);

    /// <summary>The reader's present row, its columns in the order of the table's form.</summary>
    public void Row(TableShape table, DbDataReader row)
    {
        _writer.Write((byte)RecordKind.Row);
        for (int i = 0; i < table.Columns.Count; i++)
        {
            bool isNull = row.IsDBNull(i);
            _writer.Write(!isNull);
            if (!isNull)
            {
                Value(table.Columns[i].Kind, row, i);
            }
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Value(ValueKind kind, DbDataReader row, int column)
    {
        switch (kind)
        {
            case ValueKind.Text:
                Bytes(Encoding.UTF8.GetBytes(row.GetString(column)));
                break;
            case ValueKind.Long:
                _writer.Write(row.GetInt64(column));
                break;
            case ValueKind.Integer:
                _writer.Write(row.GetInt32(column));
                break;
            case ValueKind.Boolean:
                _writer.Write(row.GetBoolean(column));
                break;
            case ValueKind.Bytes:
                Bytes(row.GetFieldValue<byte[]>(column));
                break;
            case ValueKind.Id:
                _writer.Write(row.GetGuid(column).ToByteArray(bigEndian: true));
                break;
            default:
                _writer.Write(row.GetFieldValue<DateOnly>(column).DayNumber);
                break;
        }
    }

    private void Json<T>(RecordKind kind, T value)
    {
        _writer.Write((byte)kind);
        Bytes(JsonSerializer.SerializeToUtf8Bytes(value));
    }

    private void Bytes(byte[] value)
    {
        _writer.Write(value.Length);
        _writer.Write(value);
    }
}
