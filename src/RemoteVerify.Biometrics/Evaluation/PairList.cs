using System.Text;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Two pictures of a test set.</summary>
/// <param name="A">Name of the first picture, as the host can open it.</param>
/// <param name="B">Name of the second.</param>
/// <param name="Same">Whether both show the same person.</param>
/// <param name="Group">A label that figures are broken down by; empty for none.</param>
public sealed record ImagePair(string A, string B, bool Same, string Group);

/// <summary>Reads a list of pairs: comma separated, a header line with the columns a, b, same (1 or 0) and optionally group.</summary>
public static class PairList
{
    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<ImagePair> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "pair list");
        int a = table.Column("a");
        int b = table.Column("b");
        int same = table.Column("same");
        int group = table.ColumnOrNone("group");
        return [.. table.Rows.Select(row => new ImagePair(row[a], row[b], IsSame(row[same]), group < 0 ? string.Empty : row[group]))];
    }

    private static bool IsSame(string text) => text switch
    {
        "1" => true,
        "0" => false,
        _ => throw new VisionFormatException("pair list", -1, "the column same must be 1 or 0"),
    };
}

/// <summary>A small comma-separated table without quoting.</summary>
internal sealed class CsvTable
{
    private readonly string _structure;
    private readonly string[] _header;

    private CsvTable(string structure, string[] header, List<string[]> rows)
    {
        _structure = structure;
        _header = header;
        Rows = rows;
    }

    public IReadOnlyList<string[]> Rows { get; }

    public static CsvTable Read(ReadOnlySpan<byte> csv, string structure)
    {
        string[] lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries);
        string[] header = lines[0].Split(',', StringSplitOptions.TrimEntries);
        List<string[]> rows = [];
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            string[] row = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (row.Length != header.Length)
            {
                throw new VisionFormatException(structure, -1, $"line {i + 1} has {row.Length} values instead of {header.Length}");
            }

            rows.Add(row);
        }

        return new CsvTable(structure, header, rows);
    }

    public int Column(string name)
    {
        int index = ColumnOrNone(name);
        return index >= 0 ? index : throw new VisionFormatException(_structure, 0, $"the column {name} is missing");
    }

    public int ColumnOrNone(string name) => Array.FindIndex(_header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
}
