using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>Luminance (ITU-R BT.601) of the pixels inside the outline of a face, as a histogram of 256 shares.</summary>
internal sealed class FaceLuminance : IDisposable
{
    private readonly double[] _shares = new double[256];

    public FaceLuminance(Image image, FaceShape shape)
    {
        using GreyImage grey = ImageOperations.ToGrey(image);
        ImagePoint[] outline = [.. shape.Outline];
        int top = (int)Math.Clamp(outline.Min(p => p.Y), 0, image.HeightPixels);
        int bottom = (int)Math.Clamp(outline.Max(p => p.Y), 0, image.HeightPixels);
        long count = 0;
        for (int y = top; y < bottom; y++)
        {
            (int left, int right) = Span(outline, y + 0.5f, image.WidthPixels);
            foreach (byte value in grey.Row(y)[left..right])
            {
                _shares[value]++;
            }

            count += right - left;
        }

        for (int i = 0; i < _shares.Length && count > 0; i++)
        {
            _shares[i] /= count;
        }
    }

    /// <summary>Share of face pixels per luminance 0 to 255.</summary>
    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>Mean, 0 to 1.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _shares.Length; i++)
            {
                sum += _shares[i] * i / 255;
            }

            return sum;
        }
    }

    /// <summary>Variance on the scale of 0 to 1.</summary>
    public double Variance
    {
        get
        {
            double mean = Mean;
            double sum = 0;
            for (int i = 0; i < _shares.Length; i++)
            {
                sum += _shares[i] * ((i / 255.0) - mean) * ((i / 255.0) - mean);
            }

            return sum;
        }
    }

    /// <summary>Share of pixels with luminance within the bounds, both included.</summary>
    public double Share(int lowest, int highest)
    {
        double sum = 0;
        for (int i = lowest; i <= highest; i++)
        {
            sum += _shares[i];
        }

        return sum;
    }

    public void Dispose() => Array.Clear(_shares);

    // The face's outline is taken as convex: one run of pixels per row.
    private static (int Left, int Right) Span(ImagePoint[] outline, float y, int width)
    {
        float left = float.PositiveInfinity;
        float right = float.NegativeInfinity;
        for (int i = 0; i < outline.Length; i++)
        {
            ImagePoint a = outline[i];
            ImagePoint b = outline[(i + 1) % outline.Length];
            if ((a.Y <= y) != (b.Y <= y))
            {
                float x = a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
                left = Math.Min(left, x);
                right = Math.Max(right, x);
            }
        }

        int from = (int)Math.Clamp(left, 0, width);
        return right <= left ? (0, 0) : (from, (int)Math.Clamp(right, from, width));
    }
}
