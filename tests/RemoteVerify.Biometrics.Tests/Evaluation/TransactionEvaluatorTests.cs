using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class TransactionEvaluatorTests
{
    [Fact]
    public void Figures_ThreeTries_CountPeopleAndNotTries()
    {
        TransactionFigures figures = TransactionStatistics.Figures(
            [
                Session("m", TryVerdict.Accepted),
                Session("m", TryVerdict.Quality, TryVerdict.Accepted),
                Session("f", TryVerdict.Attack, TryVerdict.OfficerBand, TryVerdict.Comparison),
                Session("f", TryVerdict.NoFace, TryVerdict.Quality, TryVerdict.Accepted),
                new(false, LabelColumns.None, [TryVerdict.Comparison]),
                new(false, LabelColumns.None, [TryVerdict.Accepted]),
            ],
            3);
        Assert.Equal((4, 0.25, 0.75), (figures.Sessions, figures.FalseRejection!.Rate, figures.FirstTryRejection!.Rate));
        Assert.Equal([1, 1, 1], figures.AcceptedAtTry);
        Assert.Equal(1, figures.ToOfficer);
        Assert.Equal(2, figures.Reasons["quality"]);
        Assert.Equal(0.5, figures.FalseAcceptance!.Rate);
        Assert.Equal(0.5, figures.Groups.Single(g => g.Value == "f").FalseRejection.Rate);
    }

    [Theory]
    [InlineData("session,try,image\ns,1,a\n")]
    [InlineData("session,try,image,reference\ns,0,a,r\n")]
    [InlineData("session,try,image,reference\ns,1,a,r\ns,2,b,other\n")]
    [InlineData("session,try,image,reference,same\ns,1,a,r,2\n")]
    public void Read_BrokenList_IsTheFormatException(string csv) =>
        Assert.Throws<VisionFormatException>(() => TransactionList.Read(System.Text.Encoding.UTF8.GetBytes(csv)));

    [Fact]
    public void Evaluate_RenderedPortraits_TheHolderComesThroughAtTheSecondTryAndAnotherDoesNot()
    {
        string people = Path.Combine(Repository.Root, "samples", "people");
        using Image blank = new(320, 240);
        byte[] empty = ImageCodec.EncodePng(blank);
        IReadOnlyList<TransactionRow> rows = TransactionList.Read(
            "session,try,image,reference,same\nlan,1,empty,lan,1\nlan,2,lan,lan,1\nlan,3,never,lan,1\nhung,1,hung,lan,0\n"u8);
        List<string> opened = [];
        TransactionFigures figures = new TransactionEvaluator(DemoModels.Engine, LivenessPolicy.Default with { BonaFideMedian = 0, BonaFideWorst = 0 }).Evaluate(
            rows,
            name =>
            {
                opened.Add(name);
                return name == "empty" ? empty : File.ReadAllBytes(Path.Combine(people, $"portrait-{name}.jpg"));
            },
            null,
            CancellationToken.None);
        Assert.Equal([0, 1, 0], figures.AcceptedAtTry);
        Assert.Equal(1, figures.Reasons["no-face"]);
        Assert.Equal((1, 0.0), (figures.ImpostorSessions, figures.FalseAcceptance!.Rate));
        Assert.DoesNotContain("never", opened);
    }

    private static JudgedSession Session(string sex, params TryVerdict[] tries) => new(true, new Dictionary<string, string> { ["sex"] = sex }, tries);
}
