using System.Globalization;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Reads a list to fit a fusion on: like <see cref="AttackSampleList"/>, with the columns session and flatTurn where whole sessions are
/// known. A list without kind or species shows living people only.
/// </summary>
public static class AttackTrainingList
{
    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<AttackTrainingSample> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "attack list");
        bool livingOnly = table.ColumnOrNone("species") < 0 && table.ColumnOrNone("kind") < 0;
        int file = table.Column("file");
        int session = table.ColumnOrNone("session");
        int turn = table.ColumnOrNone("flatTurn");
        IReadOnlyList<string> species = livingOnly ? [.. table.Rows.Select(_ => string.Empty)] : [.. AttackSampleList.Read(csv).Select(s => s.Species)];
        return [.. table.Rows.Select((row, i) => new AttackTrainingSample(row[file], species[i], Text(row, session), Number(Text(row, turn))))];
    }

    private static string? Text(IReadOnlyList<string> row, int column) => column < 0 || row[column].Length == 0 ? null : row[column];

    private static float? Number(string? text) => text is null ? null
        : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) ? value
        : throw new VisionFormatException("attack list", -1, "flatTurn is not a number");
}
