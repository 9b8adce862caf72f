using System.Buffers.Binary;

namespace RemoteVerify.Vision.Images;

/// <summary>
/// ITU-T T.81 annex B: walks all markers up to the end of the image. libjpeg would fill a cut-off picture with whatever it has, so
/// a file without its end marker is refused here.
/// </summary>
internal static class JpegHeaderReader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte DefineNumberOfLines = 0xDC;
    private const byte Application1 = 0xE1;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        ImageHeader? header = null;
        int orientation = 1;
        int scans = 0;
        int at = 2;
        while (true)
        {
            byte marker = NextMarker(bytes, ref at);
            int start = at - 2;
            if (marker == EndOfImage)
            {
                break;
            }

            ReadOnlySpan<byte> segment = Segment(bytes, ref at);
            if (marker == StartOfScan)
            {
                scans++;
                Require(header is not null, "JPEG SOS", start, "a scan comes before the frame header");
                Require(scans <= limits.MaximumJpegScans, "JPEG SOS", start, "too many scans");
                at = SkipEntropyCodedData(bytes, at);
            }
            else if (IsStartOfFrame(marker))
            {
                Require(header is null, "JPEG SOF", start, "a second frame header");
                header = Frame(marker, segment, start);
            }
            else if (marker == Application1 && segment.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(segment[6..]);
            }
            else
            {
                Require(marker != DefineNumberOfLines, "JPEG DNL", start, "a height given afterwards is not supported");
            }
        }

        Require(header is not null && scans > 0, "JPEG EOI", at, "the picture has no content");
        Require((long)scans * header!.WidthPixels * header.HeightPixels <= limits.MaximumJpegWork, "JPEG SOS", at, "too many scans for its size");
        return header with { Orientation = orientation };
    }

    // SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC).
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static ImageHeader Frame(byte marker, ReadOnlySpan<byte> segment, int start)
    {
        Require(marker is 0xC0 or 0xC1 or 0xC2, "JPEG SOF", start, "only baseline, extended and progressive Huffman coding are supported");
        Require(segment.Length >= 6, "JPEG SOF", start, "too short");
        int bits = segment[0];
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        int components = segment[5];
        Require(bits == 8, "JPEG SOF", start, "only 8 bits per component are supported");
        Require(components is 1 or 3 or 4, "JPEG SOF", start, "only 1, 3 or 4 components are supported");
        return new ImageHeader(ImageFormat.Jpeg, width, height, components, bits, 1);
    }

    private static byte NextMarker(ReadOnlySpan<byte> bytes, ref int at)
    {
        int start = at;
        Require(at < bytes.Length && bytes[at] == 0xFF, "JPEG marker", start, "not a marker");
        while (at < bytes.Length && bytes[at] == 0xFF)
        {
            at++;
        }

        Require(at < bytes.Length, "JPEG marker", start, "the file is cut short");
        byte marker = bytes[at++];
        Require(marker is not (0x00 or 0x01 or 0xD8) && marker is not (>= 0xD0 and <= 0xD7), "JPEG marker", start, "not expected here");
        return marker;
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> bytes, ref int at)
    {
        int start = at;
        Require(bytes.Length - at >= 2, "JPEG segment", start, "the file is cut short");
        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        Require(length >= 2 && length <= bytes.Length - at, "JPEG segment", start, "it reaches beyond the file");
        at += length;
        return bytes.Slice(start + 2, length - 2);
    }

    private static int SkipEntropyCodedData(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            int next = bytes[at..].IndexOf((byte)0xFF);
            Require(next >= 0 && at + next + 1 < bytes.Length, "JPEG scan", at, "the file is cut short");
            at += next;
            byte following = bytes[at + 1];
            if (following is 0x00 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
            }
            else if (following == 0xFF)
            {
                at++;
            }
            else
            {
                return at;
            }
        }
    }

    private static void Require(bool condition, string structure, int offset, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException(structure, offset, message);
        }
    }
}
