namespace RemoteVerify.Pdf.Composing;

/// <summary>A colour in the sRGB space; each part runs from 0 (none) to 1 (full).</summary>
public readonly record struct RgbColor(double Red, double Green, double Blue)
{
    public static RgbColor Black => new(0, 0, 0);

    public static RgbColor White => new(1, 1, 1);

    public static RgbColor Gray => new(0.4, 0.4, 0.4);
}

/// <summary>How letters look.</summary>
/// <param name="SizePoints">Font size in points.</param>
/// <param name="Sans">Takes the sans-serif family instead of the serif one.</param>
public sealed record TextStyle(double SizePoints = 12, bool Bold = false, bool Italic = false, bool Sans = false, RgbColor Color = default);

/// <summary>A stretch of text of one style inside a paragraph; a line feed starts a new line. Null style: the paragraph's.</summary>
public sealed record TextRun(string Text, TextStyle? Style = null);

/// <summary>Where the lines of a paragraph stand.</summary>
public enum TextAlignment
{
    Left,
    Center,
    Right,

    /// <summary>Both edges straight, except for the last line.</summary>
    Justify,
}

/// <summary>How a paragraph is set; lengths are in points.</summary>
public sealed record ParagraphStyle
{
    public TextStyle Text { get; init; } = new();

    public TextAlignment Alignment { get; init; } = TextAlignment.Left;

    /// <summary>Distance between base lines as a multiple of the font size.</summary>
    public double LineSpacing { get; init; } = 1.25;

    public double SpaceBefore { get; init; }

    public double SpaceAfter { get; init; } = 6;

    public double FirstLineIndent { get; init; }

    public double LeftIndent { get; init; }

    /// <summary>Keeps the paragraph on the page of the next one (for headings).</summary>
    public bool KeepWithNext { get; init; }
}
