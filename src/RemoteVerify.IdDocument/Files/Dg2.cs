// ICAO Doc 9303-10 clause 4.7.2 (EF.DG2), CBEFF wrapping of ISO/IEC 7816-11.
namespace RemoteVerify.IdDocument.Files;

/// <summary>The portraits on the chip.</summary>
public sealed record Dg2(IReadOnlyList<FaceRecord> Records)
{
    /// <summary>More biometric templates than this are refused.</summary>
    public const int MaxTemplates = 9;

    private const string Structure = "EF.DG2";

    /// <summary>All images, in the order of the file; there is at least one.</summary>
    public IReadOnlyList<FaceImage> Images => [.. Records.SelectMany(record => record.Images)];

    public static Dg2 Read(ReadOnlyMemory<byte> file)
    {
        TlvReader group = new(new TlvReader(ElementaryFile.Read(file, 0x75, Structure), Structure).Read(0x7F61), Structure);
        TlvElement count = group.Read(0x02);
        if (count.Value.Length != 1 || count.Value.Span[0] is 0 or > MaxTemplates)
        {
            throw new IdDocumentFormatException(Structure, count.ValueOffset, $"1 to {MaxTemplates} templates expected");
        }

        List<FaceRecord> records = [];
        for (int i = 0; i < count.Value.Span[0]; i++)
        {
            records.Add(ReadTemplate(group.Read(0x7F60)));
        }

        return new Dg2(records.AsReadOnly());
    }

    private static FaceRecord ReadTemplate(TlvElement template)
    {
        TlvReader reader = new(template, Structure);
        reader.Read(0xA1);
        TlvElement block = reader.Read();
        return block.Tag is 0x5F2E or 0x7F2E
            ? FaceRecord.Read(block.Value, block.ValueOffset)
            : throw new IdDocumentFormatException(Structure, block.Offset, "biometric data block expected");
    }
}
