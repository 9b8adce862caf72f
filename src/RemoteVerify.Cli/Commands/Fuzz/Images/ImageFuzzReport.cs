namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>Something that must not be.</summary>
/// <param name="Code"><c>crash</c> (an exception other than the room's own), <c>hang</c>, <c>memory</c> or <c>limits</c> (a picture beyond what was allowed).</param>
/// <param name="Seed">What the mutant was made of.</param>
/// <param name="Kind">How.</param>
/// <param name="Index">Its index.</param>
/// <param name="Message">What happened.</param>
internal sealed record ImageFinding(string Code, string Seed, ImageMutation Kind, long Index, string Message);

/// <summary>What a run found.</summary>
internal sealed record ImageFuzzReport
{
    public required ulong Seed { get; init; }

    public required long Mutants { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Mutants that were decoded, by format of the picture they were made of.</summary>
    public required IReadOnlyDictionary<string, long> Decoded { get; init; }

    /// <summary>Mutants refused after the header was accepted: a native decoder saw them.</summary>
    public required IReadOnlyDictionary<string, long> RefusedByDecoder { get; init; }

    /// <summary>Mutants refused before any native code saw them.</summary>
    public required IReadOnlyDictionary<string, long> RefusedByHeader { get; init; }

    /// <summary>One decode, in processor time of its thread when the clock says more than the limit.</summary>
    public required double SlowestMilliseconds { get; init; }

    public required string Slowest { get; init; }

    /// <summary>Of the whole process at its end, and its highest.</summary>
    public required long WorkingSetBytes { get; init; }

    public required long PeakWorkingSetBytes { get; init; }

    /// <summary>Mutants that went through the shim under the address sanitizer; null: not asked for.</summary>
    public required long? Sanitized { get; init; }

    public required IReadOnlyList<ImageFinding> Findings { get; init; }
}
