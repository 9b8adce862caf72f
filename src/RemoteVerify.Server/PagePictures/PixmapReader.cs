// Netpbm, ppm(5), the raw form: "P6", width and height, largest value, each on a line, then red, green and blue of every pixel.
using System.Buffers.Text;
using System.Security.Cryptography;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.PagePictures;

/// <summary>Takes a picture without compression from a stream: there is nothing in it that a decoder could stumble over.</summary>
internal static class PixmapReader
{
    private const int MostHeaderBytes = 64;
    private const int ChunkBytes = 32_768;
    private const int Channels = 3;

    /// <summary>For a page that is too large the program draws a single point, and a strip of paper is no page: what is flatter or longer than this says nothing to anybody.</summary>
    private const int LowestPixels = 16;
    private const int MostHeights = 8;

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="stream">Where the picture comes from.</param>
    /// <param name="widthPixels">The width that it must have.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it is no such picture, has another width or a senseless height, is cut short, or goes on behind its last pixel. The caller disposes it.</returns>
    public static async Task<Image?> ReadAsync(Stream stream, int widthPixels, CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[ChunkBytes];
        int held = 0;
        (int Width, int Height, int Bytes)? header;
        while ((header = Header(chunk.AsSpan(0, held))) is null)
        {
            int read = held < MostHeaderBytes ? await stream.ReadAsync(chunk.AsMemory(held, MostHeaderBytes - held), cancellationToken) : 0;
            if (read == 0)
            {
                return null;
            }

            held += read;
        }

        (int width, int height, int begin) = header.Value;
        if (width != widthPixels || height < LowestPixels || height > widthPixels * MostHeights)
        {
            return null;
        }

        Image image = new(width, height);
        bool isWhole = false;
        try
        {
            isWhole = await FillAsync(image, stream, chunk, chunk.AsMemory(begin, held - begin), cancellationToken);
            return isWhole ? image : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(chunk);
            if (!isWhole)
            {
                image.Dispose();
            }
        }
    }

    private static async Task<bool> FillAsync(Image image, Stream stream, byte[] chunk, ReadOnlyMemory<byte> first, CancellationToken cancellationToken)
    {
        int at = 0, all = image.Pixels.Length;
        for (ReadOnlyMemory<byte> part = first; ;)
        {
            if (at + part.Length > all)
            {
                return false;
            }

            Put(image.Pixels, at, part.Span);
            at += part.Length;
            int read = await stream.ReadAsync(chunk, cancellationToken);
            if (read == 0)
            {
                return at == all;
            }

            part = chunk.AsMemory(0, read);
        }
    }

    /// <summary>From red, green, blue to blue, green, red.</summary>
    private static void Put(Span<byte> pixels, int at, ReadOnlySpan<byte> part)
    {
        foreach (byte value in part)
        {
            pixels[at + Channels - 1 - (2 * (at % Channels))] = value;
            at++;
        }
    }

    /// <summary>Null while its three lines are not there, or when they are other lines.</summary>
    private static (int Width, int Height, int Bytes)? Header(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("P6\n"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> size = bytes["P6\n"u8.Length..];
        return Utf8Parser.TryParse(size, out int width, out int widthBytes) && size[widthBytes..].StartsWith(" "u8)
            && Utf8Parser.TryParse(size[(widthBytes + 1)..], out int height, out int heightBytes) && size[(widthBytes + 1 + heightBytes)..].StartsWith("\n255\n"u8)
            ? (width, height, "P6\n"u8.Length + widthBytes + 1 + heightBytes + "\n255\n"u8.Length)
            : null;
    }
}
