using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>How an odd but sound one-page file is written; every default is the ordinary way.</summary>
internal sealed record OddPdf
{
    public string Catalog { get; init; } = "<< /Type /Catalog /Pages 2 0 R >>";

    public string Pages { get; init; } = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

    public string Page { get; init; } = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>";

    public string Contents { get; init; } = "<< /Length 8 >>\nstream\n0 0 m  f\nendstream";

    /// <summary>Objects from number 5 on.</summary>
    public string[] More { get; init; } = [];

    public string Header { get; init; } = "%PDF-1.7\n";

    public string Before { get; init; } = "";

    public string EndOfLine { get; init; } = "\n";

    /// <summary>End of a table entry; the standard wants two characters.</summary>
    public string EntryEnd { get; init; } = " \n";

    public string Trailer { get; init; } = "/ID [<01> <02>]";

    public bool HasSize { get; init; } = true;

    public string EndObject { get; init; } = "endobj";

    public string AfterTrailer { get; init; } = "";

    public string End { get; init; } = "%%EOF\n";

    /// <summary>Entry of object 0, and what the table says of a further, free number.</summary>
    public string[] FreeEntries { get; init; } = ["0000000000 65535 f"];

    public int CatalogGeneration { get; init; }

    private string[] Objects => [Catalog, Pages, Page, Contents, .. More];

    /// <summary>With a cross-reference table.</summary>
    public byte[] WithTable()
    {
        StringBuilder text = new(Before + Header);
        List<int> offsets = Bodies(text, 0);
        int table = text.Length - Before.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n{FreeEntries[0]}{EntryEnd}");
        for (int i = 0; i < offsets.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offsets[i]:D10} {(i == 0 ? CatalogGeneration : 0):D5} n{EntryEnd}");
        }

        for (int i = 1; i < FreeEntries.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count + (10 * i)} 1\n{FreeEntries[i]}{EntryEnd}");
        }

        string size = HasSize ? $"/Size {offsets.Count + 1 + (10 * (FreeEntries.Length - 1))} " : "";
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< {size}/Root 1 {CatalogGeneration} R {Trailer} >>\n{AfterTrailer}startxref\n{table}\n{End}");
        return Encoding.Latin1.GetBytes(text.ToString().Replace("\n", EndOfLine, StringComparison.Ordinal));
    }

    /// <summary>With a cross-reference stream; the dictionaries lie in an object stream when <paramref name="compressed"/>.</summary>
    /// <param name="widths">The three widths of /W.</param>
    /// <param name="predictor">1 for none, 2, or 10 to 15.</param>
    /// <param name="compressed">Catalog, pages and page go into an object stream.</param>
    public byte[] WithStream(int[] widths, int predictor, bool compressed)
    {
        StringBuilder text = new(Before + Header);
        List<int> offsets = Bodies(text, compressed ? 3 : 0);
        int container = Objects.Length + 1;
        int own = compressed ? container + 1 : container;
        List<(int Kind, long Place, int Detail)> entries = [.. offsets.Select(o => (1, (long)o, 0))];
        if (compressed)
        {
            for (int i = 0; i < 3; i++)
            {
                entries[i] = (2, container, i);
            }

            entries.Add((1, text.Length - Before.Length, 0));
            string[] inside = Objects[..3];
            string heads = string.Join(' ', inside.Select((_, i) => $"{i + 1} {inside.Take(i).Sum(o => o.Length + 1)}")) + " ";
            string body = heads + string.Join('\n', inside);
            AppendStream(text, container, $"/Type /ObjStm /N 3 /First {heads.Length} /Extends {container} 0 R", Deflate(Encoding.Latin1.GetBytes(body)));
        }

        int table = text.Length - Before.Length;
        entries.Add((1, table, 0));
        byte[] rows = [.. entries.SelectMany(e => Row(widths, e.Kind, e.Place, e.Detail))];
        int row = widths.Sum();
        string parameters = predictor == 1 ? "" : $"/DecodeParms << /Predictor {predictor} /Columns {row} >>";
        string index = $"/Index [1 {entries.Count}]";
        AppendStream(
            text, own, $"/Type /XRef /Size {own + 1} /W [{string.Join(' ', widths)}] {index} /Root 1 0 R {parameters} {Trailer}", Deflate(Predict(rows, row, predictor)));
        text.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n{End}");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private List<int> Bodies(StringBuilder text, int skipped)
    {
        List<int> offsets = [];
        for (int i = 0; i < Objects.Length; i++)
        {
            offsets.Add(text.Length - Before.Length);
            if (i >= skipped)
            {
                text.Append(CultureInfo.InvariantCulture, $"{i + 1} {(i == 0 ? CatalogGeneration : 0)} obj\n{Objects[i]}\n{EndObject}\n");
            }
        }

        return offsets;
    }

    private static void AppendStream(StringBuilder text, int number, string dictionary, byte[] data) =>
        text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<< {dictionary} /Filter /FlateDecode /Length {data.Length} >>\nstream\n")
            .Append(Encoding.Latin1.GetString(data)).Append("\nendstream\nendobj\n");

    private static byte[] Row(int[] widths, int kind, long place, int detail)
    {
        List<byte> row = [];
        foreach ((int width, long value) in new[] { (widths[0], kind), (widths[1], place), (widths[2], (long)detail) })
        {
            for (int i = width - 1; i >= 0; i--)
            {
                row.Add((byte)(value >> (8 * i)));
            }
        }

        return [.. row];
    }

    /// <summary>PNG predictors 10 to 15 say what filter they like and each row says what it uses: here row after row another one.</summary>
    private static byte[] Predict(byte[] rows, int width, int predictor)
    {
        List<byte> result = [];
        for (int start = 0; start < rows.Length; start += width)
        {
            int filter = predictor == 2 ? 1 : predictor == 15 ? start / width % 5 : predictor - 10;
            if (predictor >= 10)
            {
                result.Add((byte)filter);
            }

            for (int i = 0; i < width; i++)
            {
                int left = i > 0 ? rows[start + i - 1] : 0, up = start > 0 ? rows[start + i - width] : 0, upLeft = start > 0 && i > 0 ? rows[start + i - width - 1] : 0;
                int guess = predictor == 1 ? 0 : filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, upLeft) };
                result.Add((byte)(rows[start + i] - guess));
            }
        }

        return [.. result];
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        int estimate = left + up - upLeft;
        int a = Math.Abs(estimate - left), b = Math.Abs(estimate - up), c = Math.Abs(estimate - upLeft);
        return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }

    private static byte[] Deflate(byte[] data)
    {
        using MemoryStream output = new();
        using (ZLibStream deflater = new(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflater.Write(data);
        }

        return output.ToArray();
    }
}
