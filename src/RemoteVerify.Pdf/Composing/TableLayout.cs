using RemoteVerify.Pdf.Composing.Structure;
using RemoteVerify.Pdf.Composing.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Sets one table into the flow of a document.</summary>
internal sealed class TableLayout
{
    private readonly Table _table;
    private readonly double[] _widths;
    private readonly List<Row> _rows;

    public TableLayout(Table table, DocumentFonts fonts, double width)
    {
        _table = table;
        double total = table.ColumnWeights.Sum();
        if (table.ColumnWeights.Count == 0 || table.ColumnWeights.Any(weight => weight <= 0))
        {
            throw new ArgumentException("Every column needs a positive weight.", nameof(table));
        }

        _widths = [.. table.ColumnWeights.Select(weight => weight / total * width)];
        _rows = [.. table.Rows.Select(row => Measure(row, fonts))];
    }

    public void Place(DocumentComposer composer, StructureElement root)
    {
        StructureElement structure = root.Add(new StructureElement("Table"));
        List<Row> headers = [.. _rows.TakeWhile(row => row.Source.IsHeader)];
        double headerHeight = headers.Sum(row => row.Height);
        foreach (Row row in _rows)
        {
            StructureElement rowStructure = structure.Add(new StructureElement("TR"));
            List<StructureElement> cells =
                [.. row.Cells.Select(cell => rowStructure.Add(CellElement(cell, row.Source.IsHeader)))];
            double keep = row == headers.FirstOrDefault() ? headerHeight + (_rows.ElementAtOrDefault(headers.Count)?.Height ?? 0) : row.Height;
            int[] next = new int[row.Cells.Count];
            bool first = true;
            while (first || row.Cells.Where((cell, index) => next[index] < cell.Lines.Count).Any())
            {
                if (!row.Source.IsHeader && !composer.AtTop && (first ? keep : row.MinimumHeight(next)) > composer.RoomLeft)
                {
                    composer.NewPage(composer.Canvas.Size, composer.Margins);
                    headers.ForEach(header => DrawAgain(composer, header));
                }
                else if (row.Source.IsHeader)
                {
                    composer.EnsureRoom(keep);
                }

                Draw(composer, row, next, cells);
                first = false;
            }
        }
    }

    /// <summary>A header cell says that it is one of a column; another says how many columns it fills.</summary>
    private static StructureElement CellElement(Cell cell, bool isHeader) => new(isHeader ? "TH" : "TD")
    {
        Attribute = isHeader ? ("Table", "Scope", new PdfName("Column"))
            : cell.Source.ColumnSpan > 1 ? ("Table", "ColSpan", new PdfInteger(cell.Source.ColumnSpan))
            : null,
    };

    private Row Measure(TableRow row, DocumentFonts fonts)
    {
        List<Cell> cells = [];
        int column = 0;
        foreach (TableCell cell in row.Cells)
        {
            if (cell.ColumnSpan < 1 || column + cell.ColumnSpan > _widths.Length)
            {
                throw new ArgumentException("A row has more cells than the table has columns.");
            }

            double left = _widths.Take(column).Sum();
            double width = _widths.Skip(column).Take(cell.ColumnSpan).Sum();
            ParagraphStyle style = cell.Style ?? _table.Style;
            if (row.IsHeader && cell.Style is null)
            {
                style = style with { Text = style.Text with { Bold = true } };
            }

            cells.Add(new Cell(cell, style, left, width, LineBreaker.Break(cell.Runs, style, fonts, width - (2 * _table.PaddingPoints))));
            column += cell.ColumnSpan;
        }

        return new Row(row, cells, _table.PaddingPoints);
    }

    private void DrawAgain(DocumentComposer composer, Row header)
    {
        PageCanvas page = composer.Canvas;
        page.Artifact(() =>
        {
            foreach (Cell cell in header.Cells)
            {
                page.Lines(
                    cell.Lines, 0, cell.Lines.Count, cell.Style, composer.LeftEdge + cell.Left + _table.PaddingPoints, composer.Cursor - _table.PaddingPoints, cell.TextWidth(_table.PaddingPoints));
            }
        });
        Borders(composer, header, header.Height);
        composer.Space(header.Height);
    }

    private void Draw(DocumentComposer composer, Row row, int[] next, List<StructureElement> structure)
    {
        double padding = _table.PaddingPoints;
        double room = composer.RoomLeft - (2 * padding);
        int[] counts = [.. row.Cells.Select((cell, index) => cell.Fitting(next[index], room, composer.AtTop))];
        double height = (2 * padding) + row.Cells.Select((cell, index) => cell.HeightOf(next[index], counts[index])).DefaultIfEmpty(0).Max();
        PageCanvas page = composer.Canvas;
        foreach (Cell cell in row.Cells.Where(cell => cell.Source.Background is not null))
        {
            page.Box(new Frame(composer.LeftEdge + cell.Left, composer.Cursor - height, cell.Width, height), 0, null, cell.Source.Background);
        }

        for (int index = 0; index < row.Cells.Count; index++)
        {
            Cell cell = row.Cells[index];
            page.BeginTagged(structure[index]);
            page.Lines(cell.Lines, next[index], counts[index], cell.Style, composer.LeftEdge + cell.Left + padding, composer.Cursor - padding, cell.TextWidth(padding));
            page.EndTagged();
            next[index] += counts[index];
        }

        Borders(composer, row, height);
        composer.Space(height);
    }

    private void Borders(DocumentComposer composer, Row row, double height)
    {
        if (_table.BorderPoints <= 0)
        {
            return;
        }

        foreach (Cell cell in row.Cells)
        {
            composer.Canvas.Box(new Frame(composer.LeftEdge + cell.Left, composer.Cursor - height, cell.Width, height), _table.BorderPoints, RgbColor.Black, null);
        }
    }

    private sealed record Cell(TableCell Source, ParagraphStyle Style, double Left, double Width, IReadOnlyList<TextLine> Lines)
    {
        public double TextWidth(double padding) => Width - (2 * padding);

        public double HeightOf(int first, int count) => Lines.Skip(first).Take(count).Sum(line => line.Height);

        /// <summary>Number of lines for the height; at least one at the top of a page, or the table would never end.</summary>
        public int Fitting(int first, double room, bool atTop)
        {
            int count = 0;
            while (first + count < Lines.Count && HeightOf(first, count + 1) <= room + 0.01)
            {
                count++;
            }

            return count == 0 && atTop && first < Lines.Count ? 1 : count;
        }
    }

    private sealed record Row(TableRow Source, IReadOnlyList<Cell> Cells, double Padding)
    {
        public double Height { get; } = (2 * Padding) + Cells.Select(cell => cell.Lines.Sum(line => line.Height)).DefaultIfEmpty(0).Max();

        /// <summary>Height of the next line of the tallest cell that is not finished.</summary>
        public double MinimumHeight(int[] next) =>
            (2 * Padding) + Cells.Select((cell, index) => next[index] < cell.Lines.Count ? cell.Lines[next[index]].Height : 0).DefaultIfEmpty(0).Max();
    }
}
