// ICAO Doc 9303-10 clause 4.7.12 (EF.DG12: additional document details).
namespace RemoteVerify.IdDocument.Files;

/// <summary>Additional document details; null where the document says nothing. Images of the document are skipped.</summary>
public sealed record Dg12
{
    private const string Structure = "EF.DG12";

    public string? IssuingAuthority { get; init; }

    public DateOnly? Issued { get; init; }

    public string? Endorsements { get; init; }

    public string? TaxOrExitRequirements { get; init; }

    public string? PersonalisationSystem { get; init; }

    public static Dg12 Read(ReadOnlyMemory<byte> file)
    {
        TlvReader reader = new(ElementaryFile.Read(file, 0x6C, Structure), Structure);
        reader.Read(0x5C);
        Dg12 details = new();
        while (reader.HasMore)
        {
            TlvElement element = reader.Read();
            details = element.Tag switch
            {
                0x5F19 => details with { IssuingAuthority = LdsText.Words(LdsText.Utf8(element, Structure)) },
                0x5F26 => details with { Issued = LdsText.Date(element) },
                0x5F1B => details with { Endorsements = LdsText.Words(LdsText.Utf8(element, Structure)) },
                0x5F1C => details with { TaxOrExitRequirements = LdsText.Words(LdsText.Utf8(element, Structure)) },
                0x5F56 => details with { PersonalisationSystem = LdsText.Words(LdsText.Utf8(element, Structure)) },
                _ => details,
            };
        }

        return details;
    }

    public override string ToString() => "Dg12(not shown)";
}
