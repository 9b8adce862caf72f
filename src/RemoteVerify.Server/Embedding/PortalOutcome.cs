using RemoteVerify.Cases;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Embedding;

/// <summary>How a visit ended, in the words that portals are told; codes of a closed list, nothing about the person.</summary>
public static class PortalOutcome
{
    /// <summary>Something is still to be done.</summary>
    public const string Open = "open";

    /// <summary>The participant has signed.</summary>
    public const string Signed = "signed";

    /// <summary>The office refused in writing.</summary>
    public const string Refused = "refused";

    /// <summary>The case was stopped or ran out.</summary>
    public const string Ended = "ended";

    public static string Of(Case current, ParticipantId participant) => current switch
    {
        CaseWithDocument document when document.HasSigned(participant) => Signed,
        RefusedCase or ContestedCase => Refused,
        StoppedCase or ExpiredCase => Ended,
        _ => Open,
    };
}
