using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>How a run is made.</summary>
/// <param name="Seed">Same seed, same mutants of the same files.</param>
/// <param name="Mutants">How many; the run also ends when the time does.</param>
/// <param name="Longest">Null for no end by time.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Draws">Whether passing mutants are drawn.</param>
/// <param name="Folder">Where findings and the list of passes are kept; null for nowhere.</param>
internal sealed record FuzzOptions(ulong Seed, long Mutants, TimeSpan? Longest, int Workers, bool Draws, string? Folder);

/// <summary>Runs mutants on several threads and gathers what they show.</summary>
internal sealed class FuzzRun(IReadOnlyList<FuzzSeed> seeds, FuzzOptions options)
{
    /// <summary>Bytes that one validation may allocate above the size of the file.</summary>
    public const long MaximumAllocatedBytes = 64L << 20;

    private const int MaximumFindings = 1000;

    private readonly ConcurrentDictionary<string, long> _verdicts = [];
    private readonly ConcurrentDictionary<string, long> _kinds = [];
    private readonly ConcurrentDictionary<string, PassingClass> _passes = [];
    private readonly ConcurrentQueue<FuzzFinding> _findings = [];
    private readonly Dictionary<string, double> _spent = [];
    private readonly Lock _extremes = new();
    private readonly MutantThreads _threads = new(options.Mutants, options.Longest);
    private long _done;
    private long _passed;
    private double _slowest;
    private string _slowestName = "";
    private long _mostAllocated;

    public IReadOnlyList<FuzzSeed> Seeds => seeds;

    public ulong Seed => options.Seed;

    public bool Draws => options.Draws;

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Called about every ten seconds with a line for people.</param>
    /// <param name="cancellationToken">Ends the run early; the report is about what was done.</param>
    public FuzzReport Run(Action<string> progress, CancellationToken cancellationToken)
    {
        FuzzWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new FuzzWorker(this))];
        _threads.Run(workers, () => progress(Line()), GiveUp, cancellationToken);
        Array.ForEach(workers, worker => worker.Dispose());
        FuzzReport report = Report();
        WriteList(report);
        return report;
    }

    internal void Count(string verdict, MutationKind kind, double milliseconds, long allocated, string name)
    {
        _verdicts.AddOrUpdate(verdict, 1, (_, count) => count + 1);
        _kinds.AddOrUpdate(kind.ToString(), 1, (_, count) => count + 1);
        Interlocked.Increment(ref _done);
        lock (_extremes)
        {
            _spent[verdict] = _spent.GetValueOrDefault(verdict) + milliseconds;
            _mostAllocated = Math.Max(_mostAllocated, allocated);
            (_slowest, _slowestName) = milliseconds > _slowest ? (milliseconds, name) : (_slowest, _slowestName);
        }
    }

    /// <summary>True for the first of its class.</summary>
    internal bool Passes(string digest, FuzzSeed seed, MutationKind kind, long index, int length)
    {
        Interlocked.Increment(ref _passed);
        PassingClass noted = _passes.AddOrUpdate(digest, _ => new PassingClass(seed.Name, kind, index, length, 1), (_, known) => known with { Count = known.Count + 1 });
        return noted.Count == 1;
    }

    internal void Find(string code, FuzzSeed seed, MutationKind kind, long index, string message, ReadOnlySpan<byte> mutant)
    {
        if (_findings.Count >= MaximumFindings)
        {
            return;
        }

        string? file = null;
        if (options.Folder is { } folder)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{code}-{seed.Name}-{index}");
            file = Path.Combine(folder, name + ".pdf");
            File.WriteAllBytes(file, mutant);
            File.WriteAllBytes(Path.Combine(folder, name + ".seed.pdf"), seed.Bytes);
            File.WriteAllText(Path.Combine(folder, name + ".txt"), $"{code}\nrun {Seed}, mutant {index}, {kind} of {seed.Name}\n{message}\n");
        }

        _findings.Enqueue(new FuzzFinding(code, seed.Name, kind, index, message, file));
    }

    private void GiveUp(FuzzWorker worker)
    {
        (FuzzSeed seed, MutationKind kind, long index, _) = worker.InHand;
        MutantBuffer again = new();
        new PdfMutator(seed).Mutate(new FuzzRandom(Seed, index), again);
        Find("hang", seed, kind, index, "never ended", again.Span);
        throw new CommandException(ExitCodes.Negative, $"Mutant {index} ({kind} of {seed.Name}) never ended.");
    }

    private string Line()
    {
        double seconds = _threads.Elapsed.TotalSeconds;
        long done = Interlocked.Read(ref _done);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done} mutants, {done / seconds:0} a second, {Interlocked.Read(ref _passed)} pass in {_passes.Count} classes, slowest {_slowest:0} ms, {_findings.Count} findings");
    }

    private FuzzReport Report()
    {
        using Process own = Process.GetCurrentProcess();
        return new FuzzReport
        {
            Seed = Seed,
            Mutants = _done,
            Seconds = Math.Round(_threads.Elapsed.TotalSeconds, 1),
            Verdicts = _verdicts.OrderByDescending(pair => pair.Value).ToDictionary(),
            MeanMilliseconds = _verdicts.ToDictionary(pair => pair.Key, pair => Math.Round(_spent[pair.Key] / pair.Value, 2)),
            Kinds = _kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            Passed = _passed,
            Drawn = Draws,
            Passes = [.. _passes.Values.OrderBy(pass => pass.FirstIndex)],
            Findings = [.. _findings],
            SlowestMilliseconds = Math.Round(_slowest, 1),
            Slowest = _slowestName,
            MostAllocatedBytes = _mostAllocated,
            PeakWorkingSetBytes = own.PeakWorkingSet64,
            Seeds = [.. Seeds.Select(seed => $"{seed.Name} ({seed.Bytes.Length} bytes)")],
        };
    }

    private void WriteList(FuzzReport report)
    {
        if (options.Folder is { } folder)
        {
            IEnumerable<string> lines = report.Passes.Select(pass => string.Create(
                CultureInfo.InvariantCulture, $"{pass.Seed},{pass.Kind},{pass.FirstIndex},{pass.Length},{pass.Count}"));
            File.WriteAllLines(Path.Combine(folder, "passes.csv"), ["seed,kind,firstIndex,bytes,count", .. lines]);
        }
    }
}
