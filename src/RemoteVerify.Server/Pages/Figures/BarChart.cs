using System.Globalization;

namespace RemoteVerify.Server.Pages.Figures;

/// <summary>One bar of a chart, in the units of the drawing.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Height">Height; 0 for nothing.</param>
/// <param name="InnerHeight">Height of the darker part from below.</param>
/// <param name="IsHidden">The count is not published; drawn as a mark instead of a bar.</param>
public sealed record Bar(int X, int Y, int Height, int InnerHeight, bool IsHidden);

/// <summary>
/// Works out the bars of months for an SVG of 320 by 140 units. What it shows stands in the table beside it, so the drawing itself needs no text.
/// </summary>
public sealed class BarChart
{
    public const int Width = 320;
    public const int Height = 140;
    public const int BarWidth = 16;

    private const int Top = 10;
    private const int Ground = 120;

    public BarChart(IReadOnlyList<TrendMonth> months)
    {
        ArgumentNullException.ThrowIfNull(months);
        Most = NiceAbove(months.Max(month => month.Completed) ?? 0);
        int step = months.Count == 0 ? Width : (Width - 20) / months.Count;
        Bars = [.. months.Select((month, index) => BarOf(month, 20 + (index * step) + ((step - BarWidth) / 2)))];
    }

    /// <summary>What the upper line stands for.</summary>
    public long Most { get; }

    public IReadOnlyList<Bar> Bars { get; }

    /// <summary>Units as SVG writes them, whatever the language of the page.</summary>
    public static string Units(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Bar BarOf(TrendMonth month, int x)
    {
        int height = Scaled(month.Completed ?? 0);
        return new Bar(x, Ground - height, height, Math.Min(height, Scaled(month.Online ?? 0)), month.Completed is null);
    }

    private int Scaled(long count) => (int)Math.Round((double)count / Most * (Ground - Top));

    /// <summary>The next of 5, 10, 20, 50, 100, ... that nothing is above.</summary>
    private static long NiceAbove(long count)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (long nice in (ReadOnlySpan<long>)[5 * power, 10 * power, 20 * power])
            {
                if (count <= nice)
                {
                    return nice;
                }
            }
        }
    }
}
