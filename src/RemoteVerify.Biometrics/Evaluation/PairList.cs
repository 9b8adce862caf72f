using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Two pictures of a test set.</summary>
/// <param name="A">Name of the first picture, as the host can open it.</param>
/// <param name="B">Name of the second.</param>
/// <param name="Same">Whether both show the same person.</param>
/// <param name="Group">A label that figures are broken down by; empty for none.</param>
public sealed record ImagePair(string A, string B, bool Same, string Group)
{
    /// <summary>What every further column says of this pair, by the column's name in lower case; ages are bands already.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = LabelColumns.None;
}

/// <summary>Reads a list of pairs: comma separated, a header line with the columns a, b, same (1 or 0) and optionally group and others to form groups by.</summary>
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
        return [.. table.Rows.Select(row => new ImagePair(row[a], row[b], IsSame(row[same]), group < 0 ? string.Empty : row[group])
        {
            Labels = LabelColumns.Of(table, row, "a", "b", "same"),
        })];
    }

    private static bool IsSame(string text) => text switch
    {
        "1" => true,
        "0" => false,
        _ => throw new VisionFormatException("pair list", -1, "the column same must be 1 or 0"),
    };
}
