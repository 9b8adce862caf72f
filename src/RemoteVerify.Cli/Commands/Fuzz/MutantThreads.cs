using System.Diagnostics;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Hands out indices to workers, each on its own thread, until all mutants are made or the time is up.</summary>
/// <param name="mutants">How many.</param>
/// <param name="longest">Null for no end by time.</param>
internal sealed class MutantThreads(long mutants, TimeSpan? longest)
{
    private const int WatchMilliseconds = 500;
    private const int TellSeconds = 10;
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _next = -1;

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Runs to the end.</summary>
    /// <param name="workers">One for each thread.</param>
    /// <param name="tell">Called about every ten seconds.</param>
    /// <param name="giveUp">Called with a worker whose mutant never ends, and throws: it can't be stopped from outside, so the whole run ends with it.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public void Run<TWorker>(IReadOnlyList<TWorker> workers, Action tell, Action<TWorker> giveUp, CancellationToken cancellationToken)
        where TWorker : IMutantWorker
    {
        Thread[] threads = [.. workers.Select(worker => new Thread(() => Work(worker, cancellationToken)) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        long told = Stopwatch.GetTimestamp();
        while (Array.Find(threads, thread => thread.IsAlive) is { } alive)
        {
            alive.Join(WatchMilliseconds);
            foreach (TWorker worker in workers)
            {
                if (worker.Begun is > 0 and long begun && Stopwatch.GetElapsedTime(begun) > Hopeless)
                {
                    giveUp(worker);
                }
            }

            if (Stopwatch.GetElapsedTime(told).TotalSeconds >= TellSeconds)
            {
                told = Stopwatch.GetTimestamp();
                tell();
            }
        }
    }

    private void Work(IMutantWorker worker, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !(longest < Elapsed))
        {
            long index = Interlocked.Increment(ref _next);
            if (index >= mutants)
            {
                return;
            }

            worker.Run(index);
        }
    }
}
