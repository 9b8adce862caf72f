using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>People whose comparisons set a threshold: everybody, or those of one group, whichever needs the highest.</summary>
/// <param name="Name">Empty for everybody.</param>
/// <param name="Compared">The group's people with each other.</param>
internal sealed record ComparedGroup(string Name, ComparedPeople Compared)
{
    /// <summary>With fewer impostor pairs a group can't show even the officer's rate.</summary>
    public const long LeastImpostorPairs = 1_000;

    /// <summary>Where a rate lies among these people: four decimals, rounded up, never more false matches than the rate allows.</summary>
    public float ThresholdAt(double rate) => (float)(Math.Ceiling((Compared.Impostor.LowestThreshold(rate) * 1e4) - 1e-6) / 1e4);

    /// <summary>The group with the highest threshold at a rate.</summary>
    public static ComparedGroup HardestAt(IReadOnlyList<ComparedGroup> groups, double rate) => groups.MaxBy(group => group.ThresholdAt(rate))!;

    /// <summary>What cosines are worth among these people, three points a decade down to a single pair; null where the pairs don't suffice.</summary>
    public SimilarityTable? Table(string dataSet)
    {
        List<SimilarityPoint> points = [];
        for (int third = 0; Math.Pow(10, -third / 3.0) * Compared.Impostor.Total >= 1; third++)
        {
            double rate = Math.Pow(10, -third / 3.0);
            float similarity = (float)Math.Round(Compared.Impostor.LowestThreshold(rate), 4);
            double seen = Compared.Impostor.ShareAtOrAbove(similarity);
            if (third > 0 && seen > 0 && (points.Count == 0 || (similarity > points[^1].Similarity && seen < points[^1].FalseMatchRate)))
            {
                points.Add(new SimilarityPoint(similarity, Math.Round(seen, 9)));
            }
        }

        return points.Count < 2 ? null : new SimilarityTable(dataSet, Compared.Impostor.Total, points);
    }

    /// <summary>One entry per value of a column with enough impostor pairs.</summary>
    public static IEnumerable<ComparedGroup> Of(
        string column, IReadOnlyList<LabelledPicture> pictures, IReadOnlyList<FaceTemplate> templates, IReadOnlyList<int> people, CancellationToken cancellationToken)
    {
        foreach (string value in pictures.Select(picture => picture.Labels.GetValueOrDefault(column)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            int[] members = [.. Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Labels.GetValueOrDefault(column) == value)];
            Dictionary<int, int> numbers = [];
            int[] renumbered = [.. members.Select(i => numbers.TryGetValue(people[i], out int known) ? known : numbers[people[i]] = numbers.Count)];
            ComparedPeople compared = new([.. members.Select(i => templates[i])], renumbered, cancellationToken);
            if (compared.Impostor.Total >= LeastImpostorPairs)
            {
                yield return new ComparedGroup($"{column} {value}", compared);
            }
            else
            {
                compared.Clear();
            }
        }
    }
}
