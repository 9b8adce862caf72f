// ISO 32000-2, 8 (graphics), 9 (text) and 14.6 (marked content): the operators that are written.
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pdf.Composing.Text;

namespace RemoteVerify.Pdf.Composing.Content;

/// <summary>Writes the operators of one content stream; it knows numbers and names, not pages.</summary>
internal sealed class ContentWriter
{
    private readonly StringBuilder _operators = new();

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_operators.ToString());

    public static string Number(double value) =>
        Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    public void Raw(string operators) => _operators.Append(operators).Append('\n');

    public void Save() => Raw("q");

    public void Restore() => Raw("Q");

    public void FillColor(RgbColor color) => Raw($"{Number(color.Red)} {Number(color.Green)} {Number(color.Blue)} rg");

    public void StrokeColor(RgbColor color) => Raw($"{Number(color.Red)} {Number(color.Green)} {Number(color.Blue)} RG");

    public void Transform(double a, double b, double c, double d, double e, double f) =>
        Raw($"{Exact(a)} {Exact(b)} {Exact(c)} {Exact(d)} {Number(e)} {Number(f)} cm");

    public void Line(double fromX, double fromY, double toX, double toY, double widthPoints, RgbColor color)
    {
        Save();
        StrokeColor(color);
        Raw($"{Number(widthPoints)} w {Number(fromX)} {Number(fromY)} m {Number(toX)} {Number(toY)} l S");
        Restore();
    }

    public void Box(Frame frame, double lineWidthPoints, RgbColor? line, RgbColor? fill)
    {
        Save();
        if (fill is { } inside)
        {
            FillColor(inside);
            Raw($"{Rectangle(frame)} re f");
        }

        if (line is { } border)
        {
            StrokeColor(border);
            Raw($"{Number(lineWidthPoints)} w {Rectangle(frame)} re S");
        }

        Restore();
    }

    /// <summary>Paints the dark modules of a QR code, a run of a row at a time.</summary>
    public void Modules(IReadOnlyList<System.Collections.BitArray> rows, Frame frame)
    {
        double side = frame.Width / rows.Count;
        Save();
        FillColor(RgbColor.Black);
        for (int row = 0; row < rows.Count; row++)
        {
            int column = 0;
            while (column < rows.Count)
            {
                int start = column;
                while (column < rows.Count && rows[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    Raw($"{Number(frame.Left + (start * side))} {Number(frame.Top - ((row + 1) * side))} {Number((column - start) * side)} {Number(side)} re");
                }

                column++;
            }
        }

        Raw("f");
        Restore();
    }

    public void XObject(string name, double a, double b, double c, double d, double e, double f)
    {
        Save();
        Transform(a, b, c, d, e, f);
        Raw($"/{name} Do");
        Restore();
    }

    /// <summary>Writes one line of text with its left end at a point of the base line.</summary>
    /// <param name="extraPerSpace">Points added to every space, for a justified line.</param>
    public void TextLine(TextLine line, double left, double baseLine, double extraPerSpace, Func<TrueTypeFont, (string Name, FontSubset Subset)> resource)
    {
        double x = left;
        int index = 0;
        Raw("BT");
        while (index < line.Fragments.Count)
        {
            TextStyle style = line.Fragments[index].Style;
            (string name, FontSubset subset) = resource(line.Fragments[index].Face);
            FillColor(style.Color);
            _operators.Append(CultureInfo.InvariantCulture, $"/{name} {Number(style.SizePoints)} Tf 1 0 0 1 {Number(x)} {Number(baseLine)} Tm [");
            for (; index < line.Fragments.Count && line.Fragments[index].Style == style; index++)
            {
                Fragment piece = line.Fragments[index];
                double extra = piece.IsSpace ? extraPerSpace * piece.Text.Length : 0;
                _operators.Append('<').Append(subset.Encode(piece.Text)).Append('>');
                if (extra != 0)
                {
                    _operators.Append(Number(-extra * 1000 / style.SizePoints));
                }

                x += piece.Width + extra;
            }

            Raw("] TJ");
        }

        Raw("ET");
    }

    private static string Rectangle(Frame frame) =>
        $"{Number(frame.Left)} {Number(frame.Bottom)} {Number(frame.Width)} {Number(frame.Height)}";

    public static string Exact(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
