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
        List<int> people = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (LabelledPicture picture in pictures)
        {
            if (builder.Templates.TryGetValue(picture.File, out FaceTemplate? template))
            {
                templates.Add(template);
                people.Add(numbers.TryGetValue(picture.Person, out int number) ? number : numbers[picture.Person] = numbers.Count);
            }
        }

        return Judge(templates, people, pictures.Count - templates.Count, dataSet, cancellationToken);
    }

    private CalibrationOutcome Judge(List<FaceTemplate> templates, List<int> people, int failures, string dataSet, CancellationToken cancellationToken)
    {
        ComparedPeople compared = new(templates, people, cancellationToken);
        try
        {
            CalibrationData data = new(compared.PicturesOf.Length, templates.Count, failures, compared.GenuinePairs, compared.Impostor.Total);
            if (Lack(data, compared) is { } lack)
            {
                return new CalibrationOutcome(data, null, [], lack);
            }

            PeopleBootstrap bootstrap = new(compared.PicturesOf.Length);
            (ModelCalibration Threshold, CalibrationSupport Support)[] measured = [.. Roles.Select(role => Measure(role.Role, role.Rate, compared, data, bootstrap, dataSet, cancellationToken))];
            SetCalibration calibration = new(
                1, engine.Catalog.Set.Name, dataSet, clock.GetUtcNow(), SetCalibration.ModelsOf(engine.Catalog), data,
                [.. measured.Select(m => m.Support)], [.. measured.Select(m => m.Threshold)]);
            return new CalibrationOutcome(data, calibration, [.. Warnings(calibration)], null);
        }
        finally
        {
            compared.Clear();
        }
    }

    private static (ModelCalibration Threshold, CalibrationSupport Support) Measure(
        string role, double rate, ComparedPeople compared, CalibrationData data, PeopleBootstrap bootstrap, string dataSet, CancellationToken cancellationToken)
    {
        float threshold = ThresholdAt(compared, rate);
        (double low, double high) = bootstrap.Threshold(compared.HighestImpostors, compared.PicturesOf, rate);
        (int[] pairs, int[] below) = compared.GenuineBelow(threshold, cancellationToken);
        (double Low, double High)? interval = bootstrap.Share(pairs, below);
        double expected = data.ImpostorPairs * rate;
        bool enough = expected >= RuleOf30;
        double? fnmr = data.GenuinePairs == 0 ? null : (double)below.Sum(b => (long)b) / data.GenuinePairs;
        string provenance = string.Create(
            CultureInfo.InvariantCulture,
            $"{data.People} people, {data.Pictures} pictures, all {data.ImpostorPairs} pairs of different people; 95 % interval from {PeopleBootstrap.Resamples} bootstraps over people.{(enough ? "" : $" Indicative only: {expected:0.#} expected false matches, and a rate needs {RuleOf30}.")}");
        return (
            new ModelCalibration(role, threshold, Rounded(low), Rounded(high), rate, fnmr is { } share ? Math.Round(share, 6) : null, dataSet, provenance),
            new CalibrationSupport(role, Math.Round(expected, 2), enough, interval is { } i ? Math.Round(i.Low, 6) : null, interval is { } j ? Math.Round(j.High, 6) : null));
    }

    /// <summary>Four decimals, rounded up: never more false matches than the rate allows.</summary>
    private static float ThresholdAt(ComparedPeople compared, double rate) => (float)(Math.Ceiling(compared.Impostor.LowestThreshold(rate) * 1e4 - 1e-6) / 1e4);

    private static float Rounded(double value) => (float)Math.Round(value, 4);

    private static string? Lack(CalibrationData data, ComparedPeople compared)
    {
        double strictest = Roles.Min(role => role.Rate);
        if (data.ImpostorPairs * strictest < 1)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{data.ImpostorPairs} pairs of different people ({data.People} people, {data.Pictures} pictures) can't show a rate of 1 in {1 / strictest:0}: at least {1 / strictest:0} pairs are needed to see one error, and {RuleOf30 / strictest:0} for a rate that can be relied on.");
        }

        float highest = ThresholdAt(compared, strictest);
        return highest is > 0 and < 1 && ThresholdAt(compared, Roles.Max(role => role.Rate)) > 0
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
                $"{weak.Role}: {calibration.Data.ImpostorPairs} impostor pairs let {weak.ExpectedFalseMatches:0.#} false matches expect at 1 in {1 / threshold.FalseMatchRate:0}. Fewer than {RuleOf30} (rule of 30): the threshold is indicative only; {RuleOf30 / threshold.FalseMatchRate:0} pairs are needed.");
        }

        if (calibration.Data.GenuinePairs == 0)
        {
            yield return "Nobody has two pictures: how many right people these thresholds turn away was not measured.";
        }
    }
}
