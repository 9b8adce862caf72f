using System.Text;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class VerificationEvaluatorTests
{
    /// <summary>A slice of the development faces: figures must be near those of the whole set (FNMR 4.2 % at 1e-4, none above 0.5 % at 1e-2).</summary>
    [SkippableFact]
    public void Evaluate_SliceOfRealFaces_SeparatesPeople()
    {
        string root = Path.Combine(TestMaterial.Faces, "dev");
        ImagePair[] genuine = [.. PairList.Read(File.ReadAllBytes(Path.Combine(root, "pairs.csv"))).Where(p => p.Same && p.Group == "ea").Take(90)];
        VerificationEvaluator evaluator = new(StandardModels.Engine, TimeProvider.System);
        VerificationFigures figures = evaluator.Evaluate(
            genuine, allImpostors: true, name => File.ReadAllBytes(Path.Combine(root, "images", name)), null, CancellationToken.None);
        Assert.Equal(90, figures.Genuine);
        Assert.True(figures.Impostor > 1000, $"{figures.Impostor} impostor pairs");
        Assert.Equal(0, figures.FailureToEnrol);
        Assert.InRange(figures.Eer, 0, 0.03);
        Assert.InRange(figures.FnmrAtFmr1e2, 0, 0.04);
        Assert.InRange(figures.AtPolicy[0].FnmrAtAccept!.Rate, 0, 0.08);
        Assert.True(figures.MedianMilliseconds > 0);
    }

    [SkippableFact]
    public void Evaluate_PicturesThatCannotBeUsed_CountAsFailures()
    {
        VerificationEvaluator evaluator = new(StandardModels.Engine, TimeProvider.System);
        using Image blank = new(64, 64);
        byte[] noFace = ImageCodec.EncodePng(blank);
        ImagePair[] pairs = [new("missing", "broken", true, string.Empty), new("blank", "broken", false, string.Empty)];
        VerificationFigures figures = evaluator.Evaluate(
            pairs, false, name => name switch { "missing" => null, "broken" => new byte[40], _ => noFace }, null, CancellationToken.None);
        Assert.Equal((0, 0L, 3), (figures.Genuine, figures.Impostor, figures.FailureToEnrol));
        Assert.True(double.IsNaN(figures.Eer));
    }

    [Fact]
    public void Read_PairList_UnderstandsColumnsInAnyOrder()
    {
        ImagePair pair = Assert.Single(PairList.Read("same,b,a\r\n1,y.jpg,x.jpg\r\n\r\n"u8));
        Assert.Equal(new ImagePair("x.jpg", "y.jpg", true, string.Empty), pair);
    }

    [Theory]
    [InlineData("a,b\nx,y\n")]
    [InlineData("a,b,same\nx,y\n")]
    [InlineData("a,b,same\nx,y,maybe\n")]
    public void Read_BrokenPairList_IsTheFormatException(string csv) =>
        Assert.Throws<VisionFormatException>(() => PairList.Read(Encoding.UTF8.GetBytes(csv)));

    [Fact]
    public void Read_AttackList_TellsLivingFromInstruments()
    {
        IReadOnlyList<AttackSample> samples = AttackSampleList.Read("file,kind\na.jpg,live\nb.jpg,print\nc.jpg,Real\n"u8);
        Assert.Equal([string.Empty, "print", string.Empty], samples.Select(s => s.Species));
    }

    [SkippableFact]
    public void Evaluate_AttackSamples_GivesRatesPerInstrument()
    {
        string folder = TestMaterial.PresentationAttackSamples;
        AttackEvaluator evaluator = new(StandardModels.Engine, TimeProvider.System);
        AttackSample[] samples =
        [
            new("mv_live_1.jpg", string.Empty), new("vm_live_1.jpg", string.Empty), new("mv_spoof_1.jpg", "print"), new("mv_spoof_2.jpg", "screen"),
        ];
        AttackFigures figures = evaluator.Evaluate(samples, name => File.ReadAllBytes(Path.Combine(folder, name)), null, CancellationToken.None);
        Assert.Equal((2, 0.0, 0.0), (figures.BonaFide, figures.Bpcer, figures.WorstApcer));
        Assert.Equal(["print", "screen"], figures.Species.Select(s => s.Species));
    }
}
