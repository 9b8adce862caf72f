// ISO/IEC 7816-4 clause 5.2.2 and ITU-T X.690 clause 8.1, written for the fuzzer alone: it must not share the code that it tests.
namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>One data object: where its header and its value lie in the bytes around it.</summary>
internal readonly record struct TlvNode(int Start, int HeaderLength, int ValueLength, int TagLength)
{
    public int ValueStart => Start + HeaderLength;

    public int End => ValueStart + ValueLength;

    /// <summary>Reads a definite-length header; null when there is none.</summary>
    public static TlvNode? Read(ReadOnlySpan<byte> bytes, int start, int end)
    {
        int at = start;
        if (at >= end)
        {
            return null;
        }

        if ((bytes[at++] & 0x1F) == 0x1F)
        {
            while (at < end && (bytes[at++] & 0x80) != 0)
            {
            }
        }

        int tagLength = at - start;
        if (at >= end)
        {
            return null;
        }

        int length = bytes[at++];
        if (length == 0x80)
        {
            // Indefinite: taken to run to the end of what encloses it, without its end mark where there is one.
            return new TlvNode(start, at - start, Math.Max(0, end - at), tagLength);
        }

        if (length > 0x80)
        {
            int count = length & 0x7F;
            length = 0;
            for (int i = 0; i < count && at < end; i++)
            {
                length = (length << 8) | bytes[at++];
            }
        }

        return length >= 0 && length <= end - at ? new TlvNode(start, at - start, length, tagLength) : null;
    }

    /// <summary>All data objects of one level; empty when the bytes are not a sequence of them.</summary>
    public static List<TlvNode> ReadLevel(ReadOnlySpan<byte> bytes, int start, int end)
    {
        List<TlvNode> level = [];
        int at = start;
        while (at < end && Read(bytes, at, end) is { } node)
        {
            level.Add(node);
            at = node.End;
        }

        return at == end ? level : [];
    }
}

/// <summary>A way from the whole file down to one data object, so that it can be replaced and all lengths above it put right.</summary>
internal sealed class TlvPath
{
    private readonly byte[] _bytes;
    private readonly List<TlvNode> _nodes = [];

    private TlvPath(byte[] bytes) => _bytes = bytes;

    /// <summary>The data object at the end of the way.</summary>
    public TlvNode Target => _nodes[^1];

    /// <summary>Those beside it, itself among them.</summary>
    public IReadOnlyList<TlvNode> Level { get; private set; } = [];

    public ReadOnlySpan<byte> Bytes(TlvNode node) => _bytes.AsSpan(node.Start, node.HeaderLength + node.ValueLength);

    public ReadOnlySpan<byte> Value(TlvNode node) => _bytes.AsSpan(node.ValueStart, node.ValueLength);

    public ReadOnlySpan<byte> Tag(TlvNode node) => _bytes.AsSpan(node.Start, node.TagLength);

    /// <summary>What lies between two data objects of this level.</summary>
    public ReadOnlySpan<byte> Between(TlvNode first, TlvNode last) => _bytes.AsSpan(first.End, last.Start - first.End);

    /// <summary>Goes down by chance, also into OCTET and BIT STRINGs that hold data objects; null when the file holds none.</summary>
    public static TlvPath? Random(byte[] bytes, FuzzRandom random)
    {
        TlvPath path = new(bytes);
        int start = 0, end = bytes.Length;
        while (true)
        {
            List<TlvNode> level = TlvNode.ReadLevel(bytes, start, end);
            if (level.Count == 0 && path._nodes.Count == 0 && TlvNode.Read(bytes, start, end) is { } first)
            {
                level.Add(first);
            }

            if (level.Count == 0)
            {
                return path._nodes.Count == 0 ? null : path;
            }

            path.Level = level;
            TlvNode node = random.Pick(level);
            path._nodes.Add(node);
            if (path._nodes.Count > 1 && random.Chance(6))
            {
                return path;
            }

            (start, end) = (node.ValueStart, node.End);
            if ((bytes[node.Start] & 0x20) == 0)
            {
                // A bit string's first byte counts unused bits.
                start += bytes[node.Start] == 0x03 && node.ValueLength > 1 ? 1 : 0;
                if (bytes[node.Start] is not (0x03 or 0x04) || TlvNode.ReadLevel(bytes, start, end).Count == 0)
                {
                    return path;
                }
            }
        }
    }

    /// <summary>The file with other bytes in place of a run of this level.</summary>
    /// <param name="from">First data object that goes.</param>
    /// <param name="to">Last one that goes.</param>
    /// <param name="replacement">What comes instead.</param>
    /// <param name="repair">Whether the lengths above are put right.</param>
    public byte[] Replace(TlvNode from, TlvNode to, ReadOnlySpan<byte> replacement, bool repair)
    {
        byte[] whole = [.. _bytes.AsSpan(0, from.Start), .. replacement, .. _bytes.AsSpan(to.End)];
        int grown = replacement.Length - (to.End - from.Start);
        for (int i = _nodes.Count - 2; repair && i >= 0; i--)
        {
            TlvNode parent = _nodes[i];
            byte[] header = [.. _bytes.AsSpan(parent.Start, parent.TagLength), .. Length(parent.ValueLength + grown)];
            whole = [.. whole.AsSpan(0, parent.Start), .. header, .. whole.AsSpan(parent.ValueStart)];
            grown += header.Length - parent.HeaderLength;
        }

        return whole;
    }

    public static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        <= 0xFF => [0x81, (byte)length],
        <= 0xFFFF => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };

    public static byte[] Wrap(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> value) => [.. tag, .. Length(value.Length), .. value];
}
