// C2SP tlog-tiles, "Log entries": each entry after its length in two bytes, the high one first.
using System.Buffers.Binary;

namespace RemoteVerify.AuditLog.Tiles;

/// <summary>The entries of one tile as bytes.</summary>
public static class EntryBundle
{
    /// <summary>Writes entries of at most 65,535 bytes each.</summary>
    public static byte[] Write(IEnumerable<byte[]> entries)
    {
        using MemoryStream bundle = new();
        Span<byte> length = stackalloc byte[2];
        foreach (byte[] entry in entries)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, ushort.MaxValue, nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }

        return bundle.ToArray();
    }

    /// <summary>Reads exactly <paramref name="count"/> entries.</summary>
    /// <exception cref="AuditLogFormatException">There are more, fewer, or a cut one.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> bundle, int count)
    {
        List<byte[]> entries = [];
        int at = 0;
        while (entries.Count < count)
        {
            if (bundle.Length - at < 2 || bundle.Length - at - 2 < BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]))
            {
                throw new AuditLogFormatException("EntryBundle", at, "an entry is cut");
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]);
            entries.Add(bundle.Slice(at + 2, length).ToArray());
            at += 2 + length;
        }

        return at == bundle.Length ? entries : throw new AuditLogFormatException("EntryBundle", at, "there are more entries than expected");
    }
}
