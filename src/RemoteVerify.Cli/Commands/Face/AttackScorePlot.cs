using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>How the attack scores of each kind of picture are spread: one small histogram each, with the threshold through all of them.</summary>
internal static class AttackScorePlot
{
    private const int WidthPixels = 640, Left = 176, Right = 24, Top = 52, Row = 62, Bars = 44, Bins = 25;

    /// <param name="title">Shown above.</param>
    /// <param name="samples">Those without a score are counted beside the name.</param>
    /// <param name="threshold">Of the set.</param>
    public static string Draw(string title, IReadOnlyList<ScoredSample> samples, double threshold)
    {
        (string Name, ScoredSample[] Samples)[] kinds =
        [
            .. samples.GroupBy(sample => sample.Species, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key.Length == 0 ? "living" : group.Key, group.ToArray())),
        ];
        int bottom = Top + (kinds.Length * Row);
        SvgCanvas svg = new(WidthPixels, bottom + 48, title);
        for (int i = 0; i < kinds.Length; i++)
        {
            DrawKind(svg, kinds[i].Name, kinds[i].Samples, Top + (i * Row), i == 0 && kinds[i].Name == "living" ? 0 : 1);
        }

        for (int tenth = 0; tenth <= 10; tenth += 2)
        {
            svg.Text(X(tenth / 10.0), bottom + 18, (tenth / 10.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), "middle");
        }

        svg.Line($"<path d=\"M{X(threshold):0.0} {Top - 8}V{bottom}\" stroke=\"#4a4a4a\" stroke-dasharray=\"5 4\"/>");
        svg.Text(X(threshold) + (threshold > 0.6 ? -6 : 6), Top - 2, System.FormattableString.Invariant($"threshold {threshold:0.00}"), threshold > 0.6 ? "end" : "start", "#4a4a4a");
        svg.Text((Left + WidthPixels - Right) / 2.0, bottom + 38, "attack score: 0 looks like an attack, 1 looks alive", "middle");
        return svg.Finish();
    }

    private static void DrawKind(SvgCanvas svg, string name, ScoredSample[] samples, int top, int colour)
    {
        int[] counts = new int[Bins];
        foreach (float score in samples.Where(sample => sample.Score is not null).Select(sample => sample.Score!.Value))
        {
            counts[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
        }

        int most = Math.Max(1, counts.Max());
        double width = (WidthPixels - Left - Right) / (double)Bins;
        int floor = top + Bars + 8;
        svg.Line($"<path d=\"M{Left} {floor}H{WidthPixels - Right}\" stroke=\"#c3cccd\"/>");
        for (int bin = 0; bin < Bins; bin++)
        {
            // The square root lets single pictures be seen beside hundreds.
            double height = Math.Sqrt((double)counts[bin] / most) * Bars;
            if (height > 0)
            {
                svg.Line($"<rect x=\"{Left + (bin * width) + 0.5:0.0}\" y=\"{floor - height:0.0}\" width=\"{width - 1:0.0}\" height=\"{height:0.0}\" fill=\"{SvgCanvas.Colours[colour]}\"/>");
            }
        }

        int missing = samples.Count(sample => sample.Score is null);
        svg.Text(24, floor - 22, name);
        svg.Text(24, floor - 5, $"{samples.Length} picture{(samples.Length == 1 ? "" : "s")}{(missing > 0 ? $", {missing} no face" : "")}", colour: "#5a6a6c");
    }

    private static double X(double score) => Left + (score * (WidthPixels - Left - Right));
}
