// OpenType 1.9.1 'glyf' (composite glyphs) and ISO 32000-2, 9.9 (embedded font programs).
using System.Buffers.Binary;
using System.Text;

namespace RemoteVerify.Pdf.Composing.Fonts;

/// <summary>
/// The glyphs of one font that a document uses, numbered in the order of first use, so that a text can be written
/// before the subset is known. Every code point gets its own number even where two share an outline: the text that a
/// reader copies out is then always the text that was put in.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private const int MaximumComponentDepth = 16;
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    private readonly Dictionary<int, int> _idOfCodePoint = [];
    private readonly List<(int SourceGlyph, int CodePoint)> _used = [(0, -1)];

    public TrueTypeFont Font { get; } = font;

    /// <summary>The glyphs in the order of their numbers; number 0 is .notdef. The code point is -1 where there is none.</summary>
    public IReadOnlyList<(int SourceGlyph, int CodePoint)> Glyphs => _used;

    /// <summary>The number that shows a code point in this document.</summary>
    public int IdOf(Rune codePoint)
    {
        if (!_idOfCodePoint.TryGetValue(codePoint.Value, out int id))
        {
            id = _used.Count;
            _idOfCodePoint.Add(codePoint.Value, id);
            _used.Add((Font.GlyphOf(codePoint), codePoint.Value));
        }

        return id;
    }

    /// <summary>Writes the text as two-byte numbers, in hexadecimal digits, for a <c>Tj</c> operand.</summary>
    public string Encode(string text)
    {
        StringBuilder hex = new(text.Length * 4);
        foreach (Rune rune in text.EnumerateRunes())
        {
            hex.Append(IdOf(rune).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    /// <summary>Builds the font file that goes into the document.</summary>
    public byte[] Build()
    {
        Dictionary<int, int> componentIds = [];
        List<byte[]> outlines = [];
        List<int> sources = [.. _used.Select(glyph => glyph.SourceGlyph)];
        for (int id = 0; id < sources.Count; id++)
        {
            byte[] outline = Font.Outline(sources[id]).ToArray();
            Renumber(outline, component => IdOfComponent(component, componentIds, sources));
            outlines.Add(outline);
        }

        RefuseEndlessComposites(outlines);
        return SfntFile.Write(Tables(outlines, sources));
    }

    private static int IdOfComponent(int sourceGlyph, Dictionary<int, int> ids, List<int> sources)
    {
        if (!ids.TryGetValue(sourceGlyph, out int id))
        {
            id = sources.Count;
            ids.Add(sourceGlyph, id);
            sources.Add(sourceGlyph);
        }

        return id;
    }

    /// <summary>Replaces the glyph numbers inside a composite outline; leaves a simple one as it is.</summary>
    private static void Renumber(byte[] outline, Func<int, int> map)
    {
        SfntReader reader = new(outline, "glyf");
        if (outline.Length == 0 || reader.I16(0) >= 0)
        {
            return;
        }

        int position = 10;
        int flags;
        do
        {
            flags = reader.U16(position);
            int id = map(reader.U16(position + 2));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(position + 2), checked((ushort)id));
            position += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            position += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
    }

    /// <summary>A glyph made of itself would hang the readers of the document.</summary>
    private void RefuseEndlessComposites(List<byte[]> outlines)
    {
        int[] depths = new int[outlines.Count];
        for (int id = 0; id < outlines.Count; id++)
        {
            Depth(id, 0);
        }

        int Depth(int id, int level)
        {
            if (level > MaximumComponentDepth)
            {
                throw new SfntReader(outlines[id], "glyf").Broken(0, "composite glyphs are nested without end");
            }

            if (depths[id] == 0)
            {
                int deepest = 0;
                Renumber(outlines[id], component =>
                {
                    deepest = Math.Max(deepest, Depth(component, level + 1));
                    return component;
                });
                depths[id] = deepest + 1;
            }

            return depths[id];
        }
    }

    private Dictionary<string, byte[]> Tables(List<byte[]> outlines, List<int> sources)
    {
        byte[] loca = new byte[(outlines.Count + 1) * 4];
        byte[] metrics = new byte[outlines.Count * 4];
        using MemoryStream glyf = new();
        for (int id = 0; id < outlines.Count; id++)
        {
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(id * 4), (int)glyf.Length);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(id * 4), (ushort)Font.RawAdvanceWidth(sources[id]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((id * 4) + 2), (short)Font.LeftSideBearing(sources[id]));
            glyf.Write(outlines[id]);
            while (glyf.Length % 4 != 0)
            {
                glyf.WriteByte(0);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(outlines.Count * 4), (int)glyf.Length);
        byte[] head = Font.Table("head").Slice(0, 54).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        byte[] horizontal = Font.Table("hhea").Slice(0, 36).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(horizontal.AsSpan(34), checked((ushort)outlines.Count));
        SfntReader maximums = Font.Table("maxp");
        byte[] maxp = maximums.Slice(0, maximums.Length).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), checked((ushort)outlines.Count));

        Dictionary<string, byte[]> tables = new(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(), ["head"] = head, ["hhea"] = horizontal, ["hmtx"] = metrics, ["loca"] = loca, ["maxp"] = maxp,
        };
        foreach (string tag in new[] { "cvt ", "fpgm", "prep" })
        {
            if (Font.OptionalTable(tag) is { } data)
            {
                tables[tag] = data.ToArray();
            }
        }

        return tables;
    }
}
