using System.Globalization;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Measures the thresholds of a set on labelled pictures: every picture of every person is compared with those of all others
/// (ISO/IEC 19795-1). <c>officer</c> is where 1 of 1,000 impostor pairs reaches, <c>accept</c> where 1 of 10,000 does.
/// </summary>
public sealed class ThresholdCalibrator(BiometricEngine engine, TimeProvider clock)
{
    /// <summary>Everybody is compared with everybody, so the work grows with the square.</summary>
    public const int MaximumPictures = 20_000;

    /// <summary>Errors that have to be seen for a rate to be within 30 % of itself at 90 % confidence.</summary>
    private const int RuleOf30 = 30;

    private static readonly (string Role, double Rate)[] Roles = [("officer", 1e-3), ("accept", 1e-4)];

    /// <summary>A column of the list: each threshold is then the highest that everybody or one of its groups needs. Null for everybody.</summary>
    public string? HardestOf { get; init; }

    /// <param name="pictures">Who is on which picture.</param>
    /// <param name="dataSet">The operator's name for them.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="progress">Told after each picture; may be null.</param>
    /// <param name="cancellationToken">Stops between pictures.</param>
    public CalibrationOutcome Calibrate(
        IReadOnlyList<LabelledPicture> pictures, string dataSet, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pictures.Count, MaximumPictures, nameof(pictures));
        using TemplateBuilder builder = new(engine, clock);
        for (int i = 0; i < pictures.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(pictures[i].File, lookup(pictures[i].File));
            progress?.Report(new EvaluationProgress(i + 1, pictures.Count));
        }

        builder.Finish();
        List<FaceTemplate> templates = [];
        List<LabelledPicture> usable = [];
        List<int> people = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (LabelledPicture picture in pictures)
        {
            if (builder.Templates.TryGetValue(picture.File, out FaceTemplate? template))
            {
                templates.Add(template);
                usable.Add(picture);
                people.Add(numbers.TryGetValue(picture.Person, out int number) ? number : numbers[picture.Person] = numbers.Count);
            }
        }

        return Judge(templates, usable, people, pictures.Count - templates.Count, dataSet, cancellationToken);
    }

    private CalibrationOutcome Judge(
        List<FaceTemplate> templates, List<LabelledPicture> pictures, List<int> people, int failures, string dataSet, CancellationToken cancellationToken)
    {
        List<ComparedGroup> groups = [new(string.Empty, new ComparedPeople(templates, people, cancellationToken))];
        ComparedPeople everybody = groups[0].Compared;
        try
        {
            CalibrationData data = new(everybody.PicturesOf.Length, templates.Count, failures, everybody.GenuinePairs, everybody.Impostor.Total);
            if (Lack(data, groups[0]) is { } lack)
            {
                return new CalibrationOutcome(data, null, [], lack);
            }

            groups.AddRange(HardestOf is null ? [] : ComparedGroup.Of(HardestOf, pictures, templates, people, cancellationToken));
            (ModelCalibration Threshold, CalibrationSupport Support)[] measured = [.. Roles.Select(role => Measure(role.Role, role.Rate, groups, data, dataSet, cancellationToken))];
            ComparedGroup hardest = ComparedGroup.HardestAt(groups, Roles[0].Rate);
            SetCalibration calibration = new(
                1, engine.Catalog.Set.Name, dataSet, clock.GetUtcNow(), SetCalibration.ModelsOf(engine.Catalog), data,
                [.. measured.Select(m => m.Support)], [.. measured.Select(m => m.Threshold)])
            {
                Table = hardest.Table(Named(dataSet, hardest)),
            };
            return new CalibrationOutcome(data, calibration, [.. Warnings(calibration)], null);
        }
        finally
        {
            groups.ForEach(group => group.Compared.Clear());
        }
    }

    private static (ModelCalibration Threshold, CalibrationSupport Support) Measure(
        string role, double rate, List<ComparedGroup> groups, CalibrationData data, string dataSet, CancellationToken cancellationToken)
    {
        ComparedGroup hardest = ComparedGroup.HardestAt(groups, rate);
        float threshold = hardest.ThresholdAt(rate);
        (double low, double high) = new PeopleBootstrap(hardest.Compared.PicturesOf.Length).Threshold(hardest.Compared.HighestImpostors, hardest.Compared.PicturesOf, rate);

        // Right people are counted over everybody, whoever set the threshold.
        (int[] pairs, int[] below) = groups[0].Compared.GenuineBelow(threshold, cancellationToken);
        (double Low, double High)? interval = new PeopleBootstrap(pairs.Length).Share(pairs, below);
        long impostors = hardest.Compared.Impostor.Total;
        double expected = impostors * rate;
        bool enough = expected >= RuleOf30;
        double? fnmr = data.GenuinePairs == 0 ? null : (double)below.Sum(b => (long)b) / data.GenuinePairs;
        string whose = hardest.Name.Length == 0 ? "all" : $"of {hardest.Name}, the hardest of {groups.Count - 1} groups and everybody, all";
        string provenance = string.Create(
            CultureInfo.InvariantCulture,
            $"{hardest.Compared.PicturesOf.Length} people, {hardest.Compared.PicturesOf.Sum()} pictures, {whose} {impostors} pairs of different people; 95 % interval from {PeopleBootstrap.Resamples} bootstraps over people.{(enough ? "" : $" Indicative only: {expected:0.#} expected false matches, and a rate needs {RuleOf30}.")}");
        return (
            new ModelCalibration(role, threshold, Rounded(low), Rounded(high), rate, fnmr is { } share ? Math.Round(share, 6) : null, Named(dataSet, hardest), provenance),
            new CalibrationSupport(role, Math.Round(expected, 2), enough, interval is { } i ? Math.Round(i.Low, 6) : null, interval is { } j ? Math.Round(j.High, 6) : null));
    }

    private static string Named(string dataSet, ComparedGroup group) => group.Name.Length == 0 ? dataSet : $"{dataSet}, {group.Name}";

    private static float Rounded(double value) => (float)Math.Round(value, 4);

    private static string? Lack(CalibrationData data, ComparedGroup everybody)
    {
        double strictest = Roles.Min(role => role.Rate);
        if (data.ImpostorPairs * strictest < 1)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{data.ImpostorPairs} pairs of different people ({data.People} people, {data.Pictures} pictures) can't show a rate of 1 in {1 / strictest:0}: at least {1 / strictest:0} pairs are needed to see one error, and {RuleOf30 / strictest:0} for a rate that can be relied on.");
        }

        float highest = everybody.ThresholdAt(strictest);
        return highest is > 0 and < 1 && everybody.ThresholdAt(Roles.Max(role => role.Rate)) > 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"These networks don't tell these people apart: 1 of {1 / strictest:0} pairs of different people is at a similarity of {highest:0.0000}.");
    }

    private static IEnumerable<string> Warnings(SetCalibration calibration)
    {
        foreach (CalibrationSupport weak in calibration.Support.Where(support => !support.IsEnough))
        {
            ModelCalibration threshold = calibration.Calibrations.First(c => c.Role == weak.Role);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{weak.Role}: {weak.ExpectedFalseMatches:0.#} false matches are to be expected among the compared impostor pairs at 1 in {1 / threshold.FalseMatchRate:0}. Fewer than {RuleOf30} (rule of 30): the threshold is indicative only; {RuleOf30 / threshold.FalseMatchRate:0} pairs are needed.");
        }

        if (calibration.Data.GenuinePairs == 0)
        {
            yield return "Nobody has two pictures: how many right people these thresholds turn away was not measured.";
        }
    }
}
