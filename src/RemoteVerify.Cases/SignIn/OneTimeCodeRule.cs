namespace RemoteVerify.Cases.SignIn;

/// <summary>How guesses are limited.</summary>
public sealed record OneTimeCodeRule
{
    /// <summary>Wrong codes in a row until the officer is locked out.</summary>
    public int MostFailures { get; init; } = 5;

    /// <summary>How long the first lock-out lasts; each further one without a right code between lasts twice as long.</summary>
    public TimeSpan FirstLock { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>No lock-out lasts longer.</summary>
    public TimeSpan LongestLock { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Steps before and after the present one that count too, for clocks that differ (RFC 6238 section 5.2).</summary>
    public int Drift { get; init; } = 1;
}
