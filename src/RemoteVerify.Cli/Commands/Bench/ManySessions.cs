using System.Collections.Concurrent;

namespace RemoteVerify.Cli.Commands.Bench;

/// <summary>Simulated sessions, several at once.</summary>
internal static class ManySessions
{
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(10);

    /// <summary>How many of each kind: the living always, of the others those that were asked for, or all.</summary>
    public static (TKind Kind, int Count)[] Counts<TKind>(TKind living, int livingCount, TKind[]? only, int othersCount)
        where TKind : struct, Enum
    {
        IEnumerable<TKind> kinds = only is { Length: > 0 } ? only : Enum.GetValues<TKind>();
        return [(living, livingCount), .. kinds.Where(kind => !kind.Equals(living)).Distinct().Select(kind => (kind, othersCount))];
    }

    /// <summary>One session for each kind and seed, seeds from <paramref name="firstSeed"/> on.</summary>
    public static (TKind Kind, int Seed)[] Seeds<TKind>(IEnumerable<(TKind Kind, int Count)> counts, int firstSeed) =>
        [.. counts.SelectMany(count => Enumerable.Range(firstSeed, count.Count).Select(seed => (count.Kind, seed)))];

    /// <summary>Runs them all.</summary>
    /// <param name="one">Runs one; from several threads.</param>
    /// <param name="progress">Called about every ten seconds: sessions done, of how many.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the sessions in hand have ended.</exception>
    public static void Run<T>(IReadOnlyCollection<T> all, int workers, Action<T> one, Action<int, int> progress, CancellationToken cancellationToken)
    {
        int ended = 0;
        using Timer timer = new(_ => progress(Volatile.Read(ref ended), all.Count), null, Notice, Notice);
        ParallelOptions options = new() { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(all, EnumerablePartitionerOptions.NoBuffering), options, session =>
        {
            one(session);
            Interlocked.Increment(ref ended);
        });
    }
}
