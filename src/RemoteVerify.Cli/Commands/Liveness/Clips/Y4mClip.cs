using System.Buffers;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>A Y4M file; frames are read from the disk as they are shown.</summary>
internal sealed class Y4mClip : Clip
{
    private const string Structure = "Y4M file";
    private const int MaximumFrameLine = 256;

    private readonly FileStream _file;
    private readonly Y4mHeader _header;
    private readonly long[] _offsets;

    private Y4mClip(FileStream file, Y4mHeader header, long[] offsets)
        : base("y4m", Even(offsets.Length, header.FramesPerSecond)) => (_file, _header, _offsets) = (file, header, offsets);

    /// <exception cref="ClipFormatException">Not a Y4M file of this kind, or cut short.</exception>
    public static Y4mClip Open(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            byte[] start = new byte[Y4mHeader.MaximumLength];
            Y4mHeader header = Y4mHeader.Read(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
            return new Y4mClip(file, header, Frames(file, header));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override Image Frame(int index)
    {
        byte[] planes = ArrayPool<byte>.Shared.Rent(_header.FrameBytes);
        try
        {
            _file.Position = _offsets[index];
            _file.ReadExactly(planes, 0, _header.FrameBytes);
            Image image = new(_header.WidthPixels, _header.HeightPixels);
            Convert(planes.AsSpan(0, _header.FrameBytes), image);
            return image;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(planes, clearArray: true);
        }
    }

    public override void Dispose() => _file.Dispose();

    private static long[] Frames(FileStream file, Y4mHeader header)
    {
        List<long> offsets = [];
        byte[] line = new byte[MaximumFrameLine];
        long at = header.Length;
        while (at < file.Length)
        {
            file.Position = at;
            ReadOnlySpan<byte> read = line.AsSpan(0, file.ReadAtLeast(line, line.Length, throwOnEndOfStream: false));
            int end = read.IndexOf((byte)'\n');
            if (end < 5 || !read.StartsWith("FRAME"u8) || (end > 5 && read[5] != ' '))
            {
                throw new ClipFormatException(Structure, at, "no frame begins here");
            }

            if (at + end + 1 + header.FrameBytes > file.Length)
            {
                throw new ClipFormatException(Structure, at, "the last frame is cut short");
            }

            offsets.Add(at + end + 1);
            at += end + 1 + header.FrameBytes;
            if (offsets.Count > ClipLimits.MaximumFrames)
            {
                throw new ClipFormatException(Structure, at, "more frames than allowed");
            }
        }

        return offsets.Count > 0 ? [.. offsets] : throw new ClipFormatException(Structure, at, "holds no frame");
    }

    /// <summary>ITU-R BT.601 to blue, green, red; each chroma sample stands for its four pixels.</summary>
    private void Convert(ReadOnlySpan<byte> planes, Image image)
    {
        int luma = _header.WidthPixels * _header.HeightPixels, chroma = _header.ChromaWidth * _header.ChromaHeight;
        ReadOnlySpan<byte> cb = _header.IsMono ? [] : planes.Slice(luma, chroma), cr = _header.IsMono ? [] : planes.Slice(luma + chroma, chroma);
        (double scale, double black, double wide) = _header.IsFullRange ? (1.0, 0.0, 1.0) : (255.0 / 219, 16.0, 255.0 / 224);
        for (int y = 0; y < _header.HeightPixels; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < _header.WidthPixels; x++)
            {
                double light = (planes[(y * _header.WidthPixels) + x] - black) * scale;
                int at = (y / 2 * _header.ChromaWidth) + (x / 2);
                double blue = _header.IsMono ? 0 : (cb[at] - 128) * wide, red = _header.IsMono ? 0 : (cr[at] - 128) * wide;
                row[3 * x] = Byte(light + (1.772 * blue));
                row[(3 * x) + 1] = Byte(light - (0.344136 * blue) - (0.714136 * red));
                row[(3 * x) + 2] = Byte(light + (1.402 * red));
            }
        }
    }

    private static byte Byte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
