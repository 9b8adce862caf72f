using System.Numerics;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A small description of a picture that survives scaling and recompression.</summary>
/// <param name="Fingerprint">256 bits: which of two neighbouring fields of a 16 x 17 grid is brighter.</param>
/// <param name="Background">Mean blue, green and red (0 to 255) of the upper corners, where the background is.</param>
/// <param name="Luminance">Share of pixels in 16 equal classes of luminance.</param>
/// <param name="GridSum">Check value of the 16 x 17 grid of rounded means: equal only when nothing in the picture moved.</param>
public sealed record FrameAppearance(PictureFingerprint Fingerprint, BackgroundColour Background, IReadOnlyList<float> Luminance, ulong GridSum)
{
    /// <summary>Colours of the main face; null without a face.</summary>
    public FaceColours? Face { get; init; }

    /// <summary>0 for equal histograms, 1 for disjoint ones.</summary>
    public double Distance(FrameAppearance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // Earth mover's distance of one-dimensional histograms, so that a slightly brighter picture stays near.
        double carried = 0;
        double work = 0;
        for (int i = 0; i < Luminance.Count; i++)
        {
            carried += Luminance[i] - other.Luminance[i];
            work += Math.Abs(carried);
        }

        double histogram = work / (Luminance.Count - 1);
        return Math.Max(histogram, Background.Distance(other.Background));
    }
}

/// <summary>Mean colour, 0 to 255 each.</summary>
public readonly record struct BackgroundColour(float Blue, float Green, float Red)
{
    /// <summary>Largest difference of a channel, 0 to 1.</summary>
    public double Distance(BackgroundColour other) =>
        Math.Max(Math.Abs(Blue - other.Blue), Math.Max(Math.Abs(Green - other.Green), Math.Abs(Red - other.Red))) / 255;
}

/// <summary>Mean colours of three upright strips of a face from the brows to the mouth, as seen in the picture.</summary>
public sealed record FaceColours(BackgroundColour Left, BackgroundColour Middle, BackgroundColour Right)
{
    /// <summary>Of all three.</summary>
    public BackgroundColour Mean => new(
        (Left.Blue + Middle.Blue + Right.Blue) / 3, (Left.Green + Middle.Green + Right.Green) / 3, (Left.Red + Middle.Red + Right.Red) / 3);
}

/// <summary>256 bits of a picture.</summary>
public readonly record struct PictureFingerprint(ulong A, ulong B, ulong C, ulong D)
{
    public const int Bits = 256;

    /// <summary>Share of bits that differ, 0 to 1.</summary>
    public double Distance(PictureFingerprint other) =>
        (BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B)
        + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D)) / (double)Bits;
}
