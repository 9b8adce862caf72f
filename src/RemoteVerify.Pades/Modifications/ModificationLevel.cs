namespace RemoteVerify.Pades.Modifications;

/// <summary>What later revisions did to a signed one; a greater value includes the smaller ones.</summary>
public enum ModificationLevel
{
    /// <summary>Nothing follows.</summary>
    None,

    /// <summary>Only validation data, document timestamps and descriptive metadata.</summary>
    LtaUpdates,

    /// <summary>Form values and signatures too.</summary>
    FormFilling,

    /// <summary>Annotations were added or changed too.</summary>
    Annotations,

    /// <summary>Anything else.</summary>
    Other,
}
