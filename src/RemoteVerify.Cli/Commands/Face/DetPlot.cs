using System.Globalization;
using System.Text;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>A detection error trade-off as SVG: both rates on logarithmic axes, without script, fonts or links.</summary>
internal static class DetPlot
{
    private const int WidthPixels = 640, HeightPixels = 460, Left = 76, Right = 20, Top = 44, Bottom = 56;
    private const double LowestRate = 1e-6, LowestMiss = 1e-4;

    public static string Draw(string title, IReadOnlyList<DetPoint> points, double accept, double officer)
    {
        StringBuilder svg = new();
        void Line(FormattableString text) => svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WidthPixels}\" height=\"{HeightPixels}\" viewBox=\"0 0 {WidthPixels} {HeightPixels}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#1c2b2d\">");
        Line($"<rect width=\"{WidthPixels}\" height=\"{HeightPixels}\" fill=\"#ffffff\"/>");
        Line($"<text x=\"{Left}\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{title}</text>");
        for (int power = -6; power <= 0; power++)
        {
            double x = X(Math.Pow(10, power));
            Line($"<path d=\"M{x:0.0} {Top}V{HeightPixels - Bottom}\" stroke=\"#d5dcdd\"/>");
            Line($"<text x=\"{x:0.0}\" y=\"{HeightPixels - Bottom + 20}\" text-anchor=\"middle\">{(power == 0 ? "1" : $"1e{power}")}</text>");
        }

        foreach ((double rate, string name) in ((double, string)[])[(1, "100 %"), (0.1, "10 %"), (0.01, "1 %"), (0.001, "0.1 %"), (0.0001, "0.01 %")])
        {
            double y = Y(rate);
            Line($"<path d=\"M{Left} {y:0.0}H{WidthPixels - Right}\" stroke=\"#d5dcdd\"/>");
            Line($"<text x=\"{Left - 8}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{name}</text>");
        }

        Line($"<text x=\"{(Left + WidthPixels - Right) / 2}\" y=\"{HeightPixels - 14}\" text-anchor=\"middle\">false match rate</text>");
        Line($"<text transform=\"translate(18 {(Top + HeightPixels - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">false non-match rate</text>");
        string path = string.Join(' ', points.Where(point => point.FalseNonMatchRate > 0).Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{X(point.FalseMatchRate):0.0} {Y(point.FalseNonMatchRate):0.0}")));
        Line($"<path d=\"{path}\" fill=\"none\" stroke=\"#0b6e6e\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>");
        Mark(Line, points, accept, "accept", "#9d2a25");
        Mark(Line, points, officer, "officer", "#8a6d1a");
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    /// <summary>The point of the curve that is nearest to a threshold of the set.</summary>
    private static void Mark(Action<FormattableString> line, IReadOnlyList<DetPoint> points, double threshold, string name, string colour)
    {
        if (points.MinBy(point => Math.Abs(point.Threshold - threshold)) is not { } nearest || Math.Abs(nearest.Threshold - threshold) > 0.02)
        {
            return;
        }

        double x = X(nearest.FalseMatchRate), y = Y(nearest.FalseNonMatchRate);
        line($"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"5\" fill=\"{colour}\"/>");
        line($"<text x=\"{x + 9:0.0}\" y=\"{y - 10:0.0}\" fill=\"{colour}\">{name} {threshold:0.000}</text>");
    }

    private static double X(double rate) => Left + (Share(rate, LowestRate) * (WidthPixels - Left - Right));

    private static double Y(double rate) => HeightPixels - Bottom - (Share(rate, LowestMiss) * (HeightPixels - Top - Bottom));

    private static double Share(double rate, double lowest) => 1 - (Math.Log(Math.Max(rate, lowest)) / Math.Log(lowest));
}
