using System.Diagnostics;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>Something that is repeated as often as fits into a slice of time.</summary>
/// <param name="Name">For the figures.</param>
/// <param name="RunSlice">Runs for about so long.</param>
internal sealed record Contender(string Name, Func<TimeSpan, Slice> RunSlice)
{
    /// <summary>It is our code, in this process.</summary>
    public bool IsInProcess { get; private init; }

    /// <summary>A loop in this process, on this thread.</summary>
    public static Contender Loop(string name, Action once) => new(name, length =>
    {
        int count = 0;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        TimeSpan wall;
        do
        {
            once();
            count++;
            wall = Stopwatch.GetElapsedTime(start);
        }
        while (wall < length);
        return new Slice(count / wall.TotalSeconds, count / Math.Max((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 1e-6));
    })
    {
        IsInProcess = true,
    };
}

/// <summary>What one slice gave.</summary>
/// <param name="PerSecond">By the wall clock.</param>
/// <param name="PerProcessorSecond">By the processor time of the whole process; NaN when it is not known.</param>
internal readonly record struct Slice(double PerSecond, double PerProcessorSecond);

/// <summary>
/// Runs contenders in turn, slice by slice, so that what else happens on the machine hits all of them alike; a ratio is
/// the median of the ratios of neighbouring slices, a rate is the median of its slices.
/// </summary>
internal sealed class SliceTimer(TimeSpan slice, int rounds)
{
    private const int MostWarmSlices = 12;
    private static readonly TimeSpan WarmProcessorTime = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, List<Slice>> _slices = [];

    public void Run(IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        foreach (Contender contender in contenders)
        {
            WarmUp(contender);
            _slices[contender.Name] = [];
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (Contender contender in contenders)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _slices[contender.Name].Add(contender.RunSlice(slice));
            }
        }
    }

    /// <summary>Until the just-in-time compiler has had its processor time, which on a busy machine is not one slice.</summary>
    private void WarmUp(Contender contender)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < MostWarmSlices; i++)
        {
            contender.RunSlice(slice);
            if (!contender.IsInProcess || Environment.CpuUsage.TotalTime - start > WarmProcessorTime)
            {
                return;
            }
        }
    }

    public double PerSecond(string name) => Median(_slices[name].Select(s => s.PerSecond));

    public double PerProcessorSecond(string name) => Median(_slices[name].Select(s => s.PerProcessorSecond));

    /// <summary>How often <paramref name="name"/> is as fast as <paramref name="other"/>; both ran in the same rounds.</summary>
    public double Ratio(string name, string other) =>
        Median(_slices[name].Zip(_slices[other], (a, b) => a.PerSecond / b.PerSecond));

    /// <summary>As <see cref="Ratio"/>, by processor time, which what else runs on the machine does not lengthen.</summary>
    public double ProcessorRatio(string name, string other) =>
        Median(_slices[name].Zip(_slices[other], (a, b) => a.PerProcessorSecond / b.PerProcessorSecond));

    /// <summary>The middle of the values.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
