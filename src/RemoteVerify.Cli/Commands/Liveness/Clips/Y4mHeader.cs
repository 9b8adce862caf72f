// The YUV4MPEG2 stream format of mjpegtools (yuv4mpeg(5)): one header line of parameters, then FRAME lines with raw planes.
using System.Globalization;
using System.Text;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>The header line of a Y4M file.</summary>
/// <param name="IsMono">One plane of luma and nothing else.</param>
/// <param name="IsFullRange">Luma from 0 to 255 and not from 16 to 235.</param>
/// <param name="Length">Bytes of the line with its end.</param>
internal sealed record Y4mHeader(int WidthPixels, int HeightPixels, double FramesPerSecond, bool IsMono, bool IsFullRange, int Length)
{
    /// <summary>No header is longer.</summary>
    public const int MaximumLength = 1024;

    private const string Structure = "Y4M header";

    /// <summary>Bytes of the planes of one frame.</summary>
    public int FrameBytes => (WidthPixels * HeightPixels) + (IsMono ? 0 : 2 * ChromaWidth * ChromaHeight);

    public int ChromaWidth => (WidthPixels + 1) / 2;

    public int ChromaHeight => (HeightPixels + 1) / 2;

    /// <param name="start">The first bytes of the file.</param>
    /// <exception cref="ClipFormatException">Another format, another sampling than 4:2:0 or mono, interlaced, without a rate, or too large.</exception>
    public static Y4mHeader Read(ReadOnlySpan<byte> start)
    {
        int end = start[..Math.Min(start.Length, MaximumLength)].IndexOf((byte)'\n');
        if (end < 0 || !start.StartsWith("YUV4MPEG2 "u8))
        {
            throw new ClipFormatException(Structure, 0, "is not one of YUV4MPEG2");
        }

        int width = 0, height = 0;
        double rate = 0;
        string sampling = "420";
        bool full = false;
        foreach (string parameter in Encoding.Latin1.GetString(start[..end]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string value = parameter[1..];
            switch (parameter[0])
            {
                case 'W':
                    width = Side(value);
                    break;
                case 'H':
                    height = Side(value);
                    break;
                case 'F':
                    rate = Rate(value);
                    break;
                case 'C':
                    sampling = value;
                    break;
                case 'I' when value is not ("p" or "?"):
                    throw new ClipFormatException(Structure, 0, "the frames are interlaced");
                case 'X' when value == "COLORRANGE=FULL":
                    full = true;
                    break;
            }
        }

        if (width == 0 || height == 0 || rate == 0)
        {
            throw new ClipFormatException(Structure, 0, "width, height or rate is missing");
        }

        return sampling is "420" or "420jpeg" or "420mpeg2" or "420paldv" or "mono"
            ? new Y4mHeader(width, height, rate, sampling == "mono", full, end + 1)
            : throw new ClipFormatException(Structure, 0, "the planes are not 4:2:0 of 8 bits, nor mono");
    }

    private static int Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side is > 0 and <= ClipLimits.MaximumSidePixels
            ? side
            : throw new ClipFormatException(Structure, 0, $"a side is not 1 to {ClipLimits.MaximumSidePixels} pixels");

    private static double Rate(string text)
    {
        string[] parts = text.Split(':');
        bool read = parts.Length == 2
            & int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int up)
            & int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int down);
        double rate = read && down > 0 ? (double)up / down : 0;
        return rate is >= 1 and <= 240 ? rate : throw new ClipFormatException(Structure, 0, "the rate is not 1 to 240 frames a second");
    }
}
