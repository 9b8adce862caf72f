namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>A data group against the list in EF.SOD.</summary>
public enum DataGroupState
{
    Ok,
    HashMismatch,

    /// <summary>The file was handed in, but EF.SOD does not list it: nobody signed it.</summary>
    NotListed,

    /// <summary>EF.SOD lists it, but it was not handed in.</summary>
    NotPresent,
}
