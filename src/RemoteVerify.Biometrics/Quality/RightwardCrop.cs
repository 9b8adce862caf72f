namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance from the right edge of the picture to the eye beside it, in eye distances.</summary>
internal sealed class RightwardCrop : IQualityComponent
{
    public string Name => nameof(RightwardCrop);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => (input.Image.WidthPixels - input.Face.Points.LeftEye.X) / input.EyeDistance;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 0.9, 0.1);
}
