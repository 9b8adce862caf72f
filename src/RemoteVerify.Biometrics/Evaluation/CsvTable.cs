using System.Text;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

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

    public IReadOnlyList<string> Header => _header;

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
