using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Reads a list for attack detection: a header line with the columns file and kind; live, bona-fide, real and genuine mean bona fide,
/// any other kind names an instrument; a column reference names the picture of the person whom the presentation claims to be. A list of rendered pictures has the column species in place of kind.
/// </summary>
public static class AttackSampleList
{
    private static readonly string[] BonaFideWords = ["live", "bona-fide", "bonafide", "real", "genuine"];

    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<AttackSample> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "attack list");
        int file = table.Column("file");
        int species = table.ColumnOrNone("species");
        bool simulated = species >= 0;
        int kind = simulated ? species : table.Column("kind");
        int reference = table.ColumnOrNone("reference");
        return [.. table.Rows.Select(row => new AttackSample(row[file], Species(row[kind]), simulated) { Reference = reference < 0 ? string.Empty : row[reference] })];
    }

    private static string Species(string kind)
    {
        if (kind.Length == 0)
        {
            throw new VisionFormatException("attack list", -1, "a kind is empty");
        }

        return BonaFideWords.Contains(kind, StringComparer.OrdinalIgnoreCase) ? string.Empty : kind;
    }
}
