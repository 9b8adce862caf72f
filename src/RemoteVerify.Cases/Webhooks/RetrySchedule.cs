namespace RemoteVerify.Cases.Webhooks;

/// <summary>When a delivery that failed is tried again.</summary>
/// <param name="Waits">Wait after the first failed try, after the second, and so on; after the last wait there is one more try.</param>
/// <param name="Jitter">Share by which a wait is made shorter or longer by chance (0.2 is a fifth), so that many don't come back at one moment.</param>
public sealed record RetrySchedule(IReadOnlyList<TimeSpan> Waits, double Jitter)
{
    /// <summary>No receiver's wish (<c>Retry-After</c>) delays a try longer.</summary>
    public static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);

    /// <summary>The schedule that Standard Webhooks 1.0.0 gives as its example: ten tries in 75 hours and 35 minutes, a little more than three days.</summary>
    public static RetrySchedule Standard { get; } = new(
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
            TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ],
        0.2);

    /// <summary>Tries in all.</summary>
    public int Tries => Waits.Count + 1;

    /// <summary>From the first try to the last one, without jitter.</summary>
    public TimeSpan Length => Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);

    /// <summary>The wait before the next try; null when there is none any more.</summary>
    /// <param name="failed">Failed tries so far, at least 1.</param>
    /// <param name="wish">What the receiver asked for (<c>Retry-After</c>), or null.</param>
    /// <param name="chance">A random number of [0, 1).</param>
    public TimeSpan? After(int failed, TimeSpan? wish, double chance)
    {
        if (failed > Waits.Count)
        {
            return null;
        }

        TimeSpan wait = Waits[failed - 1] * (1 - Jitter + (2 * Jitter * chance));
        TimeSpan asked = wish is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, LongestWish.Ticks)) : TimeSpan.Zero;
        return wait > asked ? wait : asked;
    }
}

/// <summary>What the operator decides about endpoints.</summary>
/// <param name="MaximumEndpoints">Endpoints of one client.</param>
/// <param name="SecretOverlap">How long the former secret signs beside a new one when the client doesn't say.</param>
public sealed record WebhookPolicy(int MaximumEndpoints, TimeSpan SecretOverlap)
{
    /// <summary>A former secret never signs longer.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    /// <summary>Secrets that sign at one time.</summary>
    public const int MaximumSecrets = 4;
}
