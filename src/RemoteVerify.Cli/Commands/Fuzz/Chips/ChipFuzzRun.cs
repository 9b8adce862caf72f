using System.Collections.Concurrent;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>How a run is made.</summary>
/// <param name="Seed">Same seed, same changes; keys are made for the run, so signatures differ.</param>
/// <param name="Mutants">How many; the run also ends when the time does.</param>
/// <param name="Longest">Null for no end by time.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Folder">Where findings are kept; null for nowhere.</param>
internal sealed record ChipFuzzOptions(ulong Seed, long Mutants, TimeSpan? Longest, int Workers, string? Folder);

/// <summary>Changes files, has them judged on several threads and gathers what must not be.</summary>
internal sealed class ChipFuzzRun
{
    /// <summary>Time for one judgement.</summary>
    public static readonly TimeSpan LongestJudgement = TimeSpan.FromMilliseconds(50);

    /// <summary>Memory that one judgement may allocate, whether or not it was still needed at the end.</summary>
    public const long MaximumAllocatedBytes = 16L << 20;

    private const int MaximumFindings = 1000;

    private readonly IReadOnlyList<ChipSeed> _seeds;
    private readonly ChipFuzzOptions _options;
    private readonly ChipMutator _mutator;
    private readonly ConcurrentDictionary<string, long> _verdicts = [];
    private readonly ConcurrentDictionary<string, long> _kinds = [];
    private readonly ConcurrentQueue<ChipFuzzFinding> _findings = [];
    private readonly ConcurrentQueue<string> _repaired = [];
    private readonly Lock _extremes = new();
    private readonly MutantThreads _threads;
    private long _done;
    private long _passed;
    private (double Milliseconds, string Name) _slowest = (0, "");
    private (long Bytes, string Name) _largest = (0, "");

    public ChipFuzzRun(IReadOnlyList<ChipSeed> seeds, ChipFuzzOptions options)
    {
        _seeds = seeds;
        _options = options;
        _threads = new MutantThreads(options.Mutants, options.Longest);
        _mutator = new ChipMutator([.. seeds.SelectMany(seed => seed.Changeable).Where(file => !file.IsText && file.Bytes.Length is > 0 and < 100_000).Select(file => file.Bytes)]);
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Called about every ten seconds with a line for people.</param>
    /// <param name="cancellationToken">Ends the run early; the report is about what was done.</param>
    public ChipFuzzReport Run(Action<string> progress, CancellationToken cancellationToken)
    {
        ChipFuzzWorker[] workers = [.. Enumerable.Range(0, _options.Workers).Select(_ => new ChipFuzzWorker(this, _mutator))];
        _threads.Run(workers, () => progress(Line()), GiveUp, cancellationToken);
        return Report();
    }

    /// <summary>The mutant with this index, made anew.</summary>
    internal (ChipSeed Seed, SeedFile File, byte[] Bytes, ChipMutationKind Kind) Make(long index)
    {
        FuzzRandom random = new(_options.Seed, index);
        ChipSeed seed = _seeds[(int)(index % _seeds.Count)];
        SeedFile file = random.Pick(seed.Changeable);
        (byte[] bytes, ChipMutationKind kind) = _mutator.Mutate(file.Bytes, file.IsText, random);
        return (seed, file, bytes, kind);
    }

    internal void Count(string verdict, ChipMutationKind kind, bool passed, double milliseconds, long allocated, string name)
    {
        _verdicts.AddOrUpdate(verdict, 1, (_, count) => count + 1);
        _kinds.AddOrUpdate(kind.ToString(), 1, (_, count) => count + 1);
        Interlocked.Increment(ref _done);
        Interlocked.Add(ref _passed, passed ? 1 : 0);
        lock (_extremes)
        {
            _slowest = milliseconds > _slowest.Milliseconds ? (milliseconds, name) : _slowest;
            _largest = allocated > _largest.Bytes ? (allocated, name) : _largest;
        }
    }

    /// <summary>A sound document that changed and still passes is a finding; a forged one may by chance have been made what it was.</summary>
    internal void Object(ChipSeed seed, SeedFile file, ChipMutationKind kind, long index, string objection)
    {
        if (seed.IsSound)
        {
            Find("changed-but-genuine", index, objection);
        }
        else
        {
            _repaired.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{seed.Name} {file.Name} {kind} {index}"));
        }
    }

    internal void Find(string code, long index, string message)
    {
        if (_findings.Count >= MaximumFindings)
        {
            return;
        }

        (ChipSeed seed, SeedFile file, byte[] bytes, ChipMutationKind kind) = Make(index);
        string? kept = null;
        if (_options.Folder is { } folder)
        {
            kept = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{code}-{index}"));
            Directory.CreateDirectory(kept);
            foreach (SeedFile other in seed.Files)
            {
                File.WriteAllBytes(Path.Combine(kept, other.Name), other == file ? bytes : other.Bytes);
            }

            File.WriteAllText(Path.Combine(kept, "finding.txt"), $"{code}\nrun {_options.Seed}, mutant {index}, {kind} of {file.Name} of {seed.Name}\n{message}\n");
        }

        _findings.Enqueue(new ChipFuzzFinding(code, seed.Name, file.Name, kind, index, message, kept));
    }

    private void GiveUp(ChipFuzzWorker worker)
    {
        Find("hang", worker.InHand, "never ended");
        throw new CommandException(ExitCodes.Negative, $"Mutant {worker.InHand} never ended.");
    }

    private string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Interlocked.Read(ref _done)} mutants, {Interlocked.Read(ref _passed)} pass, slowest {_slowest.Milliseconds:0} ms, most memory {_largest.Bytes >> 10} KiB, {_findings.Count} findings");

    private ChipFuzzReport Report() => new()
    {
        Seed = _options.Seed,
        Seeds = _seeds.Count,
        Mutants = _done,
        Seconds = Math.Round(_threads.Elapsed.TotalSeconds, 1),
        Verdicts = _verdicts.OrderByDescending(pair => pair.Value).ToDictionary(),
        Kinds = _kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
        Passed = _passed,
        Repaired = [.. _repaired],
        SlowestMilliseconds = Math.Round(_slowest.Milliseconds, 1),
        Slowest = _slowest.Name,
        MostAllocatedBytes = _largest.Bytes,
        MostAllocated = _largest.Name,
        Findings = [.. _findings],
    };
}
