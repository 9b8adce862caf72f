using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Reads cross-reference tables and streams (ISO 32000-2 clauses 7.5.4 and 7.5.8) and follows /Prev without loops.</summary>
internal sealed class XrefReader(ReadOnlyMemory<byte> data, int headerOffset, PdfLimits limits, DecodeBudget budget)
{
    // "Off by a few" (PADES.md 4.2): how far from startxref the section may begin.
    internal const int StartTolerance = 8;

    private readonly int _maxObjects = Math.Min(limits.MaxObjectCount, data.Length);
    private int _entries;

    /// <summary>All sections, newest first, from the place that <c>startxref</c> names.</summary>
    public List<XrefSection> ReadChain(long startXref)
    {
        var sections = new List<XrefSection>();
        var visited = new HashSet<long>();
        long? next = startXref;
        while (next is { } relative)
        {
            if (sections.Count >= limits.MaxSections)
            {
                throw new PdfFormatException("xref chain", relative, "too many sections");
            }

            var section = ReadSection(FindStart(relative));
            if (!visited.Add(section.Offset))
            {
                throw new PdfFormatException("xref chain", section.Offset, "/Prev leads in a circle");
            }

            sections.Add(section);
            next = section.Trailer["Prev"] switch
            {
                null => null,
                PdfInteger i => i.Value,
                PdfReal r => (long)r.Value,
                _ => throw new PdfFormatException("xref chain", section.Offset, "/Prev must be a direct integer"),
            };
        }

        return sections;
    }

    /// <summary>The place itself if a section starts there (white space aside), or the only one within a few bytes.</summary>
    private int FindStart(long relative)
    {
        var wanted = relative + headerOffset;
        if (relative < 0 || wanted >= data.Length)
        {
            throw new PdfFormatException("startxref", relative, "points outside the file");
        }

        for (var distance = 0; distance <= StartTolerance; distance++)
        {
            foreach (var at in distance == 0 ? [wanted] : new[] { wanted - distance, wanted + distance })
            {
                if (at >= headerOffset && at < data.Length && StartsSection((int)at, exact: distance > 0))
                {
                    return (int)at;
                }
            }
        }

        throw new PdfFormatException("startxref", wanted, "no cross-reference section starts there");
    }

    private bool StartsSection(int at, bool exact)
    {
        var span = data.Span;
        if (exact && (Lexer.IsWhiteSpace(span[at]) || (at > 0 && Lexer.IsRegular(span[at - 1]))))
        {
            return false;
        }

        var lexer = new Lexer(data, limits, at);
        return lexer.TryKeyword("xref"u8)
            || (lexer.TryUnsigned(out _) && lexer.TryUnsigned(out _) && lexer.TryKeyword("obj"u8));
    }

    private XrefSection ReadSection(int offset)
    {
        var lexer = new Lexer(data, limits, offset);
        return lexer.TryKeyword("xref"u8) ? ReadTable(lexer, offset) : ReadStream(offset);
    }

    private XrefSection ReadTable(Lexer lexer, int offset)
    {
        var runs = new List<(int First, XrefEntry[] Entries)>();
        while (!lexer.TryKeyword("trailer"u8))
        {
            if (!lexer.TryUnsigned(out var first) || !lexer.TryUnsigned(out var count))
            {
                throw lexer.Broken("xref table", "a subsection starts with two numbers");
            }

            runs.Add(((int)first, ReadTableEntries(lexer, first, count)));
        }

        var trailer = new ObjectParser(lexer, fromFile: true).ReadObject() as PdfDictionary
            ?? throw lexer.Broken("trailer", "is not a dictionary");
        var hidden = trailer["XRefStm"] switch
        {
            null => null,
            PdfInteger i => ReadStream(FindStart(i.Value)),
            _ => throw new PdfFormatException("trailer", offset, "/XRefStm must be a direct integer"),
        };
        var section = new XrefSection
        {
            Offset = offset,
            Kind = hidden is null ? XrefKind.Table : XrefKind.Hybrid,
            Trailer = trailer,
            Hidden = hidden,
            End = Math.Max(lexer.Position, hidden?.End ?? 0),
        };
        runs.ForEach(r => section.Add(r.First, r.Entries));
        section.Seal();
        return section;
    }

    private XrefEntry[] ReadTableEntries(Lexer lexer, long first, long count)
    {
        // 17 bytes is less than the shortest entry that any writer makes.
        Reserve(lexer.Position, first, count > ((lexer.Length - lexer.Position) / 17) + 1 ? long.MaxValue : count);
        var entries = new XrefEntry[count];
        for (var i = 0; i < entries.Length; i++)
        {
            if (!lexer.TryUnsigned(out var place) || !lexer.TryUnsigned(out var generation) || generation > 65535)
            {
                throw lexer.Broken("xref table", "an entry starts with two numbers");
            }

            if (lexer.TryKeyword("n"u8))
            {
                entries[i] = new XrefEntry(XrefEntryKind.InFile, (int)generation, place + headerOffset);
            }
            else if (lexer.TryKeyword("f"u8))
            {
                entries[i] = new XrefEntry(XrefEntryKind.Free, (int)generation, place);
            }
            else
            {
                throw lexer.Broken("xref table", "an entry ends with n or f");
            }
        }

        return entries;
    }

    private XrefSection ReadStream(int offset)
    {
        var read = IndirectObjectParser.Read(data, limits, offset, _ => null);
        if (read.Value is not PdfStream stream || stream.Dictionary.GetName("Type") != "XRef")
        {
            throw new PdfFormatException("xref stream", offset, "is not a stream of type /XRef");
        }

        var section = new XrefSection { Offset = offset, Kind = XrefKind.Stream, Trailer = stream.Dictionary, End = read.End };
        var content = budget.Decode(stream).Span;
        var widths = Integers(stream.Dictionary["W"], offset);
        var index = stream.Dictionary["Index"] is { } given and not PdfNull ? Integers(given, offset)
            : stream.Dictionary.GetInteger("Size") is { } size ? [0, size]
            : throw new PdfFormatException("xref stream", offset, "/Size is missing");
        if (widths.Length < 3 || widths.Any(w => w is < 0 or > 8) || widths.Sum() == 0 || index.Length % 2 != 0)
        {
            throw new PdfFormatException("xref stream", offset, "/W or /Index has a wrong shape");
        }

        var fields = new StreamFields((int)widths[0], (int)widths[1], (int)widths[2], (int)widths.Sum());
        for (var i = 0; i < index.Length; i += 2)
        {
            Reserve(offset, index[i], index[i + 1]);
            var bytes = index[i + 1] * fields.Total;
            if (bytes > content.Length)
            {
                throw new PdfFormatException("xref stream", offset, "has fewer entries than /Index says");
            }

            section.Add((int)index[i], ReadStreamEntries(content[..(int)bytes], fields));
            content = content[(int)bytes..];
        }

        section.Seal();
        return section;
    }

    private XrefEntry[] ReadStreamEntries(ReadOnlySpan<byte> content, StreamFields fields)
    {
        var entries = new XrefEntry[content.Length / fields.Total];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = content.Slice(i * fields.Total, fields.Total);
            var kind = fields.Kind == 0 ? 1 : Number(entry[..fields.Kind]);
            var place = Number(entry.Slice(fields.Kind, fields.Place));
            var detail = Number(entry.Slice(fields.Kind + fields.Place, fields.Detail));
            entries[i] = kind switch
            {
                // A number too large can't be meant; it becomes free, and reading it gives null.
                1 when place is >= 0 and < int.MaxValue && detail is >= 0 and <= 65535 =>
                    new XrefEntry(XrefEntryKind.InFile, (int)detail, place + headerOffset),
                2 when place is > 0 and < int.MaxValue && detail is >= 0 and < int.MaxValue =>
                    new XrefEntry(XrefEntryKind.Compressed, (int)detail, place),
                _ => default,
            };
        }

        return entries;
    }

    private void Reserve(long offset, long first, long count)
    {
        if (first < 0 || count < 0 || first > int.MaxValue - 1 || count > _maxObjects - _entries || first + count > int.MaxValue)
        {
            throw new PdfFormatException("xref section", offset, "more objects than the file can hold");
        }

        _entries += (int)count;
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        return value;
    }

    private static long[] Integers(PdfObject? value, long offset) =>
        value is PdfArray array && array.All(i => i is PdfInteger { Value: >= 0 and <= int.MaxValue })
            ? [.. array.Select(i => ((PdfInteger)i).Value)]
            : throw new PdfFormatException("xref stream", offset, "/W and /Index are arrays of small integers");

    private readonly record struct StreamFields(int Kind, int Place, int Detail, int Total);
}
