using System.Globalization;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pades.Appearance;

/// <summary>The words of a visible signature, set as large as they fit: smaller than asked for rather than over the edge.</summary>
internal sealed class AppearanceText
{
    private const double LineSpacing = 1.15;
    private const double SmallerByFactor = 0.95;

    /// <summary>Below this nothing is drawn, because a frame of a few points holds no text that anybody could read.</summary>
    private const double SmallestPoints = 1;

    private readonly IReadOnlyList<(string Text, bool Bold)> _lines;

    private AppearanceText(IReadOnlyList<(string Text, bool Bold)> lines) => _lines = lines;

    public int LineCount => _lines.Sum(line => line.Text.Split('\n').Length);

    public static AppearanceText Title(VisibleAppearance look) => new(string.IsNullOrWhiteSpace(look.Title) ? [] : [(look.Title, true)]);

    public static AppearanceText Of(VisibleAppearance look, AppearanceFacts facts, bool withTitle)
    {
        // ISO 8601 with the distance from UTC, as Decree 30/2020 asks for.
        string time = facts.Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        IEnumerable<(string, bool)> body = look.Lines is { } own
            ? own.Select(line => (
                line.Replace("{time}", time, StringComparison.Ordinal).Replace("{signer}", facts.Signer ?? "", StringComparison.Ordinal),
                look.Layout == AppearanceLayout.Column && line.Contains("{signer}", StringComparison.Ordinal)))
            : Labelled(look.Labels, facts, time).Select(line => (line, false));
        return new AppearanceText([.. withTitle ? Title(look)._lines.Concat(body) : body]);
    }

    public void Draw(PageCanvas canvas, Frame room, VisibleAppearance look, TextAlignment alignment)
    {
        if (_lines.Count == 0 || room.Width <= 0 || room.Height <= 0)
        {
            return;
        }

        for (double size = look.Text.SizePoints; size >= SmallestPoints; size *= SmallerByFactor)
        {
            ParagraphStyle style = new() { Text = look.Text with { SizePoints = size }, LineSpacing = LineSpacing, Alignment = alignment };
            IReadOnlyList<TextRun> runs = Runs(style.Text);
            double height = canvas.HeightOf(runs, style, room.Width);
            if (height <= room.Height && WidestWord(look, size) <= room.Width)
            {
                canvas.TextBlock(room with { Bottom = room.Bottom - ((room.Height - height) / 2) }, runs, style);
                return;
            }
        }
    }

    private IReadOnlyList<TextRun> Runs(TextStyle style) =>
        [.. _lines.Select((line, index) => new TextRun((index > 0 ? "\n" : "") + line.Text, style with { Bold = style.Bold || line.Bold }))];

    private double WidestWord(VisibleAppearance look, double size) => _lines.Max(line =>
    {
        FontFamily family = look.Text.Sans ? look.Fonts.Sans ?? look.Fonts.Serif : look.Fonts.Serif;
        TrueTypeFont face = look.Text.Bold || line.Bold ? family.Bold ?? family.Regular : family.Regular;
        return line.Text.Split((char[])[' ', '\n']).Max(word => face.WidthOf(word.Normalize(), size));
    });

    private static IEnumerable<string> Labelled(AppearanceLabels labels, AppearanceFacts facts, string time)
    {
        (string Label, string? Value)[] all =
            [(labels.Signer, facts.Signer), (labels.Reason, facts.Reason), (labels.Location, facts.Location), (labels.Time, time)];
        return all.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => line.Label + line.Value);
    }
}
