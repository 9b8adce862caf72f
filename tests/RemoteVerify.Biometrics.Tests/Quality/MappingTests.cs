using RemoteVerify.Biometrics.Quality;

namespace RemoteVerify.Biometrics.Tests.Quality;

/// <summary>
/// Each mapping of ISO/IEC 29794-5 at points worked out by hand from its published parameters (middle x0, width w, peak): at x0 a sigmoid is half,
/// one width away 73.1 or 26.9, two widths 88.1 or 11.9.
/// </summary>
public class MappingTests
{
    [Theory]
    [InlineData("InterEyeDistance", 70, 50)]
    [InlineData("InterEyeDistance", 90, 73)]
    [InlineData("InterEyeDistance", 30, 12)]
    [InlineData("HeadSize", 0.45, 100)]
    [InlineData("HeadSize", 0.50, 54)]
    [InlineData("HeadSize", 0.40, 54)]
    [InlineData("HeadSize", 0.55, 24)]
    [InlineData("LeftwardCrop", 0.9, 50)]
    [InlineData("RightwardCrop", 1.0, 73)]
    [InlineData("MarginAbove", 1.4, 50)]
    [InlineData("MarginBelow", 1.8, 50)]
    [InlineData("MarginBelow", 1.7, 27)]
    [InlineData("IlluminationUniformity", 1, 100)]
    [InlineData("IlluminationUniformity", 0.1, 50)]
    [InlineData("IlluminationUniformity", 0, 0)]
    [InlineData("LuminanceMean", 0.5, 100)]
    [InlineData("LuminanceMean", 0.2, 50)]
    [InlineData("LuminanceMean", 0.8, 50)]
    [InlineData("LuminanceMean", 0.15, 27)]
    [InlineData("LuminanceVariance", 0, 0)]
    [InlineData("LuminanceVariance", 0.0166666666667, 100)]
    [InlineData("LuminanceVariance", 0.05, 71)]
    [InlineData("UnderExposurePrevention", 0, 100)]
    [InlineData("UnderExposurePrevention", 0.92, 50)]
    [InlineData("UnderExposurePrevention", 0.97, 27)]
    [InlineData("OverExposurePrevention", 0, 100)]
    [InlineData("OverExposurePrevention", 0.01, 50)]
    [InlineData("OverExposurePrevention", 0.04, 20)]
    [InlineData("DynamicRange", 8, 100)]
    [InlineData("DynamicRange", 4, 50)]
    [InlineData("NaturalColour", 0, 100)]
    [InlineData("NaturalColour", 10, 54)]
    [InlineData("EyesOpen", 0.02, 50)]
    [InlineData("EyesOpen", 0.03, 73)]
    [InlineData("EyesOpen", 0, 12)]
    [InlineData("MouthClosed", 0.2, 50)]
    [InlineData("MouthClosed", 0.26, 27)]
    [InlineData("MouthClosed", 0, 97)]
    [InlineData("SingleFacePresent", 0, 100)]
    [InlineData("SingleFacePresent", 0.3, 70)]
    [InlineData("HeadPoseYaw", 30, 75)]
    [InlineData("HeadPosePitch", -45, 50)]
    [InlineData("HeadPoseRoll", 60, 25)]
    public void Map_KnownRawValue_GivesTheStandardsScalar(string component, double raw, int scalar) =>
        Assert.Equal(scalar, Mapping.ToScalar(Component(component).Map(raw)));

    [Fact]
    public void Components_ThatNeedANetworkWeLack_AreNeverComputed()
    {
        string[] missing = ["UnifiedQualityScore", "BackgroundUniformity", "NoCompressionArtifacts", "EyesVisible", "MouthOcclusionPrevention", "FaceOcclusionPrevention", "ExpressionNeutrality", "NoHeadCoverings"];
        Assert.Equal(28, QualityAssessor.Components.Count);
        Assert.All(missing, name => Assert.Contains(name, QualityAssessor.Components));
        Assert.Equal(20, Components.Length);
        Assert.Empty(Components.Select(component => component.Name).Intersect(missing));
        Assert.Equal(4, Components.Count(component => component.Basis == QualityBasis.OwnMeasure));
        Assert.Equal(16, Components.Count(component => component.Basis == QualityBasis.StandardFormula));
    }

    private static IQualityComponent[] Components { get; } =
    [
        new IlluminationUniformity(), new LuminanceMean(), new LuminanceVariance(), new UnderExposurePrevention(), new OverExposurePrevention(),
        new DynamicRange(), new Sharpness(), new NaturalColour(), new SingleFacePresent(), new EyesOpen(), new MouthClosed(), new InterEyeDistance(),
        new HeadSize(), new LeftwardCrop(), new RightwardCrop(), new MarginAbove(), new MarginBelow(), new HeadPoseYaw(), new HeadPosePitch(), new HeadPoseRoll(),
    ];

    private static IQualityComponent Component(string name) => Components.Single(component => component.Name == name);
}
