namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Makes and judges mutants on one thread.</summary>
internal interface IMutantWorker
{
    /// <summary>When the mutant in hand was begun, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts; 0 for none. Read by the watchdog.</summary>
    long Begun { get; }

    /// <summary>Makes and judges the mutant with this index.</summary>
    void Run(long index);
}
