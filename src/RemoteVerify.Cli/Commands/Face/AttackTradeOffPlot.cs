using System.Globalization;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>The trade-off between attacks accepted and living people refused over all thresholds, a curve per kind of attack, both axes logarithmic.</summary>
internal static class AttackTradeOffPlot
{
    /// <summary>With fewer pictures of a kind a curve would be drawn from chance.</summary>
    public const int LeastPictures = 20;

    private const int WidthPixels = 640, HeightPixels = 460, Left = 76, Right = 130, Top = 44, Bottom = 56;
    private const double Lowest = 1e-3;

    /// <summary>Null where the living or every kind of attack has too few pictures.</summary>
    public static string? Draw(string title, IReadOnlyList<ScoredSample> samples)
    {
        ScoredSample[] living = [.. samples.Where(sample => sample.Species.Length == 0)];
        IGrouping<string, ScoredSample>[] kinds =
            [.. samples.Where(s => s.Species.Length > 0).GroupBy(s => s.Species, StringComparer.Ordinal).Where(g => g.Count() >= LeastPictures).OrderBy(g => g.Key, StringComparer.Ordinal)];
        if (living.Length < LeastPictures || kinds.Length == 0)
        {
            return null;
        }

        SvgCanvas svg = new(WidthPixels, HeightPixels, title);
        foreach ((double rate, string name) in ((double, string)[])[(1, "100 %"), (0.1, "10 %"), (0.01, "1 %"), (0.001, "0.1 %")])
        {
            svg.Line($"<path d=\"M{X(rate):0.0} {Top}V{HeightPixels - Bottom}M{Left} {Y(rate):0.0}H{WidthPixels - Right}\" stroke=\"#d5dcdd\"/>");
            svg.Text(X(rate), HeightPixels - Bottom + 20, name, "middle");
            svg.Text(Left - 8, Y(rate) + 4, name, "end");
        }

        svg.Text((Left + WidthPixels - Right) / 2.0, HeightPixels - 14, "attacks accepted", "middle");
        svg.Line($"<text transform=\"translate(18 {(Top + HeightPixels - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">living people refused</text>");
        for (int i = 0; i < kinds.Length; i++)
        {
            string colour = SvgCanvas.Colours[i % SvgCanvas.Colours.Length];
            svg.Line($"<path d=\"{Curve(living, [.. kinds[i]])}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>");
            svg.Line($"<rect x=\"{WidthPixels - Right + 16}\" y=\"{Top + 6 + (i * 24)}\" width=\"14\" height=\"4\" fill=\"{colour}\"/>");
            svg.Text(WidthPixels - Right + 36, Top + 13 + (i * 24), kinds[i].Key, colour: colour);
        }

        return svg.Finish();
    }

    /// <summary>Steps from every attack accepted to every living person refused; rates below what one picture is worth lie on the axis.</summary>
    private static string Curve(ScoredSample[] living, ScoredSample[] attacks)
    {
        List<string> points = [];
        foreach (float threshold in living.Concat(attacks).Where(s => s.Score is not null).Select(s => s.Score!.Value).Distinct().Order())
        {
            double refused = (double)living.Count(s => s.Score is null || s.Score < threshold) / living.Length;
            double accepted = (double)attacks.Count(s => s.Score >= threshold) / attacks.Length;
            string point = string.Create(CultureInfo.InvariantCulture, $"{X(accepted):0.0} {Y(refused):0.0}");
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }

        return "M" + string.Join('L', points);
    }

    private static double X(double rate) => Left + (Share(rate) * (WidthPixels - Left - Right));

    private static double Y(double rate) => HeightPixels - Bottom - (Share(rate) * (HeightPixels - Top - Bottom));

    private static double Share(double rate) => 1 - (Math.Log(Math.Max(rate, Lowest)) / Math.Log(Lowest));
}
