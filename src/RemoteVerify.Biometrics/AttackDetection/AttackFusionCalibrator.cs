using System.Globalization;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Measures a set's fusion. With pictures of attacks it is fitted and decides. With pictures of living people only, nothing can be
/// fitted: the networks keep their score as it is, and a cue counts only where it lies beyond what 98 % of these people show, each as much
/// as every other. Such a fusion is advice.
/// </summary>
public sealed class AttackFusionCalibrator(BiometricEngine engine, TimeProvider clock)
{
    private const double Unusual = 0.02;
    private const float AdviceWeight = 0.5f;
    private const float AdviceSteps = 3;

    /// <summary>Measures the pictures; those without a face are left out.</summary>
    public IReadOnlyList<MeasuredAttackSample> Measure(
        IReadOnlyList<AttackTrainingSample> samples, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(lookup);
        List<MeasuredAttackSample> measured = [];
        for (int i = 0; i < samples.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lookup(samples[i].File) is { } bytes)
            {
                using Image image = ImageCodec.Decode(bytes.Span, ImageLimits.Default);
                if (MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels) is { } face)
                {
                    AttackAssessment seen = engine.AttackDetector.Assess(image, face);
                    measured.Add(new MeasuredAttackSample(samples[i], seen.Network, seen.Cues));
                }
            }

            progress?.Report(new EvaluationProgress(i + 1, samples.Count));
        }

        return measured;
    }

    /// <summary>Fits networks and cues on living people and attacks.</summary>
    /// <exception cref="ArgumentException">There are too few pictures of one of them.</exception>
    public AttackFusionCalibration Fit(IReadOnlyList<MeasuredAttackSample> samples, string dataSet)
    {
        ArgumentNullException.ThrowIfNull(samples);
        int living = samples.Count(s => s.Sample.IsLiving);
        if (living < 50 || samples.Count - living < 50)
        {
            throw new ArgumentException("A fusion needs at least 50 pictures of living people and 50 of attacks.", nameof(samples));
        }

        (float bias, IReadOnlyList<FusionTerm> terms) = AttackFusionFitter.Fit(samples);
        AttackFusionCalibration draft = Draft(samples, dataSet, decides: true, bias, terms, "");
        AttackFusion fusion = new(draft);
        (string Species, double Logit, double FlatTurn)[] sessions = [.. Sessions(samples, fusion)];
        return Finish(samples, draft with
        {
            FlatTurn = AttackFusionFitter.FlatTurn(sessions),
            Sessions = sessions.Length,
            Provenance = "Logistic regression with the direction of every vote given; living people and attacks count the same, as do all kinds of attack. "
                + "Thresholds: 0.5 and 0.1, or where at most 2 % and 0.2 % of the living pictures lie below. No rate of ISO/IEC 30107-3.",
        });
    }

    /// <summary>Sets the cues' limits by living people alone.</summary>
    /// <exception cref="ArgumentException">There are too few pictures, or some of them show attacks.</exception>
    public AttackFusionCalibration Advise(IReadOnlyList<MeasuredAttackSample> living, string dataSet)
    {
        ArgumentNullException.ThrowIfNull(living);
        if (living.Count < 50 || !living.All(s => s.Sample.IsLiving))
        {
            throw new ArgumentException("Advice needs at least 50 pictures, all of living people.", nameof(living));
        }

        FusionTerm network = new(AttackFusion.Network, 0, 1, 1, -20, 20);
        return Finish(living, Draft(
            living, dataSet, decides: false, 0, [network, .. AttackCueNames.All.Select(name => Beyond(living, name))],
            "Advice for officers. The networks' score as it is; every cue counts the same, beyond what 98 % of these pictures show. Nothing was shown of attacks."));
    }

    /// <summary>Counts from where the unusual 2 % of the living begin, and only to the side of attacks.</summary>
    private static FusionTerm Beyond(IReadOnlyList<MeasuredAttackSample> living, string name)
    {
        float[] values = [.. living.Select(s => s.Cues.Value(name)).Where(v => v is not null).Select(v => v!.Value).Order()];
        if (values.Length < 50)
        {
            return new FusionTerm(name, 0, 1, 0, 0, 0);
        }

        int sign = AttackCueNames.Sign(name);
        int at = (int)(Unusual * values.Length);
        float mean = values.Average();
        float scale = Math.Max(1e-3f, MathF.Sqrt(values.Average(v => (v - mean) * (v - mean))));
        return sign > 0
            ? new FusionTerm(name, values[at], scale, AdviceWeight, -AdviceSteps, 0)
            : new FusionTerm(name, values[^(at + 1)], scale, -AdviceWeight, 0, AdviceSteps);
    }

    private static IEnumerable<(string Species, double Logit, double FlatTurn)> Sessions(IReadOnlyList<MeasuredAttackSample> samples, AttackFusion fusion) =>
        samples.Where(s => s.Sample is { Session: not null, FlatTurn: not null })
            .GroupBy(s => s.Sample.Session!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.First().Sample.Species, Median.Of([.. g.Select(s => (double)AttackFusion.Logit(fusion.Fuse(s.Network, s.Cues).Score.Value))]), (double)g.First().Sample.FlatTurn!.Value));

    private static AttackFusionCalibration Finish(IReadOnlyList<MeasuredAttackSample> samples, AttackFusionCalibration draft)
    {
        AttackFusion fusion = new(draft);
        float[] living = [.. samples.Where(s => s.Sample.IsLiving).Select(s => fusion.Fuse(s.Network, s.Cues).Score.Value)];
        (float median, float worst) = draft.Decides ? AttackFusionFitter.Thresholds(living) : (AttackFusionFitter.MedianAim, AttackFusionFitter.WorstAim);
        return draft with
        {
            Median = median,
            Worst = worst,
            LivingBelowMedian = (double)living.Count(s => s < median) / living.Length,
            LivingBelowWorst = (double)living.Count(s => s < worst) / living.Length,
        };
    }

    private AttackFusionCalibration Draft(
        IReadOnlyList<MeasuredAttackSample> samples, string dataSet, bool decides, float bias, IReadOnlyList<FusionTerm> terms, string provenance) => new(
        1, decides, dataSet, clock.GetUtcNow(), AttackFusionCalibration.ModelsOf(engine.Catalog.Models),
        [.. samples.GroupBy(s => s.Sample.Species, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FusionPictures(g.Key.Length == 0 ? "live" : g.Key, g.Count()))],
        0, bias, terms, null, AttackFusionFitter.MedianAim, AttackFusionFitter.WorstAim, 0, 0, provenance);
}
