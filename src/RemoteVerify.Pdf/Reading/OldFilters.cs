// ISO 32000-2 clauses 7.4.3 (ASCII85) and 7.4.5 (run length).
namespace RemoteVerify.Pdf.Reading;

/// <summary>The filters of old writers; structural streams may use them too.</summary>
internal static class OldFilters
{
    public static ReadOnlyMemory<byte> Ascii85(ReadOnlySpan<byte> data, int maxBytes)
    {
        var result = new List<byte>(data.Length);
        Span<byte> group = stackalloc byte[5];
        var count = 0;
        foreach (var b in data)
        {
            if (Lexer.IsWhiteSpace(b))
            {
                continue;
            }

            if (b == '~')
            {
                break;
            }

            if (result.Count > maxBytes - 4)
            {
                throw Broken("ASCII85", "decodes to more than the limit");
            }

            if (b == 'z' && count == 0)
            {
                result.AddRange([0, 0, 0, 0]);
                continue;
            }

            group[count++] = b is >= (byte)'!' and <= (byte)'u' ? (byte)(b - '!') : throw Broken("ASCII85", "contains something else than digits");
            if (count == 5)
            {
                AddGroup(result, group, 4);
                count = 0;
            }
        }

        if (count == 1)
        {
            throw Broken("ASCII85", "ends inside a group");
        }

        if (count > 1)
        {
            group[count..].Fill(84);
            AddGroup(result, group, count - 1);
        }

        return result.ToArray();
    }

    public static ReadOnlyMemory<byte> RunLength(ReadOnlySpan<byte> data, int maxBytes)
    {
        using var result = new MemoryStream();
        for (var at = 0; at < data.Length && data[at] != 128;)
        {
            var length = data[at] < 128 ? data[at] + 1 : 257 - data[at];
            var taken = data[at] < 128 ? length : 1;
            if (at + 1 + taken > data.Length || result.Length + length > maxBytes)
            {
                throw Broken("run length", "is cut off, or decodes to more than the limit");
            }

            var source = data.Slice(at + 1, taken);
            for (var i = 0; i < length; i++)
            {
                result.WriteByte(source[taken == 1 ? 0 : i]);
            }

            at += 1 + taken;
        }

        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    private static void AddGroup(List<byte> result, ReadOnlySpan<byte> group, int bytes)
    {
        long value = 0;
        foreach (var digit in group)
        {
            value = (value * 85) + digit;
        }

        if (value > uint.MaxValue)
        {
            throw Broken("ASCII85", "a group is too large");
        }

        for (var i = 0; i < bytes; i++)
        {
            result.Add((byte)(value >> (24 - (8 * i))));
        }
    }

    private static PdfFormatException Broken(string filter, string message) => new(filter + " stream", -1, message);
}
