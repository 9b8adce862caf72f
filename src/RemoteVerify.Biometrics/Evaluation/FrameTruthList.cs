using System.Globalization;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Reads the truth of rendered frames: comma separated, a header line with the columns file, yaw, pitch, roll (degrees, the renderer's
/// signs), blink, mouthOpen, boxX, boxY, boxWidth, boxHeight, p0x, p0y, ... and f0x ... f4y; other columns are passed over.
/// </summary>
public static class FrameTruthList
{
    private const string Structure = "truth list";
    private static readonly string[] Numbers = ["yaw", "pitch", "roll", "blink", "mouthOpen", "boxX", "boxY", "boxWidth", "boxHeight"];

    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<FrameTruth> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, Structure);
        int file = table.Column("file");
        int[] numbers = [.. Numbers.Select(table.Column)];
        int points = 0;
        while (table.ColumnOrNone($"p{points}x") >= 0)
        {
            points++;
        }

        int[] dense = Columns(table, 'p', points);
        int[] five = Columns(table, 'f', 5);
        return [.. table.Rows.Select(row => Truth(row[file], Values(row, numbers), Points(Values(row, dense)), Points(Values(row, five))))];
    }

    private static FrameTruth Truth(string file, float[] n, ImagePoint[] points, ImagePoint[] five) => new(
        file,
        RendererSigns.ToHeadPose(n[0], n[1], n[2]),
        n[3],
        n[4],
        new FaceBox(n[5], n[6], n[7], n[8]),
        new FivePoints(five[0], five[1], five[2], five[3], five[4]),
        points);

    private static int[] Columns(CsvTable table, char letter, int points) =>
        [.. Enumerable.Range(0, points).SelectMany(i => new[] { table.Column($"{letter}{i}x"), table.Column($"{letter}{i}y") })];

    private static ImagePoint[] Points(float[] values) => [.. values.Chunk(2).Select(pair => new ImagePoint(pair[0], pair[1]))];

    private static float[] Values(string[] row, int[] columns) => [.. columns.Select(column => Value(row[column]))];

    private static float Value(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
        ? value
        : throw new VisionFormatException(Structure, -1, "a value is not a number");
}
