using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Quality;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Quality;

public class QualityAssessorTests
{
    [SkippableFact]
    public void Assess_RealFace_GivesAll28ComponentsOnce()
    {
        QualityReport report = Report("vm_live_1.jpg");
        Assert.Equal(28, report.Values.Count);
        Assert.Equal(28, report.Values.Select(v => v.Component).Distinct().Count());
        Assert.Equal(QualityAssessor.Components, report.Values.Select(v => v.Component));
        Assert.All(report.Values, v => Assert.Equal(v.Basis == QualityBasis.NotComputed, v.Scalar is null));
        Assert.All(report.Values.Where(v => v.Scalar is null), v => Assert.StartsWith("needs ", v.Note, StringComparison.Ordinal));
        Assert.Equal(8, report.Values.Count(v => v.Basis == QualityBasis.NotComputed));
        Assert.Equal(100, report["SingleFacePresent"].Scalar);
        Assert.InRange(report["EyesOpen"].Scalar!.Value, 90, 100);
        Assert.InRange(report["MouthClosed"].Scalar!.Value, 90, 100);
        Assert.InRange(report["HeadPoseYaw"].Scalar!.Value, 95, 100);
    }

    [SkippableFact]
    public void Assess_BlurredFace_IsLessSharpAndOtherwiseAlike()
    {
        BiometricEngine engine = StandardModels.Engine;
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg");
        using Image blurred = ImageOperations.GaussianBlur(image, 4);
        QualityAssessor assessor = new(engine);
        QualityReport sharp = assessor.Assess(image)!;
        QualityReport soft = assessor.Assess(blurred)!;
        Assert.True(sharp["Sharpness"].Scalar >= 90 && soft["Sharpness"].Scalar <= 45);
        Assert.InRange(soft["LuminanceMean"].Raw!.Value, sharp["LuminanceMean"].Raw!.Value - 0.03, sharp["LuminanceMean"].Raw!.Value + 0.03);
    }

    [SkippableFact]
    public void Assess_TooBrightAndTooDark_AreTold()
    {
        using Image bright = StandardModels.Load(TestMaterial.PresentationAttackSamples, "vm_live_1.jpg");
        using Image dark = bright.Clone();
        Scale(bright, 2.6);
        Scale(dark, 0.2);
        QualityAssessor assessor = new(StandardModels.Engine);
        QualityReport over = assessor.Assess(bright)!;
        QualityReport under = assessor.Assess(dark)!;
        Assert.True(over["OverExposurePrevention"].Scalar < 20);
        Assert.True(under["LuminanceMean"].Scalar < 20);
        Assert.True(under["DynamicRange"].Scalar < over["DynamicRange"].Scalar);
    }

    [SkippableFact]
    public void Assess_NoFace_IsNull()
    {
        using Image blank = new(320, 240);
        Assert.Null(new QualityAssessor(StandardModels.Engine).Assess(blank));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(15, 93)]
    [InlineData(-25, 82)]
    [InlineData(90, 0)]
    [InlineData(140, 0)]
    public void Map_HeadPose_IsTheStandardsCurve(double degrees, int expected) =>
        Assert.Equal(expected, Mapping.ToScalar(new HeadPoseYaw().Map(degrees)));

    [Fact]
    public void Map_KnownPoints_GiveTheStandardsNumbers()
    {
        Assert.Equal(100, Mapping.ToScalar(new OverExposurePrevention().Map(0)));
        Assert.Equal(67, Mapping.ToScalar(new OverExposurePrevention().Map(0.005)));
        Assert.Equal(20, Mapping.ToScalar(new OverExposurePrevention().Map(0.04)));
        Assert.Equal(50, Mapping.ToScalar(new InterEyeDistance().Map(70)));
        Assert.Equal(100, Mapping.ToScalar(new HeadSize().Map(0.45)));
        Assert.Equal(100, Mapping.ToScalar(new DynamicRange().Map(8)));
    }

    private static QualityReport Report(string file)
    {
        using Image image = StandardModels.Load(TestMaterial.PresentationAttackSamples, file);
        return new QualityAssessor(StandardModels.Engine).Assess(image)!;
    }

    private static void Scale(Image image, double factor)
    {
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Clamp(image.Pixels[i] * factor, 0, 255);
        }
    }
}
