namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>The outcome for the document as a whole.</summary>
public enum ChipVerdict
{
    Accept,
    AcceptWithWarning,

    /// <summary>Refused although another policy could accept.</summary>
    RejectByPolicy,

    /// <summary>Refused under every policy.</summary>
    Reject,
}
