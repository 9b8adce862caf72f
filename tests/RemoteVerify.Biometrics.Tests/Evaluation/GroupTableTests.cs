using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class GroupTableTests
{
    [Fact]
    public void Read_PairList_FurtherColumnsAreGroupsAndYearsAreBands()
    {
        IReadOnlyList<ImagePair> pairs = PairList.Read("a,b,same,sex,age,portrait_age_years\nx,y,1,woman,64,12\nx,z,0,,,over 15 years\n"u8);
        Assert.Equal("woman", pairs[0].Labels["sex"]);
        Assert.Equal("51-70", pairs[0].Labels["age"]);
        Assert.Equal("11-15 years", pairs[0].Labels["portrait_age_years"]);
        Assert.Equal(["portrait_age_years"], pairs[1].Labels.Keys);
        Assert.Equal("over 15 years", pairs[1].Labels["portrait_age_years"]);
    }

    [Theory]
    [InlineData("17.9", "under 18")]
    [InlineData("18", "18-30")]
    [InlineData("30.5", "18-30")]
    [InlineData("31", "31-50")]
    [InlineData("71", "over 70")]
    public void Read_Age_IsTheBand(string years, string band) =>
        Assert.Equal(band, PairList.Read(System.Text.Encoding.UTF8.GetBytes($"a,b,same,age\nx,y,1,{years}\n"))[0].Labels["age"]);

    [Fact]
    public void Figures_ImpostorsOfThePictureList_AreAllPairsOfTheGroup()
    {
        LabelledPicture[] pictures = [.. LabelledPictureList.Read("file,identity,sex\np,1,m\nq,1,m\nr,2,m\ns,3,f\n"u8)];
        ImagePair[] pairs = [new("p", "q", true, ""), new("p", "s", false, "")];
        GroupTable table = new(["p", "q", "r", "s"], pictures, pairs, accept: 0.5f, officer: 0.4f);
        table.CountFromMatrix();
        table.AddImpostor(0, 2, 0.6f);
        table.AddImpostor(1, 2, 0.45f);
        table.AddImpostor(0, 3, 0.9f);
        table.AddListed([new ScoredPair(pairs[0], 0.45f), new ScoredPair(pairs[1], 0.9f)]);
        IReadOnlyList<GroupFigures> groups = table.Figures(pairs, file => file != "r");
        GroupFigures men = groups.Single(g => g.Value == "m"), women = groups.Single(g => g.Value == "f");
        Assert.Equal((1, 2L, 3), (men.Genuine, men.Impostor, men.Pictures));
        Assert.Equal((1.0, 0.0), (men.FnmrAtAccept!.Rate, men.FnmrAtOfficer!.Rate));
        Assert.Equal((0.5, 1.0), (men.FmrAtAccept!.Rate, men.FmrAtOfficer!.Rate));
        Assert.Equal(1, men.FailureToEnrol!.Count);
        Assert.Equal((0, 0L), (women.Genuine, women.Impostor));
        Assert.Null(women.FnmrAtAccept);
    }

    [Fact]
    public void Figures_PairColumn_CountsTheListedPairsOnly()
    {
        ImagePair[] pairs = [.. PairList.Read("a,b,same,group\np,q,1,ea\np,s,0,ea\nq,s,0,\n"u8)];
        GroupTable table = new(["p", "q", "s"], [], pairs, 0.5f, 0.4f);
        table.CountFromMatrix();
        table.AddImpostor(0, 2, 0.9f);
        table.AddListed(pairs.Select(pair => new ScoredPair(pair, 0.6f)));
        GroupFigures only = Assert.Single(table.Figures(pairs, _ => true));
        Assert.Equal(("group", "ea", 1, 1L, 3), (only.Column, only.Value, only.Genuine, only.Impostor, only.Pictures));
    }

    [Fact]
    public void Compare_WorstAgainstTheLowerMedian_SaysHoldsOrNot()
    {
        GroupComparison two = Compare(("a", ErrorRate.Of(10, 1000)), ("b", ErrorRate.Of(30, 1000)));
        Assert.Equal(("b", 3.0, false), (two.WorstGroup, Math.Round(two.Ratio!.Value, 6), two.Holds!.Value));
        GroupComparison fine = Compare(("a", ErrorRate.Of(100, 10_000)), ("b", ErrorRate.Of(120, 10_000)), ("c", ErrorRate.Of(150, 10_000)));
        Assert.Equal((true, 0.012), (fine.Holds!.Value, fine.Median));
        Assert.Null(Compare(("a", ErrorRate.Of(0, 50)), ("b", ErrorRate.Of(0, 50))).Holds);
        Assert.Null(Compare(("a", ErrorRate.Of(0, 50)), ("b", ErrorRate.Of(1, 50))).Holds);
    }

    [Fact]
    public void Compare_OneGroup_IsHeldAgainstEverybody()
    {
        GroupComparison one = GroupComparer.Compare("group", "fmrAtOfficer", "false matches", [("ea", ErrorRate.Of(20, 17_725))], ErrorRate.Of(380, 3_400_000));
        Assert.False(one.Holds);
        Assert.InRange(one.Ratio!.Value, 9, 11);
        Assert.Contains("everybody's", one.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void NotShown_ListWithoutAges_SaysSo()
    {
        VerificationFigures figures = Figures() with { Groups = [new("group", "ea", 190, null, 230, 17_725, null, null, null, null, 0.4)] };
        IReadOnlyList<string> sentences = NotShown.Of(figures, ["weight"]);
        Assert.Contains(sentences, s => s.Contains("people over 60", StringComparison.Ordinal));
        Assert.Contains(sentences, s => s.Contains("Vietnamese", StringComparison.Ordinal));
        Assert.Contains(sentences, s => s.Contains("group ea: FMR below 1e-2", StringComparison.Ordinal));
        Assert.Contains(sentences, s => s.Contains("By weight", StringComparison.Ordinal));
        Assert.Contains(sentences, s => s.StartsWith("FMR 1e-5 and below", StringComparison.Ordinal));
    }

    private static GroupComparison Compare(params (string, ErrorRate?)[] groups) => GroupComparer.Compare("sex", "fnmr", "false non-matches", groups, null);

    private static VerificationFigures Figures() =>
        new(1000, 1_000_000, 0, 0.01, 0.01, 0.01, 0.01, 0.99, 1, 0.99, new VerificationThresholds(0.2, 0.2, 0.3, 0.4), [])
        {
            FnmrIntervals = [null, null, null], Det = [], Pictures = 2000, People = 500,
        };
}
