using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Finds the numbers of a fusion from measured pictures. Living people and all attacks together count the same, and every kind of attack
/// as much as every other. Values are told in steps (deviations) from the usual one of living people. A cue counts up to three steps
/// against a living face and one for it, the networks up to five against: so cues can accuse, but not talk away what the networks firmly see.
/// </summary>
internal static class AttackFusionFitter
{
    /// <summary>At most so many of the living pictures may lie below the threshold of the median; fewer of a session's medians do.</summary>
    public const double MedianLoss = 0.02;

    /// <summary>And below the threshold of the lowest: a session has at least five.</summary>
    public const double WorstLoss = 0.002;

    /// <summary>Where the living allow it: as likely alive as not, and one in ten.</summary>
    public const float MedianAim = 0.5f;

    public const float WorstAim = 0.1f;

    private const double Penalty = 0.005;
    private const float MostSteps = 3;
    private const float MostStepsFor = 1;
    private const float MostNetworkSteps = 5;

    /// <summary>Fits the picture terms; thresholds come from <see cref="Thresholds"/>.</summary>
    public static (float Bias, IReadOnlyList<FusionTerm> Terms) Fit(IReadOnlyList<MeasuredAttackSample> samples)
    {
        List<FusionTerm> unweighted = [Network(samples), .. AttackCueNames.All.Select(name => Cue(samples, name))];
        double[][] rows = [.. samples.Select(s => unweighted.Select(term => (double)Steps(term, s)).ToArray())];
        int[] signs = [1, .. AttackCueNames.All.Select(AttackCueNames.Sign)];
        (double bias, double[] weights) = MonotoneLogisticFit.Fit(
            rows, new double[rows.Length], [.. samples.Select(s => s.Sample.IsLiving)], Masses([.. samples.Select(s => s.Sample.Species)]), signs, Penalty, fitBias: true);
        return ((float)bias, [.. unweighted.Select((term, i) => term with { Weight = (float)weights[i] })]);
    }

    /// <summary>The highest thresholds up to the aims that lose no more of the living than they may.</summary>
    public static (float Median, float Worst) Thresholds(IReadOnlyList<float> livingScores)
    {
        float[] ascending = [.. livingScores.Order()];
        float At(double loss) => ascending[Math.Clamp((int)Math.Floor((loss * ascending.Length) + 1e-9), 0, ascending.Length - 1)];
        float median = Math.Clamp(At(MedianLoss), 0.01f, MedianAim);
        return (median, Math.Min(Math.Clamp(At(WorstLoss), 0.001f, WorstAim), median));
    }

    /// <summary>What a turn flatter than those of the living takes away; null without living sessions that turned.</summary>
    /// <param name="sessions">Species, median fused logarithm of odds, flattest turn.</param>
    public static FusionTerm? FlatTurn(IReadOnlyList<(string Species, double Logit, double FlatTurn)> sessions)
    {
        double[] living = [.. sessions.Where(s => s.Species.Length == 0).Select(s => s.FlatTurn).Order()];
        if (living.Length < 20 || living.Length == sessions.Count)
        {
            return null;
        }

        // Where the flattest twentieth of the living begins: nobody who turns as people do loses anything.
        double centre = living[living.Length / 20];
        double scale = Math.Max(0.01, Deviation(living));
        double[][] rows = [.. sessions.Select(s => new[] { Math.Clamp((s.FlatTurn - centre) / scale, -MostSteps, 0) })];
        (double _, double[] weights) = MonotoneLogisticFit.Fit(
            rows, [.. sessions.Select(s => s.Logit)], [.. sessions.Select(s => s.Species.Length == 0)], Masses([.. sessions.Select(s => s.Species)]), [1], Penalty, fitBias: false);
        return new FusionTerm(AttackFusion.FlatTurn, (float)centre, (float)scale, (float)weights[0], -MostSteps, 0);
    }

    private static FusionTerm Network(IReadOnlyList<MeasuredAttackSample> samples)
    {
        double[] living = [.. samples.Where(s => s.Sample.IsLiving).Select(s => (double)AttackFusion.Logit(s.Network.Value))];
        return new FusionTerm(AttackFusion.Network, (float)living.Average(), (float)Math.Max(0.1, Deviation(living)), 0, -MostNetworkSteps, MostSteps);
    }

    private static FusionTerm Cue(IReadOnlyList<MeasuredAttackSample> samples, string name)
    {
        double[] living = [.. samples.Where(s => s.Sample.IsLiving).Select(s => s.Cues.Value(name)).Where(v => v is not null).Select(v => (double)v!.Value)];
        bool moreIsAlive = AttackCueNames.Sign(name) > 0;
        return living.Length < 2
            ? new FusionTerm(name, 0, 1, 0, 0, 0)
            : new FusionTerm(
                name, (float)living.Average(), (float)Math.Max(1e-3, Deviation(living)), 0, moreIsAlive ? -MostSteps : -MostStepsFor, moreIsAlive ? MostStepsFor : MostSteps);
    }

    private static float Steps(FusionTerm term, MeasuredAttackSample sample)
    {
        float? value = term.Name == AttackFusion.Network ? AttackFusion.Logit(sample.Network.Value) : sample.Cues.Value(term.Name);
        return value is { } known ? (term with { Weight = 1 }).Contribution(known) : 0;
    }

    private static double[] Masses(IReadOnlyList<string> species)
    {
        Dictionary<string, int> counts = species.GroupBy(s => s, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        int kinds = counts.Keys.Count(k => k.Length > 0);
        return [.. species.Select(s => 0.5 / counts[s] / (s.Length == 0 ? 1 : kinds))];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
