using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class MorphTests
{
    [Fact]
    public void At_ControlPoints_IsExactAndAffineStaysAffine()
    {
        ImagePoint[] from = [new(0, 0), new(100, 0), new(0, 100), new(100, 100), new(40, 60)];
        ThinPlateWarp bent = new(from, [new(0, 0), new(100, 0), new(0, 100), new(100, 100), new(55, 50)]);
        (double x, double y) = bent.At(40, 60);
        Assert.Equal((55, 50), (Math.Round(x, 6), Math.Round(y, 6)));
        ThinPlateWarp straight = new(from, [.. from.Select(p => new ImagePoint((2 * p.X) + p.Y + 3, p.Y - 7))]);
        (x, y) = straight.At(31, 77);
        Assert.Equal(((2 * 31) + 77 + 3, 70), (Math.Round(x, 6), Math.Round(y, 6)));
    }

    /// <summary>What a morph is for: it is more like each of the two than they are like each other.</summary>
    [Fact]
    public void Make_TwoRenderedPeople_ResemblesBoth()
    {
        BiometricEngine engine = DemoModels.Engine;
        using Image a = Portrait("lan"), b = Portrait("thao");
        (MorphSource source, FaceTemplate of) = Source(engine, a);
        (MorphSource other, FaceTemplate with) = Source(engine, b);
        using Image morph = MorphMaker.Make(source, other);
        (_, FaceTemplate mixed) = Source(engine, morph);
        Assert.Equal((a.WidthPixels, a.HeightPixels), (morph.WidthPixels, morph.HeightPixels));
        float apart = of.Similarity(with).Value;
        Assert.True(mixed.Similarity(of).Value > apart + 0.1 && mixed.Similarity(with).Value > apart + 0.1, $"{apart}, {mixed.Similarity(of)}, {mixed.Similarity(with)}");
        Assert.Equal(a.Row(0)[..3].ToArray(), morph.Row(0)[..3].ToArray());
    }

    [Fact]
    public void Figures_ThresholdFromOneHalf_RatesFromTheOther()
    {
        List<MorphComparison> all = [];
        for (int person = 0; person < 200; person++)
        {
            all.Add(Comparison(person, -1, person, person == 1 ? 0.3 : 0.6 + (person / 1000.0)));
            all.Add(Comparison(person, person ^ 2, person, person % 4 == 1 ? 0.7 : 0.5));
            all.Add(Comparison(person, person ^ 2, person ^ 2, 0.5));
        }

        MorphFigures figures = MorphStatistics.Figures(all, 200, 200, 0.4f);
        MorphScoreFigures score = figures.Scores.Single(one => !one.AmongAccepted);
        Assert.Equal(0.602, score.Threshold, 6);
        Assert.Equal((1, 100), (score.Bscer!.Count, score.Bscer.Trials));
        Assert.Equal((50, 200), (score.Macer!.Count, score.Macer.Trials));
        Assert.Equal(1, figures.BothAccepted!.Rate);
        Assert.Equal(0, figures.Scores.Single(one => one.AmongAccepted).Bscer!.Count);
    }

    [SkippableFact]
    public void SimilarityByNetwork_MeanOfTheParts_IsTheSetsSimilarity()
    {
        using BiometricEngine fusion = new(StandardModels.Catalog("standard-fusion"));
        using Image a = StandardModels.Load(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg"), b = StandardModels.Load(TestMaterial.PresentationAttackSamples, "vm_live_1.jpg");
        using FaceTemplate of = fusion.Recogniser.Embed(a, fusion.Detector.Detect(a)[0]), other = fusion.Recogniser.Embed(b, fusion.Detector.Detect(b)[0]);
        IReadOnlyList<Similarity> each = fusion.Recogniser.SimilarityByNetwork(of, other);
        Assert.Equal(2, each.Count);
        Assert.Equal(of.Similarity(other).Value, each.Average(one => one.Value), 1e-4);
    }

    private static MorphComparison Comparison(int person, int partner, int shown, double similarity) =>
        new(person, partner, shown, (float)similarity, new Dictionary<string, double> { ["similarity"] = similarity });

    private static Image Portrait(string id) => StandardModels.Load(Repository.Root, "samples", "people", $"portrait-{id}.jpg");

    private static (MorphSource, FaceTemplate) Source(BiometricEngine engine, Image image)
    {
        DetectedFace face = MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels)!;
        return (new MorphSource(image, face.Points, engine.LandmarkLocator.Locate(image, face).Shape), engine.Recogniser.Embed(image, face));
    }
}
