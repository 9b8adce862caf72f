// ICAO Doc 9303-10 clause 4.7.11 (EF.DG11: additional personal details).
namespace RemoteVerify.IdDocument.Files;

/// <summary>Additional personal details; null where the document says nothing.</summary>
public sealed record Dg11
{
    private const string Structure = "EF.DG11";

    public string? FullName { get; init; }

    public IReadOnlyList<string> OtherNames { get; init; } = [];

    public string? PersonalNumber { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? PlaceOfBirth { get; init; }

    public string? Address { get; init; }

    public string? Telephone { get; init; }

    public string? Profession { get; init; }

    public string? Title { get; init; }

    public string? PersonalSummary { get; init; }

    public string? Custody { get; init; }

    public static Dg11 Read(ReadOnlyMemory<byte> file)
    {
        TlvReader reader = new(ElementaryFile.Read(file, 0x6B, Structure), Structure);
        reader.Read(0x5C);
        Dg11 details = new();
        while (reader.HasMore)
        {
            TlvElement element = reader.Read();
            details = element.Tag switch
            {
                0x5F0E => details with { FullName = LdsText.Name(Text(element)) },
                0xA0 => details with { OtherNames = ReadOtherNames(element) },
                0x5F0F => details with { OtherNames = [.. details.OtherNames, LdsText.Name(Text(element))] },
                0x5F10 => details with { PersonalNumber = LdsText.Words(Text(element)) },
                0x5F2B => details with { BirthDate = LdsText.Date(element) },
                0x5F11 => details with { PlaceOfBirth = LdsText.Words(Text(element)) },
                0x5F42 => details with { Address = LdsText.Words(Text(element)) },
                0x5F12 => details with { Telephone = Text(element) },
                0x5F13 => details with { Profession = LdsText.Words(Text(element)) },
                0x5F14 => details with { Title = LdsText.Words(Text(element)) },
                0x5F15 => details with { PersonalSummary = LdsText.Words(Text(element)) },
                0x5F18 => details with { Custody = LdsText.Words(Text(element)) },
                _ => details,
            };
        }

        return details;
    }

    public override string ToString() => "Dg11(not shown)";

    private static string Text(TlvElement element) => LdsText.Utf8(element, Structure);

    private static string[] ReadOtherNames(TlvElement list)
    {
        TlvReader reader = new(list, Structure);
        reader.Read(0x02);
        List<string> names = [];
        while (reader.HasMore)
        {
            names.Add(LdsText.Name(Text(reader.Read(0x5F0F))));
        }

        return [.. names];
    }
}
