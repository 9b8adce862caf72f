namespace RemoteVerify.Pdf.Composing;

/// <summary>A line at the head or foot of every page; <c>{page}</c> and <c>{pages}</c> become numbers.</summary>
public sealed record RunningText
{
    public string Left { get; init; } = "";

    public string Center { get; init; } = "";

    public string Right { get; init; } = "";

    public TextStyle Style { get; init; } = new(9, Color: RgbColor.Gray);

    /// <summary>Leaves the first page without the line.</summary>
    public bool SkipFirstPage { get; init; }
}

/// <summary>Where the mark of a page stands.</summary>
public enum MarkPlacement
{
    /// <summary>Large, see-through and slanted over the middle of the page.</summary>
    Diagonal,

    /// <summary>One framed line at the top edge.</summary>
    Header,
}

/// <summary>Words that are put over every page, for example to say that a document is a test.</summary>
public sealed record PageMark(string Text, MarkPlacement Placement = MarkPlacement.Diagonal)
{
    public RgbColor Color { get; init; } = new(0.75, 0.1, 0.1);

    /// <summary>0 invisible, 1 solid.</summary>
    public double Opacity { get; init; } = 0.18;
}
