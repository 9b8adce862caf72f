namespace RemoteVerify.Biometrics.Detection;

/// <summary>A point in image pixels; x grows to the right, y downwards, (0,0) is the outer corner of the first pixel.</summary>
public readonly record struct ImagePoint(float X, float Y);

/// <summary>The box of a face in image pixels; it may reach beyond the image.</summary>
public readonly record struct FaceBox(float X, float Y, float Width, float Height)
{
    public float CentreX => X + (Width / 2);

    public float CentreY => Y + (Height / 2);

    public float Area => Width * Height;
}

/// <summary>Five landmarks in image pixels; right and left are the subject's, so the right eye lies left in the picture.</summary>
public sealed record FivePoints(ImagePoint RightEye, ImagePoint LeftEye, ImagePoint NoseTip, ImagePoint RightMouthCorner, ImagePoint LeftMouthCorner)
{
    /// <summary>Distance between the eye centres in pixels.</summary>
    public float InterEyeDistancePixels => MathF.Sqrt(
        ((LeftEye.X - RightEye.X) * (LeftEye.X - RightEye.X)) + ((LeftEye.Y - RightEye.Y) * (LeftEye.Y - RightEye.Y)));
}

/// <summary>One face that the detector found.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Confidence">0 to 1; says that a face is there, nothing about its quality.</param>
/// <param name="Points">Its five landmarks.</param>
public sealed record DetectedFace(FaceBox Box, float Confidence, FivePoints Points);
