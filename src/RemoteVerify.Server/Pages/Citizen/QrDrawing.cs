using System.Collections;
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A QR code as one path of an SVG picture, because pages hold no inline styles and load nothing for it.</summary>
/// <param name="Path">One square for each dark module.</param>
/// <param name="Size">Modules along a side, quiet zone included.</param>
public sealed record QrDrawing(string Path, int Size)
{
    public static QrDrawing Of(string text)
    {
        IReadOnlyList<BitArray> rows = QrMatrix.Of(text, QrErrorCorrection.Medium);
        StringBuilder path = new();
        for (int y = 0; y < rows.Count; y++)
        {
            for (int x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new QrDrawing(path.ToString(), rows.Count);
    }

    /// <summary>What it says may open something.</summary>
    public override string ToString() => nameof(QrDrawing);
}
