using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>How long what is spent stays, counted from the time that <see cref="SpentKind"/> names.</summary>
/// <remarks>
/// No law asks for these rows, so the times are the operator's. While a link or a code is here its second use is answered with "used" or "too
/// late", afterwards with "not known"; neither opens anything.
/// </remarks>
public sealed class SpentRetention
{
    /// <summary>Invitations and sessions of citizens.</summary>
    public TimeSpan Tokens { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Codes of persons; each person makes one a minute while they are shown.</summary>
    public TimeSpan PersonCodes { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Links of one download.</summary>
    public TimeSpan DownloadLinks { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Marks of what may be used once; a day more than their validity, for clocks that differ.</summary>
    public TimeSpan UsedOnce { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Delivered events; as long as a receiver may ask for them again.</summary>
    public TimeSpan SentEvents { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Seats of past appointments.</summary>
    public TimeSpan Seats { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Rows of one transaction, so that nobody waits long for the write lock.</summary>
    public int Batch { get; set; } = 500;

    /// <summary>Batches of one kind in one run; what is left then waits for the next run.</summary>
    public int MostBatches { get; set; } = 200;

    /// <summary>How long rows of a kind stay.</summary>
    public TimeSpan Of(SpentKind kind) => kind switch
    {
        SpentKind.Token => Tokens,
        SpentKind.PersonCode => PersonCodes,
        SpentKind.DownloadLink => DownloadLinks,
        SpentKind.UsedOnce => UsedOnce,
        SpentKind.SentEvent => SentEvents,
        SpentKind.CaptureFingerprint => ICaptureFingerprintStore.Kept,
        SpentKind.Seat => Seats,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Fault() => Enum.GetValues<SpentKind>().Any(kind => Of(kind) < TimeSpan.Zero || Of(kind) > TimeSpan.FromDays(36500))
        ? "a retention must be between nothing and a hundred years"
        : Batch is < 1 or > 10_000 || MostBatches is < 1 or > 100_000 ? "a batch has 1 to 10000 rows, a run 1 to 100000 batches" : null;
}

/// <summary>What a clean-up removed.</summary>
/// <param name="Removed">Rows of each kind of which there were some.</param>
public sealed record SpentForgotten(IReadOnlyDictionary<SpentKind, int> Removed)
{
    public int Total => Removed.Values.Sum();

    public override string ToString() => string.Join(", ", Removed.OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}"));
}

/// <summary>
/// Removes rows that have served: batch by batch, each a transaction of its own. Stopping in the middle, repeating it, or doing it on two nodes at
/// once leaves nothing half done.
/// </summary>
public sealed class ForgetSpent(ISpentRecordStore store, SpentRetention retention, TimeProvider clock)
{
    public async Task<SpentForgotten> RunAsync(CancellationToken cancellationToken)
    {
        Dictionary<SpentKind, int> removed = [];
        foreach (SpentKind kind in Enum.GetValues<SpentKind>())
        {
            DateTimeOffset before = clock.GetUtcNow() - retention.Of(kind);
            int of = await RunAsync(kind, before, cancellationToken);
            if (of > 0)
            {
                removed[kind] = of;
            }
        }

        return new SpentForgotten(removed);
    }

    private async Task<int> RunAsync(SpentKind kind, DateTimeOffset before, CancellationToken cancellationToken)
    {
        int all = 0;
        for (int batch = 0; batch < retention.MostBatches; batch++)
        {
            int removed = await store.RemoveAsync(kind, before, retention.Batch, cancellationToken);
            all += removed;
            if (removed < retention.Batch)
            {
                break;
            }
        }

        return all;
    }
}
