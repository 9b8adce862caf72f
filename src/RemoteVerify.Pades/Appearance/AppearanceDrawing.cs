using System.Globalization;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pades.Appearance;

/// <summary>Draws a visible signature into its frame.</summary>
internal static class AppearanceDrawing
{
    private const double Padding = 4;
    private const double SmallestText = 4;

    public static void Draw(PageCanvas canvas, VisibleAppearance look, AppearanceFacts facts)
    {
        Frame inside = new(Padding, Padding, canvas.Size.Width - (2 * Padding), canvas.Size.Height - (2 * Padding));
        if (look.Border is { } color)
        {
            canvas.Box(new Frame(0.5, 0.5, canvas.Size.Width - 1, canvas.Size.Height - 1), 0.75, color, null);
        }

        if (look.Image is { } image)
        {
            double scale = Math.Min(inside.Height / image.HeightPixels, inside.Width * (look.QrText is null ? 0.4 : 0.3) / image.WidthPixels);
            Frame place = new(inside.Left, inside.Bottom + ((inside.Height - (image.HeightPixels * scale)) / 2), image.WidthPixels * scale, image.HeightPixels * scale);
            canvas.Image(image, place, "");
            inside = inside with { Left = place.Right + Padding, Width = inside.Right - place.Right - Padding };
        }

        if (look.QrText is { } text)
        {
            double side = Math.Min(inside.Height, inside.Width * 0.4);
            canvas.QrCode(text, new Frame(inside.Right - side, inside.Bottom + ((inside.Height - side) / 2), side, side), "");
            inside = inside with { Width = inside.Width - side };
        }

        DrawText(canvas, inside, look, facts);
    }

    private static void DrawText(PageCanvas canvas, Frame inside, VisibleAppearance look, AppearanceFacts facts)
    {
        List<TextRun> runs = [new TextRun(string.Join('\n', Lines(look, facts)))];
        double size = look.Text.SizePoints;
        ParagraphStyle style = Style(size);
        while (size > SmallestText && (canvas.HeightOf(runs, style, inside.Width) > inside.Height || WidestWord(runs[0].Text, look, size) > inside.Width))
        {
            size -= 0.5;
            style = Style(size);
        }

        double spare = Math.Max(0, inside.Height - canvas.HeightOf(runs, style, inside.Width));
        canvas.TextBlock(inside with { Bottom = inside.Bottom - (spare / 2) }, runs, style);

        ParagraphStyle Style(double points) => new() { Text = look.Text with { SizePoints = points }, LineSpacing = 1.15 };
    }

    private static double WidestWord(string text, VisibleAppearance look, double size)
    {
        FontFamily family = look.Text.Sans ? look.Fonts.Sans ?? look.Fonts.Serif : look.Fonts.Serif;
        TrueTypeFont face = look.Text.Bold ? family.Bold ?? family.Regular : family.Regular;
        return text.Split((char[])[' ', '\n']).Max(word => face.WidthOf(word, size));
    }

    private static IEnumerable<string> Lines(VisibleAppearance look, AppearanceFacts facts)
    {
        string time = facts.Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        if (look.Lines is { } own)
        {
            return own.Select(line => line.Replace("{time}", time, StringComparison.Ordinal));
        }

        (string Label, string? Value)[] all =
        [
            (look.Labels.Signer, facts.Signer), (look.Labels.Reason, facts.Reason), (look.Labels.Location, facts.Location), (look.Labels.Time, time),
        ];
        return all.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => line.Label + line.Value);
    }
}

/// <summary>What a visible signature states.</summary>
internal sealed record AppearanceFacts(string? Signer, string? Reason, string? Location, DateTimeOffset Time)
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => "AppearanceFacts";
}
