using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>Whole pixels of a face's box, scaled round its centre and cut where the picture ends; at least one pixel.</summary>
internal readonly record struct CueRegion(int Left, int Top, int Width, int Height)
{
    public int Area => Width * Height;

    public static CueRegion Of(FaceBox box, float scale, int imageWidth, int imageHeight)
    {
        (int left, int width) = Range(box.CentreX, box.Width * scale, imageWidth);
        (int top, int height) = Range(box.CentreY, box.Height * scale, imageHeight);
        return new CueRegion(left, top, width, height);
    }

    public GreyImage CutFrom(GreyImage image) => ImageOperations.Crop(image, Left, Top, Width, Height);

    public Image CutFrom(Image image) => ImageOperations.Crop(image, Left, Top, Width, Height);

    private static (int First, int Length) Range(float centre, float length, int limit)
    {
        int first = (int)Math.Clamp(centre - (length / 2), 0, limit - 1);
        int end = (int)Math.Clamp(centre + (length / 2), first + 1, limit);
        return (first, end - first);
    }
}
