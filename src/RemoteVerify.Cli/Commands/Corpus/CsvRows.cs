using System.Text;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>A table of comma-separated values with a header (RFC 4180).</summary>
internal static class CsvRows
{
    /// <summary>The rows by column name.</summary>
    /// <exception cref="CommandException">A row has another number of cells than the header, or a column is missing.</exception>
    public static List<Dictionary<string, string>> Read(string text, string name, params string[] columns)
    {
        List<string[]> lines = Split(text.TrimStart('\uFEFF'));
        string[] header = lines.Count > 0 ? lines[0] : [];
        if (columns.FirstOrDefault(column => !header.Contains(column)) is { } missing)
        {
            throw CommandException.WrongUse($"{name} has no column {missing}.");
        }

        List<Dictionary<string, string>> rows = [];
        for (int i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length != header.Length)
            {
                throw CommandException.WrongUse($"Row {i} of {name} has {lines[i].Length} cells instead of {header.Length}.");
            }

            rows.Add(header.Zip(lines[i]).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
        }

        return rows;
    }

    private static List<string[]> Split(string text)
    {
        List<string[]> lines = [];
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(Take(cell));
            }
            else if (c == '\n' && !quoted)
            {
                EndLine(lines, cells, Take(cell));
            }
            else if (c != '\r' || quoted)
            {
                cell.Append(c);
            }
        }

        EndLine(lines, cells, Take(cell));
        return lines;
    }

    private static string Take(StringBuilder cell)
    {
        string text = cell.ToString();
        cell.Clear();
        return text;
    }

    private static void EndLine(List<string[]> lines, List<string> cells, string last)
    {
        if (cells.Count > 0 || last.Length > 0)
        {
            lines.Add([.. cells, last]);
        }

        cells.Clear();
    }
}
