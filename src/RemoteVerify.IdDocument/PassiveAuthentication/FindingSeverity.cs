namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>What a finding does to the verdict, in rising order.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Information,

    /// <summary>The document is accepted, with this said.</summary>
    Warning,

    /// <summary>The operator's policy refuses it; another policy could accept.</summary>
    Policy,

    /// <summary>No policy may accept this.</summary>
    Reject,
}
