// EF.DG13 of the Vietnamese card. The layout is not published; this is what several independent readers of real cards agree
// on. The wrapper, empty values and field 16 are guesses. Newer cards may encode it differently: treat it as optional.
using System.Formats.Asn1;
using System.Text;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>The citizen's data in Vietnamese as the chip carries them; null where the field is empty or absent.</summary>
public sealed record Dg13
{
    /// <summary>More numbered fields than this are refused.</summary>
    public const int MaxFields = 64;

    private const string Structure = "EF.DG13";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Fields with one text by number (1..12, 15, 16 and any unknown ones); empty fields are there as empty texts.</summary>
    public required IReadOnlyDictionary<int, string> Texts { get; init; }

    /// <summary>Father and mother (field 13), in this order; an unknown one is empty.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>Spouses (field 14).</summary>
    public required IReadOnlyList<string> Spouses { get; init; }

    /// <summary>True for a file without any field.</summary>
    public bool IsEmpty => Texts.Count == 0;

    public string? PersonalNumber => Text(1);

    public string? FullName => Text(2);

    public DateOnly? BirthDate => Date(3);

    /// <summary><c>M</c>, <c>F</c> or null when the text is neither of the two known words.</summary>
    public char? Sex => Text(4) is { } text ? VietnameseSex.Read(text) : null;

    public string? Nationality => Text(5);

    public string? Ethnicity => Text(6);

    public string? Religion => Text(7);

    public string? PlaceOfOrigin => Text(8);

    public string? Residence => Text(9);

    public string? IdentifyingMarks => Text(10);

    public DateOnly? Issued => Date(11);

    /// <summary>Null when the field is empty or says that the card has no end.</summary>
    public DateOnly? Expires => Date(12);

    public string? OldNumber => Text(15);

    public static Dg13 Read(ReadOnlyMemory<byte> file)
    {
        TlvElement outer = ElementaryFile.Read(file, 0x6D, Structure);
        return outer.Value.IsEmpty
            ? new Dg13 { Texts = new Dictionary<int, string>(), Parents = [], Spouses = [] }
            : Asn.Read(Structure, outer.ValueOffset, () => ReadFields(outer.Value));
    }

    public override string ToString() => $"Dg13({Texts.Count} fields, not shown)";

    private static Dg13 ReadFields(ReadOnlyMemory<byte> value)
    {
        AsnReader reader = new(value, AsnEncodingRules.BER);
        AsnReader sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        AsnReader fields = sequence.ReadSetOf(skipSortOrderValidation: true);
        SortedDictionary<int, string> texts = [];
        IReadOnlyList<string> parents = [], spouses = [];
        while (fields.HasData)
        {
            AsnReader field = fields.ReadSequence();
            if (!field.TryReadInt32(out int number) || number is < 1 or > MaxFields || texts.ContainsKey(number))
            {
                throw new IdDocumentFormatException(Structure, 0, "field number out of range or used twice");
            }

            (string text, IReadOnlyList<string> names) = (number, field.HasData) switch
            {
                (13 or 14, true) => ("", ReadNames(field)),
                (_, true) => (ReadText(field), (IReadOnlyList<string>)[]),
                _ => ("", []),
            };
            texts.Add(number, text);
            parents = number == 13 ? names : parents;
            spouses = number == 14 ? names : spouses;
        }

        return new Dg13 { Texts = texts, Parents = parents, Spouses = spouses };
    }

    private static List<string> ReadNames(AsnReader field)
    {
        List<string> names = [];
        AsnReader list = field;

        // Seen as { 30{..} 30{..} } directly behind the number; tolerated inside one more sequence as well.
        if (field.PeekTag() == Asn1Tag.Sequence && PeekInner(field) == Asn1Tag.Sequence)
        {
            list = field.ReadSequence();
        }

        while (list.HasData)
        {
            AsnReader person = list.ReadSequence();
            names.Add(person.HasData ? ReadText(person) : "");
        }

        return names;
    }

    private static Asn1Tag? PeekInner(AsnReader field)
    {
        AsnReader inner = new AsnReader(field.PeekEncodedValue(), AsnEncodingRules.BER).ReadSequence();
        return inner.HasData ? inner.PeekTag() : null;
    }

    private static string ReadText(AsnReader field)
    {
        Asn1Tag tag = field.PeekTag();
        if (tag == new Asn1Tag(UniversalTagNumber.UTF8String) || tag == new Asn1Tag(UniversalTagNumber.PrintableString))
        {
            // Cards have been seen to put other characters into PrintableString: the bytes are read as UTF-8 either way.
            return field.TryReadPrimitiveCharacterStringBytes(tag, out ReadOnlyMemory<byte> bytes)
                ? Utf8.GetString(bytes.Span)
                : throw new AsnContentException("constructed string");
        }

        throw new AsnContentException("string expected");
    }

    private string? Text(int number) => Texts.TryGetValue(number, out string? text) && text.Length > 0 ? text : null;

    private DateOnly? Date(int number) => Text(number) is { } text ? VietnameseDate.FromSlashes(text) : null;
}
