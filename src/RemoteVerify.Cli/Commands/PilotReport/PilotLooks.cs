using RemoteVerify.Cli.Commands.Keys;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>The looks of the report.</summary>
internal static class PilotLooks
{
    public static readonly RgbColor Shade = new(0.93, 0.93, 0.93);
    public static readonly TextStyle Vietnamese = new(11);
    public static readonly TextStyle English = new(9, Italic: true, Color: new RgbColor(0.3, 0.3, 0.3));
    public static readonly TextStyle Cell = new(9.5);
    public static readonly TextStyle Small = new(8.5, Color: RgbColor.Gray);
    public static readonly ParagraphStyle Body = new() { Text = Vietnamese, LineSpacing = 1.2, SpaceAfter = 6 };
    public static readonly ParagraphStyle Centred = Body with { Alignment = TextAlignment.Center };
    public static readonly ParagraphStyle Cells = new() { Text = Cell, LineSpacing = 1.15, SpaceAfter = 0 };

    public static IReadOnlyList<TextRun> Both(TwoTexts text, string between) => [new TextRun(text.Vi + between), new TextRun(text.En, English)];
}
