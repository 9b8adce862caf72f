using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class ComparedGroupTests
{
    // 60 people who all point in nearly one direction, and 60 spread over many.
    private static readonly LabelledPicture[] Pictures =
        [.. Enumerable.Range(0, 120).Select(i => new LabelledPicture($"{i}", $"{i}") { Labels = new Dictionary<string, string> { ["kind"] = i < 60 ? "alike" : "spread" } })];

    private static readonly FaceTemplate[] Templates = [.. Enumerable.Range(0, 120).Select(i => FaceTemplate.FromRaw(Direction(i), "test"))];

    [Fact]
    public void HardestAt_OneGroupLooksAlike_SetsTheThreshold()
    {
        ComparedGroup[] groups = Groups();
        Assert.Equal(["", "kind alike", "kind spread"], groups.Select(group => group.Name));
        Assert.Equal("kind alike", ComparedGroup.HardestAt(groups, 1e-3).Name);
        Assert.True(groups[1].ThresholdAt(1e-2) > groups[0].ThresholdAt(1e-2));
        Assert.Equal(60 * 59 / 2, groups[1].Compared.Impostor.Total);
    }

    [Fact]
    public void Of_GroupWithFewPairs_IsLeftOut() =>
        Assert.Empty(ComparedGroup.Of("kind", Pictures[..40], Templates[..40], [.. Enumerable.Range(0, 40)], CancellationToken.None));

    [Fact]
    public void Table_OfAGroup_RisesAndFallsAndEndsWhereNothingWasSeen()
    {
        SimilarityTable table = Groups()[0].Table("all")!;
        Assert.Equal((120 * 119 / 2, "all"), (table.ImpostorPairs, table.DataSet));
        Assert.All(table.Points.Zip(table.Points.Skip(1)), pair => Assert.True(pair.First.Similarity < pair.Second.Similarity && pair.First.FalseMatchRate > pair.Second.FalseMatchRate));
        Assert.InRange(table.Points[^1].FalseMatchRate, 0.9 / 7140, 3.0 / 7140);
        Assert.Equal(table.Points[3].FalseMatchRate, table.FalseMatchRate(table.Points[3].Similarity, out bool isBound), 1e-9);
        Assert.False(isBound);
        table.FalseMatchRate(0.99999f, out isBound);
        Assert.True(isBound);
    }

    private static ComparedGroup[] Groups()
    {
        int[] people = [.. Enumerable.Range(0, 120)];
        return [new(string.Empty, new ComparedPeople(Templates, people, CancellationToken.None)), .. ComparedGroup.Of("kind", Pictures, Templates, people, CancellationToken.None)];
    }

    /// <summary>Numbers without order, the same each time.</summary>
    private static float[] Direction(int person) => [.. Enumerable.Range(0, 16).Select(i => (person < 60 && i == 0 ? 5f : 0) + Number(person, i))];

    private static float Number(int person, int i)
    {
        double number = Math.Sin(((person + 1) * 127.1) + (i * 311.7)) * 43_758.5453;
        return (float)(number - Math.Floor(number) - 0.5);
    }
}
