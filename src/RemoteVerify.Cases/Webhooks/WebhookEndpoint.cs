using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>An address that a client wants its events at.</summary>
public readonly record struct WebhookId(Guid Value)
{
    public static WebhookId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>Whether an endpoint is sent to.</summary>
public enum WebhookState
{
    Active,

    /// <summary>Its owner asked for a rest; what waits stays.</summary>
    Paused,

    /// <summary>Every try of an event failed for days, and nothing else got through; its owner must mend it and make it active again.</summary>
    Disabled,

    /// <summary>It answered 410 Gone: it wants nothing more.</summary>
    Gone,
}

/// <summary>A key that signs what an endpoint is sent.</summary>
/// <param name="Value"><c>whsec_</c> with the key in base64; shown once.</param>
/// <param name="MadeAt">When.</param>
/// <param name="EndsAt">Until when it still signs beside its successor; null for the current one.</param>
public sealed record WebhookSecret(string Value, DateTimeOffset MadeAt, DateTimeOffset? EndsAt)
{
    public override string ToString() => nameof(WebhookSecret);
}

/// <summary>A registered address with what it wants.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Client">The client whose it is: it is told of the cases that this client opened.</param>
/// <param name="Address">Where to.</param>
/// <param name="Events">Types of events, or beginnings that end with <c>.*</c>; empty for every type.</param>
/// <param name="Description">The owner's words.</param>
/// <param name="State">Whether it is sent to.</param>
/// <param name="StateSince">Since when.</param>
/// <param name="Secrets">The current one first; those that still sign beside it after.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="Version">Counts its changes.</param>
public sealed record WebhookEndpoint(
    WebhookId Id, TenantId Tenant, string Client, Uri Address, IReadOnlyList<string> Events, string? Description, WebhookState State, DateTimeOffset StateSince,
    IReadOnlyList<WebhookSecret> Secrets, DateTimeOffset CreatedAt, long Version)
{
    /// <summary>The secrets that sign at <paramref name="at"/>, the current one first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset at) => [.. Secrets.Where(s => s.EndsAt is not { } end || end > at).Select(s => s.Value)];

    /// <summary>True when it asked for events of this type.</summary>
    public bool Takes(string type) => EventTypes.Match(Events, type);

    /// <summary>No address: a client may have put a token into it.</summary>
    public override string ToString() => $"WebhookEndpoint {Id}";
}

/// <summary>How an endpoint does.</summary>
/// <param name="FailingSince">Since when nothing got through; null when the last try did.</param>
/// <param name="LastDeliveredAt">When something got through last.</param>
/// <param name="LastFailedAt">When a try failed last.</param>
/// <param name="Waiting">Deliveries that are still to be made.</param>
/// <param name="GivenUp">Deliveries that were given up.</param>
public sealed record WebhookHealth(DateTimeOffset? FailingSince, DateTimeOffset? LastDeliveredAt, DateTimeOffset? LastFailedAt, int Waiting, int GivenUp);

/// <summary>Lists of types of events as clients write them.</summary>
public static class EventTypes
{
    private const int LongestType = 60;

    /// <summary>True when the list is empty or names the type, whole or by its beginning (<c>case.*</c>).</summary>
    public static bool Match(IReadOnlyList<string> wanted, string type) => wanted.Count == 0 || wanted.Any(w => w == type
        || (w.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(w.AsSpan(0, w.Length - 1), StringComparison.Ordinal)));

    /// <summary>True for <c>subject.what_happened</c> and <c>subject.*</c>.</summary>
    public static bool IsWellFormed(string wanted)
    {
        string[] parts = wanted.Split('.');
        return wanted.Length <= LongestType && parts.Length == 2 && IsWord(parts[0]) && (parts[1] == "*" || IsWord(parts[1]));
    }

    private static bool IsWord(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || c is '_' or '-');
}
