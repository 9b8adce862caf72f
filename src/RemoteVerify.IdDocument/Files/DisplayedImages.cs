// ICAO Doc 9303-10 clauses 4.7.5 (EF.DG5: displayed portrait) and 4.7.7 (EF.DG7: displayed signature or usual mark).
namespace RemoteVerify.IdDocument.Files;

/// <summary>Images as they are printed on the document; nothing is compared with them.</summary>
public sealed record DisplayedImages(IReadOnlyList<FaceImage> Images)
{
    /// <summary>More images than this are refused.</summary>
    public const int MaxImages = 9;

    /// <summary>Reads EF.DG5.</summary>
    public static DisplayedImages ReadPortrait(ReadOnlyMemory<byte> file) => Read(file, 0x65, 0x5F40, "EF.DG5");

    /// <summary>Reads EF.DG7.</summary>
    public static DisplayedImages ReadSignature(ReadOnlyMemory<byte> file) => Read(file, 0x67, 0x5F43, "EF.DG7");

    public override string ToString() => $"DisplayedImages({Images.Count} images)";

    private static DisplayedImages Read(ReadOnlyMemory<byte> file, int outer, int tag, string structure)
    {
        TlvReader reader = new(ElementaryFile.Read(file, outer, structure), structure);
        TlvElement count = reader.Read(0x02);
        if (count.Value.Length != 1 || count.Value.Span[0] is 0 or > MaxImages)
        {
            throw new IdDocumentFormatException(structure, count.ValueOffset, $"1 to {MaxImages} images expected");
        }

        List<FaceImage> images = [];
        for (int i = 0; i < count.Value.Span[0]; i++)
        {
            TlvElement image = reader.Read(tag);
            images.Add(ImageHeader.Recognise(image.Value) ?? throw new IdDocumentFormatException(structure, image.ValueOffset, "not an image"));
        }

        return new DisplayedImages(images.AsReadOnly());
    }
}
