using System.CommandLine;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Over which lines the simulated sessions of a run go.</summary>
/// <param name="IsWeak">64 kbit/s and 300 ms for everybody, in place of the bench's own mix.</param>
/// <param name="MakesWebP">What the clients say of themselves; an attacker may say what suits him.</param>
internal sealed record BenchLine(string Name, bool IsWeak, bool MakesWebP)
{
    public static BenchLine Normal { get; } = new("normal", false, true);

    public static BenchLine Low { get; } = new("low", true, true);

    private static readonly BenchLine[] All = [Normal, Low, new("low-jpeg", true, false)];

    /// <summary><c>--line</c>.</summary>
    public static Option<string> Option()
    {
        Option<string> option = new("--line")
        {
            Description = "normal: near servers, long lines and busy servers in turn; low: 64 kbit/s and 300 ms, on which a session goes into low mode; low-jpeg: the same by a browser that makes no WebP.",
            DefaultValueFactory = _ => Normal.Name,
        };
        option.AcceptOnlyFromAmong([.. All.Select(line => line.Name)]);
        return option;
    }

    public static BenchLine Of(string name) => All.Single(line => line.Name == name);

    /// <param name="normal">The bench's own mix.</param>
    /// <param name="seed">Of the session.</param>
    public CaptureTiming Timing(IReadOnlyList<CaptureTiming> normal, int seed) => IsWeak ? CaptureTiming.WeakLine : normal[seed % normal.Count];
}
