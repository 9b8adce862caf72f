// ISO 19005-2:2011 clause 6.2.11 (fonts).
using System.Buffers.Binary;
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

internal static class FontRules
{
    public static void Check(ArchiveFile file)
    {
        foreach (PdfDictionary font in file.Dictionaries.Where(dictionary => dictionary.GetName("Type") == "Font" && dictionary.GetName("Subtype") is not ("CIDFontType2" or "CIDFontType0")))
        {
            file.Require(font.GetName("Subtype") == "Type0", "6.2.11.4.1", "every font is embedded (ours are all composite)");
            if (font.GetName("Subtype") == "Type0")
            {
                CheckComposite(file, font);
            }
        }
    }

    private static void CheckComposite(ArchiveFile file, PdfDictionary font)
    {
        file.Require(font.GetName("Encoding") is "Identity-H" or "Identity-V", "6.2.11.3.3", "a predefined or embedded character map");
        PdfDictionary? descendant = file.Get<PdfArray>(font, "DescendantFonts") is { Count: 1 } list ? file.Revision.Resolve(list[0]) as PdfDictionary : null;
        PdfDictionary? descriptor = descendant is null ? null : file.Get<PdfDictionary>(descendant, "FontDescriptor");
        PdfStream? program = descriptor is null ? null : file.Get<PdfStream>(descriptor, "FontFile2");
        file.Require(program is not null, "6.2.11.4.1", "the font program is embedded");
        if (descendant is null || descriptor is null || program is null)
        {
            return;
        }

        file.Require(descendant.GetName("CIDToGIDMap") == "Identity", "6.2.11.3.2", "the way from character to glyph is stated");
        string name = font.GetName("BaseFont") ?? "";
        file.Require(name == descendant.GetName("BaseFont") && name == descriptor.GetName("FontName") && name.IndexOf('+') == 6, "6.2.11.2", "one name, with the tag of a subset");
        file.Require(descriptor.GetInteger("Flags") is { } flags && (flags & 4) != 0, "6.2.11.6", "flagged as symbolic, as it carries no encoding");
        CheckWidths(file, descendant, file.Document.Decode(program).Span);
        if (descriptor.Contains("CIDSet"))
        {
            file.Require(file.Get<PdfStream>(descriptor, "CIDSet") is not null, "6.2.11.4.2", "a list of glyphs, if any, is a stream of all of them");
        }

        file.Require(file.Get<PdfStream>(font, "ToUnicode") is { } map && Encoding.Latin1.GetString(file.Document.Decode(map).Span).Contains("beginbfchar", StringComparison.Ordinal), "6.2.11.7.2", "text can be read back (asked for level U)");
    }

    /// <summary>The widths in the dictionary are those of the font program, within one part in a thousand.</summary>
    private static void CheckWidths(ArchiveFile file, PdfDictionary descendant, ReadOnlySpan<byte> program)
    {
        ReadOnlySpan<byte> head = Table(program, "head"), metrics = Table(program, "hmtx"), horizontal = Table(program, "hhea"), glyphs = Table(program, "maxp");
        file.Require(!head.IsEmpty && !metrics.IsEmpty && !Table(program, "glyf").IsEmpty && !Table(program, "loca").IsEmpty, "6.2.11.4.1", "the program has its tables");
        double perEm = BinaryPrimitives.ReadUInt16BigEndian(head[18..]);
        int count = BinaryPrimitives.ReadUInt16BigEndian(horizontal[34..]);
        PdfArray? widths = file.Get<PdfArray>(descendant, "W") is { Count: 2 } pair ? file.Revision.Resolve(pair[1]) as PdfArray : null;
        file.Require(widths is not null && widths.Count <= BinaryPrimitives.ReadUInt16BigEndian(glyphs[4..]), "6.2.11.5", "widths of glyphs that exist");
        for (int glyph = 0; widths is not null && glyph < widths.Count; glyph++)
        {
            double said = widths[glyph] switch { PdfInteger whole => whole.Value, PdfReal real => real.Value, _ => double.NaN };
            double real_ = BinaryPrimitives.ReadUInt16BigEndian(metrics[(Math.Min(glyph, count - 1) * 4)..]) * 1000 / perEm;
            file.Require(Math.Abs(said - real_) <= 1, "6.2.11.5", $"glyph {glyph} is {real_} wide and not {said}");
        }
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> program, string tag)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(program[4..]);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = program.Slice(12 + (index * 16), 16);
            if (Encoding.ASCII.GetString(entry[..4]) == tag)
            {
                return program.Slice(BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            }
        }

        return [];
    }
}
