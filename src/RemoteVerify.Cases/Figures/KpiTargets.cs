using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Figures;

/// <summary>A target that a unit could set itself.</summary>
/// <param name="Unit">The unit with those below it.</param>
/// <param name="Rate">Name of the rate.</param>
/// <param name="Proposed">From 0 to 1.</param>
/// <param name="Median">What half of the months reached.</param>
/// <param name="Months">Months that it rests on.</param>
public sealed record KpiTarget(TenantId Unit, string Rate, double Proposed, double Median, int Months);

/// <summary>
/// Proposes targets from a unit's own history: the upper quartile of the last twelve whole months, that is, what the unit reached in its better months. Only
/// months with enough cases count, and fewer than three of them propose nothing. It is a proposal; who sets targets may know better.
/// </summary>
public static class KpiTargets
{
    public const int MonthsLookedAt = 12;

    /// <summary>Cases, people or answers that a month's rate must rest on.</summary>
    public const int LeastOfAMonth = 20;

    public const int LeastMonths = 3;

    /// <param name="tree">The tenants.</param>
    /// <param name="units">Units.</param>
    /// <param name="history">Sums of the days of the months looked at.</param>
    public static IReadOnlyList<KpiTarget> Propose(TenantTree tree, IReadOnlyList<TenantId> units, IReadOnlyList<DailyFigure> history)
    {
        Dictionary<(TenantId, string), List<double>> reached = [];
        foreach (IGrouping<(int Year, int Month), DailyFigure> month in history.GroupBy(figure => (figure.Day.Year, figure.Day.Month)))
        {
            foreach (KpiLine line in new KpiTable(tree, units, [.. month]).Lines().Where(line => line.Procedure is null))
            {
                IReadOnlyDictionary<string, double?> rates = line.Rates;
                foreach ((string name, _, string of) in Measures.Rates)
                {
                    if (rates[name] is { } rate && RestsOn(line, of) >= LeastOfAMonth)
                    {
                        (reached.TryGetValue((line.Unit, name), out List<double>? months) ? months : reached[(line.Unit, name)] = []).Add(rate);
                    }
                }
            }
        }

        return
        [
            .. reached.Where(one => one.Value.Count >= LeastMonths)
                .Select(one => new KpiTarget(one.Key.Item1, one.Key.Item2, Quantile(one.Value, 0.75), Quantile(one.Value, 0.5), one.Value.Count))
                .OrderBy(target => target.Unit.Value, StringComparer.Ordinal).ThenBy(target => target.Rate, StringComparer.Ordinal),
        ];
    }

    private static long RestsOn(KpiLine line, string of) => of == "timed"
        ? (line.Figures[Measures.OnTime] ?? 0) + (line.Figures[Measures.Late] ?? 0)
        : line.Figures[of] ?? 0;

    /// <summary>The value that this share of the months did not pass (nearest rank).</summary>
    private static double Quantile(List<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
