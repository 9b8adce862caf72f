using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics;

/// <summary>How the engine runs.</summary>
public sealed record BiometricEngineOptions
{
    public OnnxModelOptions Models { get; init; } = new();

    public FaceDetectorOptions Detector { get; init; } = new();
}

/// <summary>Detector, recogniser, attack detector and landmark locator of one model set, loaded once and used by all captures. Thread-safe.</summary>
public sealed class BiometricEngine : IDisposable
{
    /// <exception cref="RemoteVerify.Vision.Images.VisionFormatException">A model file is missing, altered or not as the manifest says.</exception>
    public BiometricEngine(ModelCatalog catalog, BiometricEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new BiometricEngineOptions();
        Catalog = catalog;
        MatchPolicy = MatchPolicy.FromCatalog(catalog);
        AttackPolicy = AttackPolicy.FromCatalog(catalog);
        try
        {
            Detector = new FaceDetector(catalog, options.Models, options.Detector);
            Recogniser = new FaceRecogniser(catalog, options.Models);
            AttackDetector = new AttackDetector(catalog, options.Models);
            LandmarkLocator = Landmarks.LandmarkLocator.For(catalog, options.Models);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The models in use, for the record of a decision.</summary>
    public ModelCatalog Catalog { get; }

    public FaceDetector Detector { get; } = null!;

    public FaceRecogniser Recogniser { get; } = null!;

    public AttackDetector AttackDetector { get; } = null!;

    public ILandmarkLocator LandmarkLocator { get; } = null!;

    /// <summary>The set's own thresholds, with their source.</summary>
    public MatchPolicy MatchPolicy { get; }

    /// <summary>The set's threshold for the attack score, with its source.</summary>
    public AttackPolicy AttackPolicy { get; }

    public void Dispose()
    {
        Detector?.Dispose();
        Recogniser?.Dispose();
        AttackDetector?.Dispose();
        LandmarkLocator?.Dispose();
    }
}
