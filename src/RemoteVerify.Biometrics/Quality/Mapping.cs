namespace RemoteVerify.Biometrics.Quality;

/// <summary>The curves that ISO/IEC 29794-5 maps native measures with.</summary>
internal static class Mapping
{
    /// <summary>From 0 far below the middle to 1 far above it.</summary>
    public static double Sigmoid(double x, double middle, double width) => 1 / (1 + Math.Exp((middle - x) / width));

    /// <summary>Rounded and held within 0 to 100.</summary>
    public static int ToScalar(double value) => double.IsNaN(value) ? 0 : (int)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 100);
}
