using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>What the components look at: computed once for a face.</summary>
internal sealed class QualityInput : IDisposable
{
    private const double ZoneShare = 0.3;

    public QualityInput(Image image, DetectedFace face, IReadOnlyList<DetectedFace> all, FaceLandmarks landmarks)
    {
        Image = image;
        Face = face;
        Shape = landmarks.Shape;
        Pose = landmarks.Pose;
        SecondFaceShare = all.Where(f => !ReferenceEquals(f, face)).Select(f => (double)f.Box.Area / face.Box.Area).DefaultIfEmpty(0).Max();
        Luminance = new FaceLuminance(image, Shape);
    }

    public Image Image { get; }

    public DetectedFace Face { get; }

    public FaceShape Shape { get; }

    public HeadPose Pose { get; }

    /// <summary>Area of the largest other face over this one's; 0 when alone.</summary>
    public double SecondFaceShare { get; }

    public FaceLuminance Luminance { get; }

    public double EyeDistance => Face.Points.InterEyeDistancePixels;

    public double EyeMiddleX => (Face.Points.RightEye.X + Face.Points.LeftEye.X) / 2;

    public double EyeMiddleY => (Face.Points.RightEye.Y + Face.Points.LeftEye.Y) / 2;

    /// <summary>Square on the subject's right cheek, cut to the picture; the caller disposes it. Null when it lies outside.</summary>
    public Image? RightCheekZone() => Zone(Shape.RightCheek);

    /// <summary>Square on the subject's left cheek.</summary>
    public Image? LeftCheekZone() => Zone(Shape.LeftCheek);

    public void Dispose() => Luminance.Dispose();

    private Image? Zone(ImagePoint centre)
    {
        double half = Math.Max(1, EyeDistance * ZoneShare / 2);
        int left = (int)Math.Clamp(centre.X - half, 0, Image.WidthPixels);
        int right = (int)Math.Clamp(centre.X + half, 0, Image.WidthPixels);
        int top = (int)Math.Clamp(centre.Y - half, 0, Image.HeightPixels);
        int bottom = (int)Math.Clamp(centre.Y + half, 0, Image.HeightPixels);
        return right - left < 2 || bottom - top < 2 ? null : ImageOperations.Crop(Image, left, top, right - left, bottom - top);
    }
}
