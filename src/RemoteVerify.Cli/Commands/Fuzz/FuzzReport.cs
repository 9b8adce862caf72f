namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>A mutant that passes, with all that are the same but for bytes that no reader draws.</summary>
/// <param name="Seed">What it was made of.</param>
/// <param name="Kind">How the first one was made.</param>
/// <param name="FirstIndex">Index of the first one.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Count">How many there were.</param>
internal sealed record PassingClass(string Seed, MutationKind Kind, long FirstIndex, int Length, long Count);

/// <summary>Something that must not be.</summary>
/// <param name="Code"><c>crash</c>, <c>hang</c>, <c>memory</c>, <c>signed-bytes-changed</c> or <c>draws-otherwise</c>.</param>
/// <param name="Seed">What the mutant was made of.</param>
/// <param name="Kind">How.</param>
/// <param name="Index">Its index.</param>
/// <param name="Message">What happened.</param>
/// <param name="File">Where it is kept; null without a folder.</param>
internal sealed record FuzzFinding(string Code, string Seed, MutationKind Kind, long Index, string Message, string? File);

/// <summary>What a run found.</summary>
internal sealed record FuzzReport
{
    public required ulong Seed { get; init; }

    public required long Mutants { get; init; }

    public required double Seconds { get; init; }

    public double PerSecond => Seconds > 0 ? Math.Round(Mutants / Seconds, 1) : 0;

    /// <summary>Mutants by indication and sub-indication of the file.</summary>
    public required IReadOnlyDictionary<string, long> Verdicts { get; init; }

    /// <summary>Mean milliseconds of a validation by verdict, on this machine as busy as it was.</summary>
    public required IReadOnlyDictionary<string, double> MeanMilliseconds { get; init; }

    /// <summary>Mutants by what was done to them.</summary>
    public required IReadOnlyDictionary<string, long> Kinds { get; init; }

    public required long Passed { get; init; }

    /// <summary>Whether the passing ones were drawn and compared.</summary>
    public required bool Drawn { get; init; }

    public required IReadOnlyList<PassingClass> Passes { get; init; }

    public required IReadOnlyList<FuzzFinding> Findings { get; init; }

    /// <summary>The longest validation; one that took more than a second was repeated, and the shortest time counts.</summary>
    public required double SlowestMilliseconds { get; init; }

    public required string Slowest { get; init; }

    /// <summary>The most bytes that one validation allocated in all, so no less than its memory grew at any moment.</summary>
    public required long MostAllocatedBytes { get; init; }

    /// <summary>Of the whole process.</summary>
    public required long PeakWorkingSetBytes { get; init; }

    public required IReadOnlyList<string> Seeds { get; init; }
}
