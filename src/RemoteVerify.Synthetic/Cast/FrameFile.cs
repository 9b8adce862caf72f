using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>
/// One cached frame: "RVFRAME1", width, height, whether a screen response follows, ten floats of landmarks, then the pixels
/// as differences to the pixel on the left, deflated, and "END!". Lossless and without any codec library.
/// </summary>
internal static class FrameFile
{
    private const ulong Signature = 0x31454D4152465652;
    private const uint EndMark = 0x21444E45;
    private static readonly JsonSerializerOptions KeyFormat = new() { IncludeFields = true };

    /// <summary>The file name for everything that a picture depends on.</summary>
    public static string NameOf(PersonParameters person, HeadState state, SceneLight light, RenderOptions options)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{HeadRenderer.Version}|{options.WidthPixels}x{options.HeightPixels}|{options.Edges}|{options.WithScreenResponse}|")
            + JsonSerializer.Serialize(person, KeyFormat) + JsonSerializer.Serialize(state, KeyFormat) + JsonSerializer.Serialize(light, KeyFormat);
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)).AsSpan(0, 20)) + ".frame";
    }

    /// <summary>Writes beside the target and moves, so that a half-written file never has the final name.</summary>
    public static void Write(string path, RenderedFrame frame)
    {
        string partial = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)) + ".partial";
        using (FileStream file = File.Create(partial))
        using (BinaryWriter writer = new(file))
        {
            writer.Write(Signature);
            writer.Write(frame.WidthPixels);
            writer.Write(frame.HeightPixels);
            writer.Write(frame.ScreenResponse is not null);
            FacePoints points = frame.Truth.Points;
            foreach (System.Numerics.Vector2 point in (ReadOnlySpan<System.Numerics.Vector2>)[points.RightEye, points.LeftEye, points.NoseTip, points.RightMouthCorner, points.LeftMouthCorner])
            {
                writer.Write(point.X);
                writer.Write(point.Y);
            }

            writer.Flush();
            using (DeflateStream deflate = new(file, CompressionLevel.Fastest, leaveOpen: true))
            {
                WritePlane(deflate, frame.Pixels);
                if (frame.ScreenResponse is not null)
                {
                    WritePlane(deflate, frame.ScreenResponse);
                }
            }

            writer.Write(EndMark);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Whether the file was written to its end: the last four bytes say so, which is cheaper than reading it.</summary>
    public static bool IsWhole(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = File.OpenRead(path);
        if (file.Length < 80)
        {
            return false;
        }

        file.Seek(-sizeof(uint), SeekOrigin.End);
        Span<byte> end = stackalloc byte[sizeof(uint)];
        file.ReadExactly(end);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end) == EndMark;
    }

    /// <summary>Reads a frame; a damaged file is reported as <see cref="InvalidDataException"/>.</summary>
    public static RenderedFrame Read(string path, HeadState state)
    {
        using FileStream file = File.OpenRead(path);
        using BinaryReader reader = new(file);
        if (reader.ReadUInt64() != Signature)
        {
            throw new InvalidDataException("A file of the frame cache does not start as a frame; delete the cache folder.");
        }

        int width = reader.ReadInt32(), height = reader.ReadInt32();
        if (width is < 1 or > 8192 || height is < 1 or > 8192)
        {
            throw new InvalidDataException("A file of the frame cache has an impossible size; delete the cache folder.");
        }

        bool hasResponse = reader.ReadBoolean();
        System.Numerics.Vector2 Point() => new(reader.ReadSingle(), reader.ReadSingle());
        FacePoints points = new(Point(), Point(), Point(), Point(), Point());
        using DeflateStream deflate = new(file, CompressionMode.Decompress);
        byte[] pixels = ReadPlane(deflate, width * height * 3);
        return new(width, height, pixels, new(points, state)) { ScreenResponse = hasResponse ? ReadPlane(deflate, width * height * 3) : null };
    }

    private static void WritePlane(DeflateStream target, byte[] pixels)
    {
        byte[] differences = new byte[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            differences[i] = (byte)(pixels[i] - (i < 3 ? 0 : pixels[i - 3]));
        }

        target.Write(differences);
    }

    private static byte[] ReadPlane(DeflateStream source, int length)
    {
        byte[] pixels = new byte[length];
        source.ReadExactly(pixels);
        for (int i = 3; i < length; i++)
        {
            pixels[i] += pixels[i - 3];
        }

        return pixels;
    }
}
