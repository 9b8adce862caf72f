using RemoteVerify.Vision.Interop;

namespace RemoteVerify.Vision.Images;

/// <summary>How pixels between pixels are found.</summary>
public enum Interpolation
{
    Nearest = 0,
    Linear = 1,
    Cubic = 2,

    /// <summary>Averages the pixels that fall together; for making an image smaller.</summary>
    Area = 3,
}

/// <summary>A colour space with three 8-bit channels, as OpenCV scales it.</summary>
public enum ColourSpace
{
    /// <summary>CIE L*a*b*: L 0..255 for 0..100, a and b shifted by 128.</summary>
    Lab = 2,

    /// <summary>Luminance, red difference, blue difference.</summary>
    YCrCb = 3,

    /// <summary>Hue 0..179 (two degrees a step), saturation, value.</summary>
    Hsv = 4,
}

/// <summary>Mean, standard deviation and mean magnitude of a Laplacian response.</summary>
public readonly record struct LaplacianStatistics(double Mean, double Deviation, double MeanMagnitude);

/// <summary>Mean, standard deviation and maximum of a gradient's magnitude.</summary>
public readonly record struct GradientStatistics(double Mean, double Deviation, double Maximum);

/// <summary>Pixel work. Every result is a new image that the caller disposes.</summary>
public static class ImageOperations
{
    /// <summary>OpenCV's version, for the record of a decision.</summary>
    public static string EngineVersion => Shim.OpenCvVersion();

    public static Image Resize(Image source, int widthPixels, int heightPixels, Interpolation interpolation = Interpolation.Linear)
    {
        ArgumentNullException.ThrowIfNull(source);
        Image target = new(widthPixels, heightPixels);
        Shim.Apply(Shim.Operation.Resize, Shim.Pixels.Of(source), Shim.Pixels.Of(target), (int)interpolation);
        return target;
    }

    /// <summary>Copies a rectangle that lies inside the image.</summary>
    public static Image Crop(Image source, int x, int y, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, source.WidthPixels - x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, source.HeightPixels - y);
        Image target = new(widthPixels, heightPixels);
        for (int row = 0; row < heightPixels; row++)
        {
            source.Row(y + row).Slice(x * 3, widthPixels * 3).CopyTo(target.Row(row));
        }

        return target;
    }

    /// <summary>Maps the image by a 2x3 matrix from source to target coordinates, row-major, pixel centres at whole numbers.</summary>
    /// <param name="replicateEdge">What lies outside the source: the nearest edge pixel, or black.</param>
    public static Image WarpAffine(
        Image source, ReadOnlySpan<double> matrix, int widthPixels, int heightPixels,
        Interpolation interpolation = Interpolation.Linear, bool replicateEdge = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, 6, nameof(matrix));
        Image target = new(widthPixels, heightPixels);
        Shim.WarpAffine(Shim.Pixels.Of(source), Shim.Pixels.Of(target), matrix, (Shim.Interpolation)(int)interpolation, replicateEdge);
        return target;
    }

    /// <summary>Turns and mirrors as Exif orientation 1..8 asks.</summary>
    public static Image Orient(Image source, int orientation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(orientation, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orientation, 8);
        Image target = orientation >= 5 ? new(source.HeightPixels, source.WidthPixels) : new(source.WidthPixels, source.HeightPixels);
        Shim.Apply(Shim.Operation.Orient, Shim.Pixels.Of(source), Shim.Pixels.Of(target), orientation);
        return target;
    }

    /// <summary>Left and right exchanged.</summary>
    public static Image Mirror(Image source) => Orient(source, 2);

    /// <summary>Luminance by ITU-R BT.601 weights.</summary>
    public static GreyImage ToGrey(Image source)
    {
        ArgumentNullException.ThrowIfNull(source);
        GreyImage target = new(source.WidthPixels, source.HeightPixels);
        Shim.Apply(Shim.Operation.ConvertColour, Shim.Pixels.Of(source), Shim.Pixels.Of(target), (int)Shim.Conversion.BgrToGrey);
        return target;
    }

    /// <summary>The same pixels in another colour space, interleaved in an image's buffer.</summary>
    public static Image Convert(Image source, ColourSpace space)
    {
        ArgumentNullException.ThrowIfNull(source);
        Image target = new(source.WidthPixels, source.HeightPixels);
        Shim.Apply(Shim.Operation.ConvertColour, Shim.Pixels.Of(source), Shim.Pixels.Of(target), (int)space);
        return target;
    }

    public static Image GaussianBlur(Image source, double sigmaPixels)
    {
        ArgumentNullException.ThrowIfNull(source);
        Image target = new(source.WidthPixels, source.HeightPixels);
        Shim.GaussianBlur(Shim.Pixels.Of(source), Shim.Pixels.Of(target), sigmaPixels);
        return target;
    }

    public static GreyImage GaussianBlur(GreyImage source, double sigmaPixels)
    {
        ArgumentNullException.ThrowIfNull(source);
        GreyImage target = new(source.WidthPixels, source.HeightPixels);
        Shim.GaussianBlur(Shim.Pixels.Of(source), Shim.Pixels.Of(target), sigmaPixels);
        return target;
    }

    public static GreyImage Resize(GreyImage source, int widthPixels, int heightPixels, Interpolation interpolation = Interpolation.Linear)
    {
        ArgumentNullException.ThrowIfNull(source);
        GreyImage target = new(widthPixels, heightPixels);
        Shim.Apply(Shim.Operation.Resize, Shim.Pixels.Of(source), Shim.Pixels.Of(target), (int)interpolation);
        return target;
    }

    /// <summary>Copies a rectangle that lies inside the image.</summary>
    public static GreyImage Crop(GreyImage source, int x, int y, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, source.WidthPixels - x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, source.HeightPixels - y);
        GreyImage target = new(widthPixels, heightPixels);
        for (int row = 0; row < heightPixels; row++)
        {
            source.Row(y + row).Slice(x, widthPixels).CopyTo(target.Row(row));
        }

        return target;
    }

    /// <summary>Statistics of the second derivative.</summary>
    /// <param name="kernel">Odd, 1 to 9.</param>
    public static LaplacianStatistics Laplacian(GreyImage source, int kernel)
    {
        ArgumentNullException.ThrowIfNull(source);
        (double mean, double deviation, double magnitude) = Shim.Statistics(Shim.Pixels.Of(source), kernel, laplacian: true);
        return new LaplacianStatistics(mean, deviation, magnitude);
    }

    /// <summary>Statistics of the gradient's magnitude.</summary>
    /// <param name="kernel">Odd, 1 to 7.</param>
    public static GradientStatistics Gradient(GreyImage source, int kernel)
    {
        ArgumentNullException.ThrowIfNull(source);
        (double mean, double deviation, double maximum) = Shim.Statistics(Shim.Pixels.Of(source), kernel, laplacian: false);
        return new GradientStatistics(mean, deviation, maximum);
    }

    /// <summary>log(1 + magnitude) of the Fourier transform under a Hann window with the mean removed; zero frequency in the middle.</summary>
    /// <param name="logMagnitude">Width x height values, row by row.</param>
    public static void Spectrum(GreyImage source, Span<float> logMagnitude)
    {
        ArgumentNullException.ThrowIfNull(source);
        Shim.Spectrum(Shim.Pixels.Of(source), logMagnitude);
    }
}
