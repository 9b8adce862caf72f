using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests;

public class BiometricEngineTests
{
    [SkippableFact]
    public void Constructor_StandardSet_CarriesItsThresholdsAndModels()
    {
        BiometricEngine engine = StandardModels.Engine;
        Assert.Equal(0.452f, engine.MatchPolicy.Accept.Threshold.Value);
        Assert.Equal(0.399f, engine.MatchPolicy.Officer.Threshold.Value);
        Assert.Equal(1e-4, engine.MatchPolicy.Accept.FalseMatchRate);
        Assert.Contains("Indicative", engine.MatchPolicy.Accept.Provenance, StringComparison.Ordinal);
        Assert.Equal(engine.Recogniser.Name, engine.MatchPolicy.Recogniser);
        Assert.Equal("development", engine.Catalog.Grade);
    }

    [SkippableFact]
    public void Constructor_AlteredFile_IsRefused()
    {
        ModelCatalog good = StandardModels.Catalog("standard");
        ModelCatalog altered = new(good.Manifest, "standard", (sha, name) =>
        {
            byte[] bytes = good.Read(good.Models.First(m => m.Sha256 == sha)).ToArray();
            bytes[^1] ^= 1;
            return bytes;
        });
        VisionFormatException error = Assert.Throws<VisionFormatException>(() => new BiometricEngine(altered));
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_MissingFile_IsRefusedWithItsName()
    {
        ModelCatalog catalog = new(StandardModels.Manifest, "standard", (_, _) => null);
        VisionFormatException error = Assert.Throws<VisionFormatException>(() => new BiometricEngine(catalog));
        Assert.Contains("yunet_n_dynamic.onnx", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, catalog.Missing().Count);
    }

    [SkippableFact]
    public async Task Engine_ManyThreads_GivesEachTheSameAnswer()
    {
        BiometricEngine engine = StandardModels.Engine;
        string folder = TestKit.TestMaterial.PresentationAttackSamples;
        using Image image = StandardModels.Load(folder, "mv_live_1.jpg");
        float[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            DetectedFace face = engine.Detector.Detect(image)[0];
            using FaceTemplate template = engine.Recogniser.Embed(image, face);
            return template.Values[7] + engine.AttackDetector.Score(image, face).Value;
        })));
        Assert.Single(answers.Distinct());
    }
}
