// ISO 32000-2 clauses 9.6.5 (simple fonts), 9.7.5 (composite fonts), 9.10.3 (ToUnicode).
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading.Text;

/// <summary>Turns the codes of one font into characters, as the font itself says what they mean.</summary>
internal sealed class CharacterMap
{
    private const int MostRanges = 100_000;
    private const int MostOfOneRange = 65_536;

    private readonly Dictionary<int, string> _known = [];
    private readonly int _bytesOfCode;
    private readonly bool _isLatin;

    private CharacterMap(int bytesOfCode, bool isLatin) => (_bytesOfCode, _isLatin) = (bytesOfCode, isLatin);

    /// <summary>The map of a font; codes that nothing explains come out as U+FFFD.</summary>
    public static CharacterMap Of(PdfRevision revision, PdfDictionary font)
    {
        bool isComposite = font.GetName("Subtype") == "Type0";
        var map = new CharacterMap(isComposite ? 2 : 1, !isComposite && !HasOwnCodes(revision, font));
        if (revision.Get<PdfStream>(font, "ToUnicode") is { } stream)
        {
            map.Read(revision.Document.Decode(stream), revision.Document.Limits);
        }

        return map;
    }

    /// <summary>The characters of a shown string.</summary>
    public string Decode(ReadOnlySpan<byte> shown)
    {
        StringBuilder text = new(shown.Length);
        for (int at = 0; at + _bytesOfCode <= shown.Length; at += _bytesOfCode)
        {
            int code = _bytesOfCode == 2 ? (shown[at] << 8) | shown[at + 1] : shown[at];
            text.Append(_known.TryGetValue(code, out string? found) ? found : _isLatin ? PdfDocEncoding.Decode(shown.Slice(at, 1)) : "\uFFFD");
        }

        return text.ToString();
    }

    /// <summary>A simple font with differences from the standard codes, or with codes of its own program.</summary>
    private static bool HasOwnCodes(PdfRevision revision, PdfDictionary font) => revision.Resolve(font["Encoding"]) switch
    {
        PdfDictionary own => own.Contains("Differences"),
        PdfName => false,
        _ => font.GetName("Subtype") == "Type3" || revision.Get<PdfDictionary>(font, "FontDescriptor") is { } descriptor && (descriptor.GetInteger("Flags") & 4) == 4,
    };

    /// <summary>The operators of a CMap are words among objects, as in page content.</summary>
    private void Read(ReadOnlyMemory<byte> program, PdfLimits limits)
    {
        int ranges = 0;
        foreach (ContentOperator step in ContentReader.Read(program, limits))
        {
            if (step.Name is not ("endbfchar" or "endbfrange"))
            {
                continue;
            }

            int width = step.Name == "endbfchar" ? 2 : 3;
            for (int at = 0; at + width <= step.Operands.Count; at += width)
            {
                if (++ranges > MostRanges)
                {
                    throw new PdfFormatException("ToUnicode", -1, "has more entries than are read");
                }

                if (width == 2)
                {
                    Add(Code(step.Operands[at]), step.Operands[at + 1], 0);
                }
                else
                {
                    AddRange(Code(step.Operands[at]), Code(step.Operands[at + 1]), step.Operands[at + 2]);
                }
            }
        }
    }

    private void AddRange(int first, int last, PdfObject target)
    {
        for (int code = first; code <= last && code - first < MostOfOneRange; code++)
        {
            if (target is PdfArray each)
            {
                if (code - first < each.Count)
                {
                    Add(code, each[code - first], 0);
                }
            }
            else
            {
                Add(code, target, code - first);
            }
        }
    }

    /// <summary>UTF-16 with the highest unit first; of a range the last unit counts up.</summary>
    private void Add(int code, PdfObject target, int beyond)
    {
        if (code < 0 || target is not PdfString { Bytes.Length: >= 2 } text)
        {
            return;
        }

        char[] units = Encoding.BigEndianUnicode.GetString(text.Bytes.Span).ToCharArray();
        units[^1] = (char)(units[^1] + beyond);
        string found = new(units);
        _known[code] = found.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned) ? " " : found;
    }

    private static int Code(PdfObject code) => code is PdfString { Bytes: { Length: 1 or 2 } bytes } ? bytes.Length == 1 ? bytes.Span[0] : (bytes.Span[0] << 8) | bytes.Span[1] : -1;
}
