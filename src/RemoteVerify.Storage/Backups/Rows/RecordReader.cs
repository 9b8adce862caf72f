using System.Text;
using System.Text.Json;

namespace RemoteVerify.Storage.Backups.Rows;

/// <summary>Reads the records of a backup. Its bytes were authenticated; the limits are for a program that wrote them wrongly.</summary>
internal sealed class RecordReader(Stream source) : IDisposable
{
    private const int LongestValue = 1 << 30;
    private const int LongestJson = 64 << 20;
    private const int MostColumns = 1000;
    private readonly BinaryReader _reader = new(source, Encoding.UTF8, leaveOpen: true);

    /// <exception cref="BackupException">The stream is over, or no record begins here.</exception>
    public RecordKind Next()
    {
        int kind = source.ReadByte();
        return kind is >= (int)RecordKind.Manifest and <= (int)RecordKind.End ? (RecordKind)kind : throw Broken(null);
    }

    public BackupManifest Manifest() => Json<BackupManifest>() is { Tables: not null, Books: not null, LogRoot: not null, Schema: not null } manifest ? manifest : throw Broken(null);

    public TableShape Table() => Json<TableShape>() is { Columns.Count: > 0 and <= MostColumns, Name: not null } table ? table : throw Broken(null);

    /// <summary>The values of a row; null where there is none.</summary>
    public object?[] Row(TableShape table)
    {
        try
        {
            object?[] values = new object?[table.Columns.Count];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = _reader.ReadBoolean() ? Value(table.Columns[i].Kind) : null;
            }

            return values;
        }
        catch (EndOfStreamException e)
        {
            throw Broken(e);
        }
    }

    public void Dispose() => _reader.Dispose();

    private object Value(ValueKind kind) => kind switch
    {
        ValueKind.Text => Encoding.UTF8.GetString(Bytes(LongestValue)),
        ValueKind.Long => _reader.ReadInt64(),
        ValueKind.Integer => _reader.ReadInt32(),
        ValueKind.Boolean => _reader.ReadBoolean(),
        ValueKind.Bytes => Bytes(LongestValue),
        ValueKind.Id => new Guid(Exactly(16), bigEndian: true),
        ValueKind.Date => DateOnly.FromDayNumber(Math.Clamp(_reader.ReadInt32(), 0, DateOnly.MaxValue.DayNumber)),
        _ => throw Broken(null),
    };

    private T? Json<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes(LongestJson));
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException)
        {
            throw Broken(e);
        }
    }

    private byte[] Bytes(int longest)
    {
        int length = _reader.ReadInt32();
        return length >= 0 && length <= longest ? Exactly(length) : throw Broken(null);
    }

    private byte[] Exactly(int length)
    {
        byte[] read = _reader.ReadBytes(length);
        return read.Length == length ? read : throw new EndOfStreamException();
    }

    private static BackupException Broken(Exception? cause) => new(BackupFault.Changed, "What this backup holds has not the form that it should have; take another one.", cause);
}
