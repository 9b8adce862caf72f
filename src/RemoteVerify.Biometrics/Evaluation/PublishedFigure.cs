using System.Globalization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>What somebody measured with the same networks on the same pictures: our pipeline must not lose against it.</summary>
/// <param name="Set">The set, or set and recogniser alone, as results name it.</param>
/// <param name="FalseMatchRate">The rate that the threshold was set at.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="ThresholdLow">Lower end of its 95 % interval.</param>
/// <param name="ThresholdHigh">Upper end.</param>
/// <param name="Fnmr">False non-match rate at the threshold, 0 to 1.</param>
/// <param name="FnmrLow">Lower end of its 95 % interval.</param>
/// <param name="FnmrHigh">Upper end.</param>
public sealed record PublishedFigure(
    string Set, double FalseMatchRate, double Threshold, double ThresholdLow, double ThresholdHigh, double Fnmr, double FnmrLow, double FnmrHigh);

/// <summary>Reads published figures: comma separated, columns set, fmr, threshold, threshold_low, threshold_high, fnmr, fnmr_low, fnmr_high.</summary>
public static class PublishedFigureList
{
    private const string Structure = "published figures";

    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<PublishedFigure> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, Structure);
        int set = table.Column("set");
        int[] columns = [.. new[] { "fmr", "threshold", "threshold_low", "threshold_high", "fnmr", "fnmr_low", "fnmr_high" }.Select(table.Column)];
        return [.. table.Rows.Select(row => Figure(row[set], [.. columns.Select(column => Number(row[column]))]))];
    }

    private static PublishedFigure Figure(string set, double[] n) => new(set, n[0], n[1], n[2], n[3], n[4], n[5], n[6]);

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
        ? value
        : throw new VisionFormatException(Structure, -1, "a value is not a number");
}

/// <summary>A published figure and ours on the pictures of this run.</summary>
/// <param name="Published">Theirs.</param>
/// <param name="Threshold">Ours at the same false match rate; NaN where it could not be measured.</param>
/// <param name="Fnmr">Ours at their threshold.</param>
/// <param name="Fmr">Ours at their threshold, over all impostors of the run.</param>
public sealed record BesidePublished(PublishedFigure Published, double Threshold, ErrorRate Fnmr, ErrorRate Fmr)
{
    /// <summary>Our threshold lies in their interval.</summary>
    public bool ThresholdInside => Threshold >= Published.ThresholdLow && Threshold <= Published.ThresholdHigh;

    /// <summary>Our false non-match rate lies in their interval, or below it.</summary>
    public bool FnmrInside => Fnmr.Rate <= Published.FnmrHigh;
}
