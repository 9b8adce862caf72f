namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>State of active or chip authentication.</summary>
public enum ProofState
{
    /// <summary>The chip has no key for it.</summary>
    NotOffered,

    /// <summary>The chip has a key, but no evidence was handed in.</summary>
    NotDone,

    /// <summary>The evidence shows that the chip was there.</summary>
    Valid,

    /// <summary>The evidence does not fit the chip's key.</summary>
    Invalid,
}
