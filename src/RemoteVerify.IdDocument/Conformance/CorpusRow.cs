using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>One row of an <c>expectations.csv</c>.</summary>
/// <param name="Files">Relative paths as the delegate understands them.</param>
/// <param name="Kind">Which part of the room is asked.</param>
public sealed record CorpusRow(string Id, IReadOnlyList<string> Files, string Kind, JsonObject Expected)
{
    private const string Structure = "expectations.csv";
    private const int MaxRows = 100_000;

    /// <summary>Reads the table: <c>id,files,kind,origin,licence,expected</c>; columns are found by name.</summary>
    public static IReadOnlyList<CorpusRow> ReadTable(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        List<string[]> lines = Split(csv);
        if (lines.Count == 0)
        {
            throw new IdDocumentFormatException(Structure, 0, "empty");
        }

        string[] header = lines[0];
        int id = Column("id"), files = Column("files"), kind = Column("kind"), expected = Column("expected");
        List<CorpusRow> rows = [];
        foreach (string[] line in lines.Skip(1).Where(line => line.Length > 1 || line[0].Length > 0))
        {
            if (line.Length != header.Length || rows.Count == MaxRows)
            {
                throw new IdDocumentFormatException(Structure, rows.Count + 1, "row with another number of columns, or too many rows");
            }

            rows.Add(new CorpusRow(line[id], line[files].Split(';', StringSplitOptions.RemoveEmptyEntries), line[kind], ParseExpected(line[expected], rows.Count + 1)));
        }

        return rows.AsReadOnly();

        int Column(string name) => Array.IndexOf(header, name) is >= 0 and int index
            ? index
            : throw new IdDocumentFormatException(Structure, 0, $"column {name} is missing");
    }

    private static JsonObject ParseExpected(string json, int row)
    {
        try
        {
            return JsonNode.Parse(json)?.AsObject() ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new IdDocumentFormatException(Structure, row, "expected is no JSON object", e);
        }
    }

    /// <summary>RFC 4180: quoted fields may hold commas, line breaks and doubled quotes.</summary>
    private static List<string[]> Split(string csv)
    {
        List<string[]> lines = [];
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is (',' or '\n'))
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    lines.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (quoted || c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            lines.Add([.. fields, field.ToString()]);
        }

        return lines;
    }
}
