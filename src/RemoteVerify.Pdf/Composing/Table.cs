namespace RemoteVerify.Pdf.Composing;

/// <summary>A cell of a table.</summary>
public sealed record TableCell(IReadOnlyList<TextRun> Runs)
{
    public TableCell(string text) : this([new TextRun(text)]) { }

    /// <summary>Overrides the table's style.</summary>
    public ParagraphStyle? Style { get; init; }

    public RgbColor? Background { get; init; }

    /// <summary>Number of columns that the cell fills.</summary>
    public int ColumnSpan { get; init; } = 1;
}

/// <summary>A row of a table.</summary>
public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    public TableRow(params string[] cells) : this([.. cells.Select(text => new TableCell(text))]) { }

    /// <summary>Header rows come first and are repeated on every page that the table reaches.</summary>
    public bool IsHeader { get; init; }
}

/// <summary>A table; rows move to the next page as a whole unless one is taller than a page.</summary>
public sealed record Table
{
    /// <summary>Widths of the columns in proportion to each other; together they fill the text width.</summary>
    public required IReadOnlyList<double> ColumnWeights { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }

    public ParagraphStyle Style { get; init; } = new() { SpaceAfter = 0, LineSpacing = 1.2 };

    /// <summary>Width of the rules in points; 0 draws none.</summary>
    public double BorderPoints { get; init; } = 0.5;

    public double PaddingPoints { get; init; } = 4;

    public double SpaceAfter { get; init; } = 8;
}
