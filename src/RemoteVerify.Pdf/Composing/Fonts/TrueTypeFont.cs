// OpenType 1.9.1: 'head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf', 'cmap', 'OS/2', 'post', 'name'.
using System.Text;

namespace RemoteVerify.Pdf.Composing.Fonts;

/// <summary>A TrueType font file (glyf outlines), read once and then immutable; safe to share between documents and threads.</summary>
public sealed class TrueTypeFont
{
    /// <summary>No font file above this size is read.</summary>
    public const int MaximumFileBytes = 64 * 1024 * 1024;

    private const int MaximumTables = 128;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables;
    private readonly CharacterMap _characters;
    private readonly int _longMetricCount;
    private readonly bool _longOffsets;

    private TrueTypeFont(Dictionary<string, ReadOnlyMemory<byte>> tables)
    {
        _tables = tables;
        SfntReader head = Table("head");
        UnitsPerEm = head.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
        {
            throw head.Broken(18, $"{UnitsPerEm} units per em");
        }

        Bounds = (ToThousandths(head.I16(36)), ToThousandths(head.I16(38)), ToThousandths(head.I16(40)), ToThousandths(head.I16(42)));
        IsBold = (head.U16(44) & 1) != 0;
        _longOffsets = head.I16(50) != 0;
        GlyphCount = Table("maxp").U16(4);
        SfntReader horizontal = Table("hhea");
        Ascent = ToThousandths(horizontal.I16(4));
        Descent = ToThousandths(horizontal.I16(6));
        LineGap = ToThousandths(horizontal.I16(8));
        _longMetricCount = horizontal.U16(34);
        if (_longMetricCount == 0 || _longMetricCount > GlyphCount)
        {
            throw horizontal.Broken(34, $"{_longMetricCount} metrics for {GlyphCount} glyphs");
        }

        CapHeight = ReadCapHeight();
        SfntReader post = Table("post");
        ItalicAngleDegrees = post.I16(4) + (post.U16(6) / 65536.0);
        IsFixedPitch = post.U32(12) != 0;
        PostScriptName = ReadPostScriptName();
        _characters = CharacterMap.Read(Table("cmap"));
    }

    /// <summary>The name for <c>/BaseFont</c>, without a subset tag.</summary>
    public string PostScriptName { get; }

    /// <summary>Number of glyphs in the file.</summary>
    public int GlyphCount { get; }

    /// <summary>Height above the base line, in thousandths of the font size.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the base line (negative), in thousandths of the font size.</summary>
    public int Descent { get; }

    /// <summary>Extra room between lines, in thousandths of the font size.</summary>
    public int LineGap { get; }

    /// <summary>Height of a capital letter, in thousandths of the font size.</summary>
    public int CapHeight { get; }

    /// <summary>Slope of the letters; 0 is upright, negative leans right.</summary>
    public double ItalicAngleDegrees { get; }

    /// <summary>Whether every glyph has the same width.</summary>
    public bool IsFixedPitch { get; }

    /// <summary>Whether the file says that it is a bold face.</summary>
    public bool IsBold { get; }

    internal int UnitsPerEm { get; }

    internal (int Left, int Bottom, int Right, int Top) Bounds { get; }

    /// <summary>Reads a font file.</summary>
    /// <param name="file">The whole .ttf file; kept, not copied.</param>
    /// <exception cref="PdfFormatException">The file is broken, or has no TrueType outlines.</exception>
    public static TrueTypeFont Read(ReadOnlyMemory<byte> file)
    {
        SfntReader reader = new(file, "file");
        if (file.Length > MaximumFileBytes)
        {
            throw reader.Broken(0, $"larger than {MaximumFileBytes} bytes");
        }

        if (reader.U32(0) is not (0x00010000 or 0x74727565))
        {
            throw reader.Broken(0, "not a TrueType font");
        }

        int count = reader.U16(4);
        if (count > MaximumTables)
        {
            throw reader.Broken(4, $"{count} tables");
        }

        Dictionary<string, ReadOnlyMemory<byte>> tables = new(count, StringComparer.Ordinal);
        for (int index = 0; index < count; index++)
        {
            int entry = 12 + (index * 16);
            string tag = Encoding.Latin1.GetString(reader.Slice(entry, 4).Span);
            tables[tag] = reader.Slice(reader.Offset32(entry + 8), reader.Offset32(entry + 12));
        }

        return new TrueTypeFont(tables);
    }

    /// <summary>The glyph that shows a code point; 0 when the font has none.</summary>
    public int GlyphOf(Rune codePoint)
    {
        int glyph = _characters.GlyphOf(codePoint.Value);
        return glyph < GlyphCount ? glyph : 0;
    }

    /// <summary>Width of a glyph in thousandths of the font size.</summary>
    public double AdvanceWidth(int glyph) => RawAdvanceWidth(glyph) * 1000.0 / UnitsPerEm;

    /// <summary>Width of a text at a font size, in points; the text is measured as it is (normalise to NFC first).</summary>
    public double WidthOf(string text, double sizePoints)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += AdvanceWidth(GlyphOf(rune));
        }

        return width * sizePoints / 1000;
    }

    internal int RawAdvanceWidth(int glyph) => Table("hmtx").U16(Math.Min(glyph, _longMetricCount - 1) * 4);

    internal int LeftSideBearing(int glyph) => glyph < _longMetricCount
        ? Table("hmtx").I16((glyph * 4) + 2)
        : Table("hmtx").I16((_longMetricCount * 4) + ((glyph - _longMetricCount) * 2));

    /// <summary>The outline of a glyph as stored in 'glyf'; empty for a blank.</summary>
    internal ReadOnlyMemory<byte> Outline(int glyph)
    {
        SfntReader loca = Table("loca");
        int start = _longOffsets ? loca.Offset32(glyph * 4) : loca.U16(glyph * 2) * 2;
        int end = _longOffsets ? loca.Offset32((glyph + 1) * 4) : loca.U16((glyph + 1) * 2) * 2;
        return end <= start ? ReadOnlyMemory<byte>.Empty : Table("glyf").Slice(start, end - start);
    }

    internal SfntReader Table(string tag) => _tables.TryGetValue(tag, out ReadOnlyMemory<byte> data)
        ? new SfntReader(data, tag)
        : throw new PdfFormatException("TrueType file", 0, $"the table '{tag}' is missing");

    internal ReadOnlyMemory<byte>? OptionalTable(string tag) => _tables.TryGetValue(tag, out ReadOnlyMemory<byte> data) ? data : null;

    private int ToThousandths(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm);

    private int ReadCapHeight()
    {
        if (OptionalTable("OS/2") is { Length: >= 90 } os2 && new SfntReader(os2, "OS/2") is var reader && reader.U16(0) >= 2)
        {
            return ToThousandths(reader.I16(88));
        }

        return Ascent;
    }

    private string ReadPostScriptName()
    {
        SfntReader names = Table("name");
        int count = names.U16(2);
        int storage = names.U16(4);
        for (int index = 0; index < count; index++)
        {
            int entry = 6 + (index * 12);
            if (names.U16(entry + 6) != 6)
            {
                continue;
            }

            bool wide = names.U16(entry) != 1;
            ReadOnlySpan<byte> text = names.Slice(storage + names.U16(entry + 10), names.U16(entry + 8)).Span;
            string name = (wide ? Encoding.BigEndianUnicode : Encoding.Latin1).GetString(text);
            return string.Concat(name.Where(c => c is > ' ' and < '\u007f' && !"[](){}<>/%#".Contains(c)).Take(63));
        }

        return "Embedded";
    }
}
