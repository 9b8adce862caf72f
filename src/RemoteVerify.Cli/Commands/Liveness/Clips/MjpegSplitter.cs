// ISO/IEC 10918-1 annex B: marker segments with lengths, entropy-coded data up to the next marker.
using System.Buffers.Binary;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>Cuts a file of JPEGs that simply follow each other. Only the structure is read, so that a thumbnail inside does not count as a frame.</summary>
internal static class MjpegSplitter
{
    private const string Structure = "MJPEG file";
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <exception cref="ClipFormatException">Something else than whole JPEGs, or too many or too large ones.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> file)
    {
        List<ReadOnlyMemory<byte>> frames = [];
        int at = 0;
        while (at < file.Length)
        {
            int end = EndOf(file.Span, at);
            if (end - at > ClipLimits.MaximumFrameBytes)
            {
                throw new ClipFormatException(Structure, at, "a frame is larger than allowed");
            }

            frames.Add(file[at..end]);
            if (frames.Count > ClipLimits.MaximumFrames)
            {
                throw new ClipFormatException(Structure, at, "more frames than allowed");
            }

            at = end;
        }

        return frames.Count > 0 ? frames : throw new ClipFormatException(Structure, 0, "is empty");
    }

    private static int EndOf(ReadOnlySpan<byte> file, int start)
    {
        if (MarkerAt(file, start) != StartOfImage)
        {
            throw new ClipFormatException(Structure, start, "no JPEG begins here");
        }

        int at = start + 2;
        while (true)
        {
            byte marker = MarkerAt(file, at);
            at += 2;
            switch (marker)
            {
                case EndOfImage:
                    return at;
                case 0xFF:
                    // Fill bytes before a marker.
                    at--;
                    break;
                case 0x01 or (>= 0xD0 and <= 0xD7):
                    break;
                case 0x00 or StartOfImage:
                    throw new ClipFormatException(Structure, at - 2, "a marker that can't stand here");
                default:
                    at = AfterSegment(file, at);
                    at = marker == StartOfScan ? AfterScan(file, at) : at;
                    break;
            }
        }
    }

    private static byte MarkerAt(ReadOnlySpan<byte> file, int at) =>
        at + 1 < file.Length && file[at] == 0xFF ? file[at + 1] : throw new ClipFormatException(Structure, Math.Min(at, file.Length), at + 1 < file.Length ? "no marker where one must be" : "the last frame is cut short");

    private static int AfterSegment(ReadOnlySpan<byte> file, int at)
    {
        int length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : 0;
        return length >= 2 && at + length <= file.Length ? at + length : throw new ClipFormatException(Structure, at, "a segment is cut short");
    }

    /// <summary>To the marker after the entropy-coded data; stuffed bytes and restart markers belong to it.</summary>
    private static int AfterScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            int found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                throw new ClipFormatException(Structure, file.Length, "the last frame is cut short");
            }

            at += found;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }
    }
}
