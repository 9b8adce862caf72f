namespace RemoteVerify.Biometrics.Quality;

/// <summary>The curve that ISO/IEC 29794-5 uses for all three angles.</summary>
internal static class HeadPoseMapping
{
    /// <summary>15 degrees give 93, 25 give 82, 90 and more 0.</summary>
    public static double CosineSquared(double degrees)
    {
        double cosine = Math.Max(0, Math.Cos(degrees * Math.PI / 180));
        return 100 * cosine * cosine;
    }
}
