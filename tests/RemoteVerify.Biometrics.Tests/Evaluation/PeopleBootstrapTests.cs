using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

/// <summary>On people whose true threshold is known: random directions in 128 dimensions have cosines of about N(0, 1/128).</summary>
public class PeopleBootstrapTests
{
    private const double TrueThreshold = 3.0902 / 11.3137;

    [Fact]
    public void Threshold_IndependentPeople_HoldsTheTruthInANarrowInterval()
    {
        ComparedPeople compared = Compare(people: 400, picturesEach: 1, spread: 0);
        Assert.Equal(400L * 399 / 2, compared.Impostor.Total);
        (double low, double high) = new PeopleBootstrap(400).Threshold(compared.HighestImpostors, compared.PicturesOf, 1e-3);
        Assert.InRange(compared.Impostor.LowestThreshold(1e-3), low, high);
        Assert.InRange(TrueThreshold, low, high);
        Assert.InRange(high - low, 0.005, 0.06);
    }

    /// <summary>Four nearly equal pictures of each person make sixteen times the pairs and no more knowledge.</summary>
    [Fact]
    public void Threshold_SamePeopleWithMorePictures_IsNoMoreCertain()
    {
        ComparedPeople one = Compare(150, 1, 0), four = Compare(150, 4, 0.01f);
        PeopleBootstrap bootstrap = new(150);
        (double lowOne, double highOne) = bootstrap.Threshold(one.HighestImpostors, one.PicturesOf, 1e-3);
        (double lowFour, double highFour) = bootstrap.Threshold(four.HighestImpostors, four.PicturesOf, 1e-3);
        Assert.InRange((highFour - lowFour) / (highOne - lowOne), 0.6, 1.7);
    }

    [Fact]
    public void Share_OfTheRightPeopleTurnedAway_HoldsThePointValue()
    {
        ComparedPeople compared = Compare(100, 3, 0.12f);
        Assert.Equal(300, compared.GenuinePairs);
        (int[] pairs, int[] below) = compared.GenuineBelow(0.35f, CancellationToken.None);
        Assert.All(pairs, count => Assert.Equal(3, count));
        (double low, double high) = new PeopleBootstrap(100).Share(pairs, below)!.Value;
        double share = (double)below.Sum() / 300;
        Assert.InRange(share, 0.01, 0.99);
        Assert.InRange(share, low, high);
        Assert.True(high > low);
    }

    [Fact]
    public void Share_NobodyWithTwoPictures_IsNotMeasured() => Assert.Null(new PeopleBootstrap(5).Share(new int[5], new int[5]));

    [Fact]
    public void Threshold_MadeTwice_IsTheSame()
    {
        ComparedPeople compared = Compare(60, 2, 0.05f);
        Assert.Equal(
            new PeopleBootstrap(60).Threshold(compared.HighestImpostors, compared.PicturesOf, 1e-3),
            new PeopleBootstrap(60).Threshold(compared.HighestImpostors, compared.PicturesOf, 1e-3));
    }

    private static ComparedPeople Compare(int people, int picturesEach, float spread)
    {
        Random random = new(7);
        List<FaceTemplate> templates = [];
        List<int> labels = [];
        for (int person = 0; person < people; person++)
        {
            float[] middle = Gaussian(random, 1);
            for (int picture = 0; picture < picturesEach; picture++)
            {
                float[] noise = Gaussian(random, spread * MathF.Sqrt(128));
                templates.Add(FaceTemplate.FromRaw([.. middle.Select((value, i) => value + noise[i])], "test"));
                labels.Add(person);
            }
        }

        return new ComparedPeople(templates, labels, CancellationToken.None);
    }

    private static float[] Gaussian(Random random, float deviation) =>
        [.. Enumerable.Range(0, 128).Select(_ => deviation * (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
}
