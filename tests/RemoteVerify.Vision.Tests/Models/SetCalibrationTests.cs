using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class SetCalibrationTests
{
    private static readonly ModelManifest Manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json")));

    [Fact]
    public void With_CalibrationOfTheSameFiles_TakesThePlaceOfTheManifestsThresholds()
    {
        ModelCatalog standard = Catalog("standard");
        ModelCatalog calibrated = standard.With(SetCalibration.Read(Made(standard).Write()));
        Assert.Equal((0.61f, 0.52f), (calibrated.Set.Calibration("accept").Threshold, calibrated.Set.Calibration("officer").Threshold));
        Assert.Equal("calibration of 2026-11-29 on our webcams", calibrated.ThresholdSource);
        Assert.Equal(standard.Set.Calibration("bona-fide"), calibrated.Set.Calibration("bona-fide"));
        Assert.Equal(("manifest", 0.452f), (standard.ThresholdSource, standard.Set.Calibration("accept").Threshold));
        Assert.Equal(standard.Models, calibrated.Models);
    }

    [Fact]
    public void With_CalibrationOfAnotherRecogniser_IsRefused()
    {
        ModelCatalog standard = Catalog("standard");
        SetCalibration made = Made(standard);
        SetCalibration other = made with { Models = [made.Models[0], made.Models[1] with { Sha256 = new string('0', 64) }] };
        Assert.Contains("another file of mobilefacenet-foamliu", Assert.Throws<VisionFormatException>(() => standard.With(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_CalibrationOfAnotherSet_IsRefused() =>
        Assert.Contains("it is for the set standard", Assert.Throws<VisionFormatException>(() => Catalog("standard-fusion").With(Made(Catalog("standard")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.4f, 0.5f)]
    [InlineData(1.2f, 0.5f)]
    [InlineData(0.5f, 0f)]
    [InlineData(0.5f, -0.1f)]
    public void Read_ThresholdsThatLetEverybodyOrNobodyPass_AreRefused(float accept, float officer) =>
        Assert.Throws<VisionFormatException>(() => SetCalibration.Read(Made(Catalog("standard"), accept, officer).Write()));

    [Fact]
    public void Read_MissingOrDoubleRole_IsRefused()
    {
        SetCalibration made = Made(Catalog("standard"));
        Assert.Throws<VisionFormatException>(() => SetCalibration.Read((made with { Calibrations = [made.Calibrations[0]] }).Write()));
        Assert.Throws<VisionFormatException>(() => SetCalibration.Read((made with { Calibrations = [.. made.Calibrations, made.Calibrations[0]] }).Write()));
        Assert.Throws<VisionFormatException>(() => SetCalibration.Read("{}"u8));
    }

    private static ModelCatalog Catalog(string set) => new(Manifest, set, (_, _) => null);

    private static SetCalibration Made(ModelCatalog catalog, float accept = 0.61f, float officer = 0.52f) => new(
        1, catalog.Set.Name, "our webcams", new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero), SetCalibration.ModelsOf(catalog),
        new CalibrationData(900, 1800, 3, 900, 1_600_000), [new("officer", 1600, true, 0.01, 0.02), new("accept", 160, true, 0.02, 0.05)],
        [new("officer", officer, officer, officer, 1e-3, 0.015, "our webcams", "test"), new("accept", accept, accept, accept, 1e-4, 0.03, "our webcams", "test")]);
}
