namespace RemoteVerify.Cases;

/// <summary>Why an act was refused and what can be done instead.</summary>
/// <param name="Code">One of the closed list.</param>
/// <param name="Message">What to do, in one or two sentences, without personal data.</param>
/// <param name="AllowedActions">Codes of the acts that the case allows now; empty where no case was reached.</param>
/// <param name="Reasons">Machine-readable details: finding codes of an engine, names of missing fields.</param>
public sealed record Refusal(RefusalCode Code, string Message, IReadOnlyList<string> AllowedActions, IReadOnlyList<string> Reasons)
{
    public Refusal(RefusalCode code, string message) : this(code, message, [], []) { }

    public override string ToString() => $"Refused {Code}{(Reasons.Count == 0 ? "" : $" ({string.Join(", ", Reasons)})")}";
}

/// <summary>The nature of a refusal, from which a host derives its status code.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong (400/422).</summary>
    Invalid,

    /// <summary>The actor may not do this (403).</summary>
    NotPermitted,

    /// <summary>There is no such thing for this actor (404).</summary>
    NotFound,

    /// <summary>Not in this state (409, with the allowed actions).</summary>
    Conflict,

    /// <summary>Somebody else changed it first (412).</summary>
    Outdated,

    /// <summary>It existed and was destroyed or has run out (410).</summary>
    Gone,

    /// <summary>Too often in too short a time (429).</summary>
    TooMany,

    /// <summary>The material was judged and not accepted (422, with reasons).</summary>
    NotAccepted,

    /// <summary>The service lacks something that its operator has to put right (503).</summary>
    Unavailable,
}
