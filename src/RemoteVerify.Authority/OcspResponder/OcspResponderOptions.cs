namespace RemoteVerify.Authority.OcspResponder;

/// <summary>How long answers may be used.</summary>
public sealed record OcspResponderOptions
{
    /// <summary>Time from thisUpdate to nextUpdate.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromHours(1);
}
