using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>Measures the quality components of ISO/IEC 29794-5 for one face. Thread-safe.</summary>
public sealed class QualityAssessor(BiometricEngine engine)
{
    private static readonly IQualityComponent[] Computed =
    [
        new IlluminationUniformity(), new LuminanceMean(), new LuminanceVariance(), new UnderExposurePrevention(), new OverExposurePrevention(),
        new DynamicRange(), new Sharpness(), new NaturalColour(), new SingleFacePresent(), new EyesOpen(), new MouthClosed(),
        new InterEyeDistance(), new HeadSize(), new LeftwardCrop(), new RightwardCrop(), new MarginAbove(), new MarginBelow(),
        new HeadPoseYaw(), new HeadPosePitch(), new HeadPoseRoll(),
    ];

    // What each would need is not in the model set.
    private static readonly (string Component, string Needs)[] Missing =
    [
        ("UnifiedQualityScore", "a quality network (MagFace)"),
        ("BackgroundUniformity", "a face parsing network"),
        ("NoCompressionArtifacts", "a compression network"),
        ("EyesVisible", "a face occlusion network"),
        ("MouthOcclusionPrevention", "a face occlusion network"),
        ("FaceOcclusionPrevention", "a face occlusion network"),
        ("ExpressionNeutrality", "an expression network"),
        ("NoHeadCoverings", "a face parsing network"),
    ];

    /// <summary>The names of all 28 components.</summary>
    public static IReadOnlyList<string> Components { get; } = [.. Computed.Select(c => c.Name), .. Missing.Select(m => m.Component)];

    /// <summary>Finds the face that the picture is about and measures it; null when there is none.</summary>
    public QualityReport? Assess(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        IReadOnlyList<DetectedFace> faces = engine.Detector.Detect(image);
        DetectedFace? face = MainFace.Of(faces, image.WidthPixels, image.HeightPixels);
        return face is null ? null : Assess(image, face, faces, engine.LandmarkLocator.Locate(image, face));
    }

    /// <summary>Measures a face that was already found.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="face">The face to measure.</param>
    /// <param name="all">All faces of the picture.</param>
    /// <param name="landmarks">The face's landmarks.</param>
    public static QualityReport Assess(Image image, DetectedFace face, IReadOnlyList<DetectedFace> all, FaceLandmarks landmarks)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(landmarks);
        using QualityInput input = new(image, face, all, landmarks);
        return new QualityReport(
            [.. Computed.Select(c => Value(c, input)), .. Missing.Select(m => new QualityValue(m.Component, QualityBasis.NotComputed, null, null, $"needs {m.Needs}"))]);
    }

    private static QualityValue Value(IQualityComponent component, QualityInput input)
    {
        double raw = component.Measure(input);
        return double.IsFinite(raw)
            ? new QualityValue(component.Name, component.Basis, raw, Mapping.ToScalar(component.Map(raw)), string.Empty)
            : new QualityValue(component.Name, QualityBasis.NotComputed, null, null, "the part of the face lies outside the picture");
    }
}
