using System.Globalization;
using System.Text;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Lines of an SVG of fixed size, without script, fonts or links; numbers never follow the machine's language.</summary>
internal sealed class SvgCanvas
{
    /// <summary>Colours that are told apart by people who see red and green alike too (after Okabe and Ito 2008), dark enough on white.</summary>
    public static readonly string[] Colours = ["#0b6e6e", "#b8450b", "#5b3fa0", "#8a6d1a", "#1d5fa8", "#a02c6b", "#4a4a4a"];

    private readonly StringBuilder _svg = new();

    public SvgCanvas(int widthPixels, int heightPixels, string title)
    {
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{widthPixels}\" height=\"{heightPixels}\" viewBox=\"0 0 {widthPixels} {heightPixels}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#1c2b2d\">");
        Line($"<rect width=\"{widthPixels}\" height=\"{heightPixels}\" fill=\"#ffffff\"/>");
        Line($"<text x=\"24\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{Escaped(title)}</text>");
    }

    public void Line(FormattableString text) => _svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));

    public void Text(double x, double y, string text, string anchor = "start", string colour = "#1c2b2d") =>
        Line($"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{Escaped(text)}</text>");

    /// <summary>The document; nothing may follow.</summary>
    public string Finish() => _svg.Append("</svg>\n").ToString();

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
