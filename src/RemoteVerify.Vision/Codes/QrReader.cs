using System.Security.Cryptography;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Interop;

namespace RemoteVerify.Vision.Codes;

/// <summary>Finds a QR code (ISO/IEC 18004) in a picture and reads it. What it says is anybody's word: a code carries no proof of its own.</summary>
public static class QrReader
{
    /// <summary>The most that a code holds: version 40, lowest correction, bytes.</summary>
    public const int MaximumBytes = 2953;

    /// <summary>A picture with a longer side is made smaller for all but the first look.</summary>
    public const int WorkingSidePixels = 1920;

    private const int FirstSidePixels = 3840;

    /// <summary>Blur of the surroundings that a pixel is held against, in pixels of the working size: about two modules of a small code.</summary>
    private const double SurroundingsPixels = 5;

    /// <summary>How much darker than its surroundings a pixel must be to count as ink; above the noise of cheap cameras.</summary>
    private const int InkLevels = 4;

    private const double SofteningPixels = 0.7;
    private const double SharpeningPixels = 3;

    /// <summary>zbar's version, for the record of a measurement.</summary>
    public static string EngineVersion => CodesShim.EngineVersion();

    /// <summary>The bytes of the first code as they were encoded, no character set guessed; null when none is found. The picture is looked at as it is, then enlarged against uneven light, then enlarged and sharpened against blur.</summary>
    public static byte[]? Read(GreyImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using GreyImage? large = Smaller(picture, FirstSidePixels);
        if (Look(large ?? picture) is { } plain)
        {
            return plain;
        }

        using GreyImage? reduced = Smaller(picture, WorkingSidePixels);
        GreyImage working = reduced ?? picture;
        int width = working.WidthPixels * 2;
        int height = working.HeightPixels * 2;
        using GreyImage doubled = ImageOperations.Resize(working, width, height, Interpolation.Cubic);
        using (GreyImage ink = Ink(working, doubled))
        {
            if (Look(ink) is { } lit)
            {
                return lit;
            }
        }

        using GreyImage blurred = ImageOperations.GaussianBlur(doubled, SharpeningPixels);
        Sharpen(doubled.Pixels, blurred.Pixels);
        return Look(doubled);
    }

    private static byte[]? Look(GreyImage picture)
    {
        Span<byte> room = stackalloc byte[MaximumBytes];
        int length = CodesShim.ReadQr(picture, room);
        byte[]? found = length == 0 ? null : room[..length].ToArray();
        CryptographicOperations.ZeroMemory(room);
        return found;
    }

    private static GreyImage? Smaller(GreyImage picture, int longestSide)
    {
        int longest = Math.Max(picture.WidthPixels, picture.HeightPixels);
        return longest <= longestSide
            ? null
            : ImageOperations.Resize(picture, Math.Max(1, picture.WidthPixels * longestSide / longest), Math.Max(1, picture.HeightPixels * longestSide / longest), Interpolation.Area);
    }

    /// <summary>Black where a pixel is darker than its surroundings, white elsewhere.</summary>
    private static GreyImage Ink(GreyImage working, GreyImage doubled)
    {
        using GreyImage blurred = ImageOperations.GaussianBlur(working, SurroundingsPixels);
        using GreyImage surroundings = ImageOperations.Resize(blurred, doubled.WidthPixels, doubled.HeightPixels);
        Span<byte> around = surroundings.Pixels;
        ReadOnlySpan<byte> from = doubled.Pixels;
        for (int i = 0; i < around.Length; i++)
        {
            around[i] = from[i] + InkLevels >= around[i] ? byte.MaxValue : byte.MinValue;
        }

        return ImageOperations.GaussianBlur(surroundings, SofteningPixels);
    }

    private static void Sharpen(Span<byte> pixels, ReadOnlySpan<byte> blurred)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(((5 * pixels[i]) - (3 * blurred[i])) / 2, 0, byte.MaxValue);
        }
    }
}
