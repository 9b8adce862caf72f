// ICAO Doc 9303-10 clause 4.7.16 (EF.DG16: persons to notify).
namespace RemoteVerify.IdDocument.Files;

/// <summary>The persons to notify in an emergency.</summary>
public sealed record Dg16(IReadOnlyList<PersonToNotify> Persons)
{
    /// <summary>More persons than this are refused (their tags are A1..AF).</summary>
    public const int MaxPersons = 15;

    private const string Structure = "EF.DG16";

    public static Dg16 Read(ReadOnlyMemory<byte> file)
    {
        TlvReader reader = new(ElementaryFile.Read(file, 0x70, Structure), Structure);
        TlvElement count = reader.Read(0x02);
        if (count.Value.Length != 1 || count.Value.Span[0] is 0 or > MaxPersons)
        {
            throw new IdDocumentFormatException(Structure, count.ValueOffset, $"1 to {MaxPersons} persons expected");
        }

        List<PersonToNotify> persons = [];
        for (int i = 1; i <= count.Value.Span[0]; i++)
        {
            persons.Add(ReadPerson(reader.Read(0xA0 + i)));
        }

        return new Dg16(persons.AsReadOnly());
    }

    public override string ToString() => $"Dg16({Persons.Count} persons, not shown)";

    private static PersonToNotify ReadPerson(TlvElement template)
    {
        TlvReader reader = new(template, Structure);
        PersonToNotify person = new(null, "", null, null);
        while (reader.HasMore)
        {
            TlvElement element = reader.Read();
            person = element.Tag switch
            {
                0x5F50 => person with { Recorded = LdsText.Date(element) },
                0x5F51 => person with { Name = LdsText.Name(LdsText.Utf8(element, Structure)) },
                0x5F52 => person with { Telephone = LdsText.Utf8(element, Structure) },
                0x5F53 => person with { Address = LdsText.Words(LdsText.Utf8(element, Structure)) },
                _ => person,
            };
        }

        return person;
    }
}

/// <summary>One person to notify.</summary>
public sealed record PersonToNotify(DateOnly? Recorded, string Name, string? Telephone, string? Address)
{
    public override string ToString() => "PersonToNotify(not shown)";
}
