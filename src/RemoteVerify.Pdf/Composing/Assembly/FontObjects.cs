// ISO 32000-2, 9.7 (composite fonts), 9.8 (font descriptors), 9.10.3 (ToUnicode).
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Writes a font subset as the five objects that PDF wants for it.</summary>
internal static class FontObjects
{
    private const int MappingsPerBlock = 100;

    public static PdfReference Add(FontSubset subset, Func<PdfObject, PdfReference> add)
    {
        byte[] program = subset.Build();
        TrueTypeFont font = subset.Font;
        PdfName name = new($"{Tag(program)}+{font.PostScriptName}");
        PdfReference file = add(Packed(program, ("Length1", new PdfInteger(program.Length))));
        PdfReference descriptor = add(new PdfDictionary(
            ("Type", new PdfName("FontDescriptor")),
            ("FontName", name),
            ("Flags", new PdfInteger(4 | (font.IsFixedPitch ? 1 : 0) | (font.ItalicAngleDegrees != 0 ? 64 : 0))),
            ("FontBBox", Integers(font.Bounds.Left, font.Bounds.Bottom, font.Bounds.Right, font.Bounds.Top)),
            ("ItalicAngle", new PdfReal(font.ItalicAngleDegrees)),
            ("Ascent", new PdfInteger(font.Ascent)),
            ("Descent", new PdfInteger(font.Descent)),
            ("CapHeight", new PdfInteger(font.CapHeight)),
            ("StemV", new PdfInteger(font.IsBold ? 140 : 80)),
            ("FontFile2", file)));
        PdfArray widths = new(subset.Glyphs.Select(glyph => (PdfObject)new PdfReal(Math.Round(font.AdvanceWidth(glyph.SourceGlyph), 3))));
        PdfReference descendant = add(new PdfDictionary(
            ("Type", new PdfName("Font")),
            ("Subtype", new PdfName("CIDFontType2")),
            ("BaseFont", name),
            ("CIDSystemInfo", new PdfDictionary(
                ("Registry", PdfString.FromText("Adobe")), ("Ordering", PdfString.FromText("Identity")), ("Supplement", new PdfInteger(0)))),
            ("FontDescriptor", descriptor),
            ("CIDToGIDMap", new PdfName("Identity")),
            ("DW", new PdfInteger(1000)),
            ("W", new PdfArray(new PdfInteger(0), widths))));
        return add(new PdfDictionary(
            ("Type", new PdfName("Font")),
            ("Subtype", new PdfName("Type0")),
            ("BaseFont", name),
            ("Encoding", new PdfName("Identity-H")),
            ("DescendantFonts", new PdfArray(descendant)),
            ("ToUnicode", add(Packed(Encoding.ASCII.GetBytes(ToUnicode(subset)))))));
    }

    private static PdfStream Packed(byte[] data, params ReadOnlySpan<(string Key, PdfObject Value)> entries) =>
        new(new PdfDictionary([.. entries, ("Filter", new PdfName("FlateDecode"))]), ObjectTable.Pack(data));

    private static PdfArray Integers(params ReadOnlySpan<int> values)
    {
        List<PdfObject> items = [];
        foreach (int value in values)
        {
            items.Add(new PdfInteger(value));
        }

        return new PdfArray(items);
    }

    /// <summary>Six letters that follow from the content, so that two subsets of one font never share a name.</summary>
    private static string Tag(byte[] program) => string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + (b % 26))));

    private static string ToUnicode(FontSubset subset)
    {
        StringBuilder map = new();
        map.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
            .Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
            .Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach ((int Id, int CodePoint)[] block in subset.Glyphs
            .Select((glyph, id) => (Id: id, glyph.CodePoint)).Where(entry => entry.CodePoint >= 0).Chunk(MappingsPerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach ((int id, int codePoint) in block)
            {
                string utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)));
                map.Append(CultureInfo.InvariantCulture, $"<{id:X4}> <{utf16}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
