using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>The manifest's crop <c>eyes-level-S</c>: a square of S times the longer side round the box's centre, turned so that the eyes are level.</summary>
internal sealed class EyesLevelCrop
{
    private readonly FaceBox _box;
    private readonly int _sidePixels;
    private readonly float _cos;
    private readonly float _sin;
    private readonly float _scale;

    /// <param name="face">The face.</param>
    /// <param name="share">Side of the square in longer sides of the box.</param>
    /// <param name="sidePixels">Width and height of the result.</param>
    public EyesLevelCrop(DetectedFace face, float share, int sidePixels)
    {
        _box = face.Box;
        _sidePixels = sidePixels;
        _scale = sidePixels / Math.Max(1, share * Math.Max(face.Box.Width, face.Box.Height));
        TurnRadians = FaceAxes.Of(face.Points).Roll;
        _cos = MathF.Cos(TurnRadians) * _scale;
        _sin = MathF.Sin(TurnRadians) * _scale;
    }

    /// <summary>How far the square lies turned clockwise in the picture.</summary>
    public float TurnRadians { get; }

    /// <summary>The square, sampled between four pixels; what lies outside the picture is black.</summary>
    public Image Cut(Image image) => ImageOperations.WarpAffine(image, Matrix(1, 1), _sidePixels, _sidePixels);

    /// <summary>The same, but a large face is averaged down first, so that no fine pattern turns into a false one.</summary>
    public Image CutAveraged(Image image)
    {
        int reduction = (int)(1 / _scale);
        if (reduction < 2 || Math.Min(image.WidthPixels, image.HeightPixels) < 2 * reduction)
        {
            return Cut(image);
        }

        using Image smaller = ImageOperations.Resize(image, image.WidthPixels / reduction, image.HeightPixels / reduction, Interpolation.Area);
        double[] matrix = Matrix((double)image.WidthPixels / smaller.WidthPixels, (double)image.HeightPixels / smaller.HeightPixels);
        return ImageOperations.WarpAffine(smaller, matrix, _sidePixels, _sidePixels);
    }

    /// <summary>A place in the square, in its pixels, as a place in the picture.</summary>
    public ImagePoint ToPicture(float x, float y)
    {
        float cos = _cos / (_scale * _scale);
        float sin = _sin / (_scale * _scale);
        x -= _sidePixels / 2f;
        y -= _sidePixels / 2f;
        return new ImagePoint(_box.CentreX + (cos * x) - (sin * y), _box.CentreY + (sin * x) + (cos * y));
    }

    // From a picture whose columns and rows were averaged by these factors.
    private double[] Matrix(double columns, double rows)
    {
        float middle = _sidePixels / 2f;
        return
        [
            _cos * columns, _sin * rows, middle - (_cos * _box.CentreX) - (_sin * _box.CentreY),
            -_sin * columns, _cos * rows, middle + (_sin * _box.CentreX) - (_cos * _box.CentreY),
        ];
    }
}
