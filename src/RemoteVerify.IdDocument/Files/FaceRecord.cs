// ISO/IEC 19794-5:2005 clause 5 (header, record header, image information) and ISO/IEC 39794-5:2019 annex A (ASN.1, DER).
using System.Buffers.Binary;

namespace RemoteVerify.IdDocument.Files;

/// <summary>One biometric data block of DG2 and the images in it.</summary>
/// <param name="Encoding">The standard that the block follows, e.g. <c>ISO/IEC 19794-5:2005</c>.</param>
public sealed record FaceRecord(string Encoding, IReadOnlyList<FaceImage> Images)
{
    public const string Iso19794 = "ISO/IEC 19794-5:2005";
    public const string Iso39794 = "ISO/IEC 39794-5:2019";

    /// <summary>More images than this in one block are refused.</summary>
    public const int MaxImages = 16;

    private const string Structure = "EF.DG2 face record";
    private const int HeaderBytes = 14;
    private const int FacialInformationBytes = 20;
    private const int ImageInformationBytes = 12;

    /// <summary>Reads a data block, telling the two standards apart by their first bytes.</summary>
    /// <param name="block">The value of 5F2E or 7F2E.</param>
    /// <param name="offset">Offset of the block in the file, for error messages.</param>
    public static FaceRecord Read(ReadOnlyMemory<byte> block, int offset = 0)
    {
        if (block.Length > ElementaryFile.MaxBytes)
        {
            throw new IdDocumentFormatException(Structure, offset, "too large");
        }

        return block.Span.StartsWith("FAC\0"u8) ? ReadFixed(block, offset) : ReadAsn1(block, offset);
    }

    private static FaceRecord ReadFixed(ReadOnlyMemory<byte> block, int offset)
    {
        ReadOnlySpan<byte> span = block.Span;
        if (span.Length < HeaderBytes || !span[4..8].SequenceEqual("010\0"u8))
        {
            throw new IdDocumentFormatException(Structure, offset + 4, "version 010 expected");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(span[8..]);
        int count = BinaryPrimitives.ReadUInt16BigEndian(span[12..]);
        if (length != span.Length)
        {
            throw new IdDocumentFormatException(Structure, offset + 8, "record length is not the length of the block");
        }

        if (count is 0 or > MaxImages)
        {
            throw new IdDocumentFormatException(Structure, offset + 12, $"1 to {MaxImages} images expected");
        }

        List<FaceImage> images = new(count);
        int position = HeaderBytes;
        for (int i = 0; i < count; i++)
        {
            position += ReadFacialRecord(block, position, offset, images);
        }

        if (position != span.Length)
        {
            throw new IdDocumentFormatException(Structure, offset + position, "bytes behind the last image");
        }

        return new FaceRecord(Iso19794, images.AsReadOnly());
    }

    private static int ReadFacialRecord(ReadOnlyMemory<byte> block, int position, int offset, List<FaceImage> images)
    {
        ReadOnlySpan<byte> rest = block.Span[position..];
        if (rest.Length < FacialInformationBytes)
        {
            throw new IdDocumentFormatException(Structure, offset + position, "ends inside the facial information");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        int header = FacialInformationBytes + (8 * BinaryPrimitives.ReadUInt16BigEndian(rest[4..])) + ImageInformationBytes;
        if (length > (uint)rest.Length || length <= (uint)header)
        {
            throw new IdDocumentFormatException(Structure, offset + position, "length of the facial record leaves no image");
        }

        images.Add(ImageHeader.Recognise(block.Slice(position + header, (int)length - header))
            ?? throw new IdDocumentFormatException(Structure, offset + position + header, "not an image"));
        return (int)length;
    }

    /// <summary>
    /// FaceImageDataBlock ::= [APPLICATION 5] { version [0], representationBlocks [1] { SEQUENCE { id [0], image [1] { base [0]
    /// { 2D [0] { data [0], information [1] } } } } } }; the block may still be wrapped in the A1 of Doc 9303-10.
    /// </summary>
    private static FaceRecord ReadAsn1(ReadOnlyMemory<byte> block, int offset)
    {
        TlvReader top = new(block, Structure, offset);
        TlvElement first = top.Read();
        TlvElement face = first.Tag == 0xA1 ? new TlvReader(first, Structure).Read(0x65)
            : first.Tag == 0x65 ? first
            : throw new IdDocumentFormatException(Structure, offset, "neither ISO/IEC 19794-5 nor 39794-5");
        TlvReader faceReader = new(face, Structure);
        faceReader.Read(0xA0);
        TlvReader blocks = new(faceReader.Read(0xA1), Structure);
        List<FaceImage> images = [];
        while (blocks.HasMore)
        {
            if (images.Count == MaxImages)
            {
                throw new IdDocumentFormatException(Structure, blocks.Offset, $"more than {MaxImages} images");
            }

            images.Add(ReadRepresentation(blocks.Read(0x30)));
        }

        return images.Count > 0
            ? new FaceRecord(Iso39794, images.AsReadOnly())
            : throw new IdDocumentFormatException(Structure, offset, "no image");
    }

    private static FaceImage ReadRepresentation(TlvElement representation)
    {
        TlvReader reader = new(representation, Structure);
        TlvElement image = default;
        while (reader.HasMore && image.Tag != 0xA1)
        {
            image = reader.Read();
        }

        if (image.Tag != 0xA1)
        {
            throw new IdDocumentFormatException(Structure, representation.Offset, "representation without an image");
        }

        TlvElement twoDimensional = new TlvReader(new TlvReader(image, Structure).Read(0xA0), Structure).Read(0xA0);
        TlvElement data = new TlvReader(twoDimensional, Structure).Read(0x80);
        return ImageHeader.Recognise(data.Value)
            ?? throw new IdDocumentFormatException(Structure, data.ValueOffset, "not an image");
    }
}
