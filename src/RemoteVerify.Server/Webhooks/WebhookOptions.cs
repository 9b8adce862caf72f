using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Server.Webhooks;

/// <summary>How webhooks are sent, section <c>Service:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Longest time that may be set for one try, in seconds.</summary>
    public const int LongestTimeoutSeconds = 30;

    /// <summary>For development: the loopback interface, there also without TLS. Production refuses to start with it.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Ports that addresses may name; 443 and 8443 when none is set.</summary>
    public IList<int> Ports { get; set; } = [];

    /// <summary>How long a receiver may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Waits between tries in seconds; the standard's schedule of ten tries in 75 hours and 35 minutes when none is set.</summary>
    public IList<int> RetrySeconds { get; set; } = [];

    /// <summary>By how much of itself a wait is shorter or longer by chance.</summary>
    public int JitterPercent { get; set; } = 20;

    /// <summary>Endpoints that this node sends to at one time.</summary>
    public int MaximumConcurrent { get; set; } = 16;

    /// <summary>Endpoints of one client.</summary>
    public int MaximumEndpoints { get; set; } = 20;

    /// <summary>How long the former secret signs beside a new one when the client doesn't say.</summary>
    public int SecretOverlapHours { get; set; } = 24;

    /// <summary>How long deliveries are listed after they are done.</summary>
    public int KeepDays { get; set; } = 30;

    /// <summary>Where webhooks may go.</summary>
    public AddressRules Addresses => new(AllowLoopback, Ports.Count > 0 ? [.. Ports] : [443, 8443]);

    /// <summary>When they are tried again.</summary>
    public RetrySchedule Schedule => new(RetrySeconds.Count > 0 ? [.. RetrySeconds.Select(s => TimeSpan.FromSeconds(s))] : RetrySchedule.Standard.Waits, JitterPercent / 100.0);

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        Require(TimeoutSeconds is >= 1 and <= LongestTimeoutSeconds, $"TimeoutSeconds is between 1 and {LongestTimeoutSeconds}");
        Require(JitterPercent is >= 0 and <= 50, "JitterPercent is between 0 and 50");
        Require(MaximumConcurrent is >= 1 and <= 500, "MaximumConcurrent is between 1 and 500");
        Require(MaximumEndpoints is >= 1 and <= 1000, "MaximumEndpoints is between 1 and 1000");
        Require(SecretOverlapHours is >= 0 and <= 168, "SecretOverlapHours is between 0 and 168");
        Require(KeepDays is >= 1 and <= 3650, "KeepDays is between 1 and 3650");
        Require(Ports.All(p => p is > 0 and < 65536), "Ports are numbers between 1 and 65535");
        Require(RetrySeconds.Count <= 50 && RetrySeconds.All(s => s is >= 1 and <= 604_800), "RetrySeconds are at most 50 waits of 1 second to 7 days");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Service:Webhooks: {what}.");
        }
    }
}
