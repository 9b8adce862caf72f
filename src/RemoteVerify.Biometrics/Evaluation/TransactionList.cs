using System.Globalization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>One picture of a try in a session.</summary>
/// <param name="Session">Which session; all its rows name one reference.</param>
/// <param name="Try">1 for the first.</param>
/// <param name="Image">The picture; several rows of one try are its proof pictures.</param>
/// <param name="Reference">The portrait that it is compared with.</param>
/// <param name="Genuine">Whether the portrait's holder is in the picture, alive.</param>
public sealed record TransactionRow(string Session, int Try, string Image, string Reference, bool Genuine)
{
    /// <summary>What every further column says of the session.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = LabelColumns.None;
}

/// <summary>Reads sessions: comma separated, columns session, try, image, reference, optionally same (1 or 0; without it 1), and others to form groups by.</summary>
public static class TransactionList
{
    private const string Structure = "session list";

    /// <exception cref="VisionFormatException">A column is missing, a line is not as the header says, or a session has two references.</exception>
    public static IReadOnlyList<TransactionRow> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, Structure);
        (int session, int number, int image, int reference, int same) =
            (table.Column("session"), table.Column("try"), table.Column("image"), table.Column("reference"), table.ColumnOrNone("same"));
        TransactionRow[] rows =
        [
            .. table.Rows.Select(row => new TransactionRow(row[session], Number(row[number]), row[image], row[reference], same < 0 || IsGenuine(row[same]))
            {
                Labels = LabelColumns.Of(table, row, "session", "try", "image", "reference", "same"),
            }),
        ];
        return rows.GroupBy(row => row.Session, StringComparer.Ordinal).All(one => one.Select(row => (row.Reference, row.Genuine)).Distinct().Count() == 1)
            ? rows
            : throw new VisionFormatException(Structure, -1, "a session has two references, or is both genuine and not");
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
        ? number
        : throw new VisionFormatException(Structure, -1, "the column try must be 1, 2, 3 and so on");

    private static bool IsGenuine(string text) => text switch
    {
        "1" => true,
        "0" => false,
        _ => throw new VisionFormatException(Structure, -1, "the column same must be 1 or 0"),
    };
}
