namespace RemoteVerify.Pades.Validation;

/// <summary>Limits for the time from the signature timestamp to the OCSP response about the signer.</summary>
public sealed record OcspDistance
{
    /// <summary>How much older than the timestamp the response may be.</summary>
    public TimeSpan MostBefore { get; init; } = TimeSpan.Zero;

    /// <summary>From when on it only warns.</summary>
    public TimeSpan WarnAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How much younger it may be.</summary>
    public TimeSpan MostAfter { get; init; } = TimeSpan.FromHours(24);
}
