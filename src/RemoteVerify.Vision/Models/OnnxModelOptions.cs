namespace RemoteVerify.Vision.Models;

/// <summary>How a model runs.</summary>
public sealed record OnnxModelOptions
{
    /// <summary>Threads inside one run. With 1 (the default) a run uses the caller's thread, so that many captures share the cores fairly.</summary>
    public int ThreadsPerRun { get; init; } = 1;

    /// <summary>Sets of tensors kept for the next run; more runs at once are possible, they only allocate.</summary>
    public int MaximumIdleRuns { get; init; } = 8;

    /// <summary>Runs the file as it was published, without the rewriting that makes some networks faster at equal results; for comparison.</summary>
    public bool AsPublished { get; init; }
}
