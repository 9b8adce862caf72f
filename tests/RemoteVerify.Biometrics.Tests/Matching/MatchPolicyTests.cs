using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.Matching;

public class MatchPolicyTests
{
    private static readonly SimilarityTable Table = new("pairs", 10_000, [new(0.1f, 1e-1), new(0.3f, 1e-3), new(0.4f, 1e-4)]);
    private static readonly MatchPolicy Policy = new("r", new(new Similarity(0.45f), 1e-4, "d", "p"), new(new Similarity(0.40f), 1e-3, "d", "p")) { Table = Table };

    [Theory]
    [InlineData(0.2f, 1e-2, "about")]
    [InlineData(0.3f, 1e-3, "about")]
    [InlineData(0.9f, 1e-4, "at most")]
    [InlineData(-0.5f, 1e-1, "at least")]
    public void Explain_Similarity_IsARateOfTheTable(float similarity, double rate, string relation)
    {
        CalibratedScore score = Policy.Explain(new Similarity(similarity))!;
        Assert.Equal(rate, score.FalseMatchRate, rate * 1e-4);
        Assert.Equal((relation, "pairs"), (score.Relation, score.DataSet));
    }

    [Fact]
    public void Explain_RisingSimilarity_NeverRisesInRate()
    {
        double[] rates = [.. Enumerable.Range(0, 101).Select(i => Policy.Explain(new Similarity(i / 100f))!.FalseMatchRate)];
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        Assert.Null((Policy with { Table = null }).Explain(new Similarity(0.5f)));
    }

    [Theory]
    [InlineData(2, 0.40f)]
    [InlineData(5, 0.40f)]
    [InlineData(10, 0.36f)]
    [InlineData(15, 0.32f)]
    [InlineData(40, 0.32f)]
    [InlineData(double.NaN, 0.40f)]
    public void ForPortraitAge_OldPortrait_WidensTheOfficersBandOnly(double years, float officer)
    {
        MatchPolicy aged = Policy.ForPortraitAge(years);
        Assert.Equal(officer, aged.Officer.Threshold.Value, 1e-5);
        Assert.Equal(Policy.Accept, aged.Accept);
        LivenessPolicy policy = LivenessPolicy.Default.For(Policy), old = policy.ForPortraitAge(Policy, years);
        Assert.Equal(officer, old.MatchOfficer, 1e-5);
        Assert.Equal((policy.MatchAccept, policy.ContinuitySimilarity), (old.MatchAccept, old.ContinuitySimilarity));
        Assert.Equal(policy, policy.ForPortraitAge(Policy, null));
    }

    [SkippableFact]
    public void WithRecogniserAlone_OfTheFusion_HasItsOwnReferenceThresholds()
    {
        ModelCatalog alone = StandardModels.Catalog("standard-fusion").WithRecogniserAlone("face-reidentification-retail-0095");
        Assert.Equal(["face-reidentification-retail-0095"], alone.ForTask("recogniser").Select(model => model.Id));
        MatchPolicy policy = MatchPolicy.FromCatalog(alone);
        Assert.Equal((0.512f, 0.512f), (policy.Officer.Threshold.Value, policy.Accept.Threshold.Value));
        Assert.Throws<ArgumentException>(() => StandardModels.Catalog("standard").WithRecogniserAlone("face-reidentification-retail-0095"));
    }

    [Fact]
    public void Read_TableThatFallsTheWrongWay_IsRefused()
    {
        SetCalibration calibration = new(
            1, "demo", "d", DateTimeOffset.UnixEpoch, [], new CalibrationData(1, 1, 0, 0, 1), [],
            [new("accept", 0.5f, null, null, 1e-4, null, "d", "p"), new("officer", 0.4f, null, null, 1e-3, null, "d", "p")]) { Table = Table };
        Assert.Equal(Table.Points, SetCalibration.Read(calibration.Write()).Table!.Points);
        SetCalibration wrong = calibration with { Table = Table with { Points = [.. Table.Points.Reverse()] } };
        Assert.Throws<VisionFormatException>(() => SetCalibration.Read(wrong.Write()));
    }
}
