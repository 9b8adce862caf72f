namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Something that must not be.</summary>
/// <param name="Code"><c>crash</c>, <c>hang</c>, <c>memory</c>, <c>changed-but-genuine</c> or <c>leak</c>.</param>
/// <param name="Seed">What the mutant was made of.</param>
/// <param name="File">The file that was changed.</param>
/// <param name="Kind">How.</param>
/// <param name="Index">Its index.</param>
/// <param name="Message">What happened.</param>
/// <param name="Kept">Where it is kept; null without a folder.</param>
internal sealed record ChipFuzzFinding(string Code, string Seed, string File, ChipMutationKind Kind, long Index, string Message, string? Kept);

/// <summary>What a run found.</summary>
internal sealed record ChipFuzzReport
{
    public required ulong Seed { get; init; }

    public required int Seeds { get; init; }

    public required long Mutants { get; init; }

    public required double Seconds { get; init; }

    public double PerSecond => Seconds > 0 ? Math.Round(Mutants / Seconds, 1) : 0;

    /// <summary>Mutants by what was judged and how it came out.</summary>
    public required IReadOnlyDictionary<string, long> Verdicts { get; init; }

    /// <summary>Mutants by what was done to them.</summary>
    public required IReadOnlyDictionary<string, long> Kinds { get; init; }

    /// <summary>Genuine, trusted or valid although changed: nothing hashed or signed was, or it is among the findings.</summary>
    public required long Passed { get; init; }

    /// <summary>Mutants of forged seeds that hold up: a flipped bit flipped back. Each is named, to be looked at.</summary>
    public required IReadOnlyList<string> Repaired { get; init; }

    /// <summary>The longest judgement; one that took more than 50 ms was repeated in processor time, and the shortest counts.</summary>
    public required double SlowestMilliseconds { get; init; }

    public required string Slowest { get; init; }

    /// <summary>The most that one judgement allocated in all.</summary>
    public required long MostAllocatedBytes { get; init; }

    public required string MostAllocated { get; init; }

    public required IReadOnlyList<ChipFuzzFinding> Findings { get; init; }
}
