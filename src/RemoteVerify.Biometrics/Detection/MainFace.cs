namespace RemoteVerify.Biometrics.Detection;

/// <summary>Which of several faces a picture is about: a large one near the middle, not merely the largest.</summary>
public static class MainFace
{
    /// <summary>The face with the largest area, weighted by its nearness to the picture's centre; null for no faces.</summary>
    /// <param name="faces">As the detector gave them.</param>
    /// <param name="widthPixels">Width of the picture.</param>
    /// <param name="heightPixels">Height of the picture.</param>
    public static DetectedFace? Of(IReadOnlyList<DetectedFace> faces, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(faces);
        float halfDiagonal = MathF.Sqrt(((float)widthPixels * widthPixels) + ((float)heightPixels * heightPixels)) / 2;
        return faces.MaxBy(face => face.Box.Area * Centrality(face.Box, widthPixels, heightPixels, halfDiagonal));
    }

    // 1 in the middle, 0 in a corner; squared, as a bystander beside the subject is often nearer to the camera.
    private static float Centrality(FaceBox box, int width, int height, float halfDiagonal)
    {
        float x = box.CentreX - (width / 2f);
        float y = box.CentreY - (height / 2f);
        float nearness = Math.Max(0, 1 - (MathF.Sqrt((x * x) + (y * y)) / halfDiagonal));
        return nearness * nearness;
    }
}
