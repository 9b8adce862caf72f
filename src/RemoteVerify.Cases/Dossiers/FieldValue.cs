namespace RemoteVerify.Cases.Dossiers;

/// <summary>Where the value of a field came from (R09). What a person typed is the exception and is shown as such.</summary>
public enum ValueSource
{
    Typed,
    Chip,
    VNeID,
    PopulationDatabase,
    EarlierCase,
    Officer,
    CivilStatusRegister,

    /// <summary>Read from the printed card by a camera and looked at by the person. It proves nothing and is typed over like what was typed.</summary>
    CardCamera,
}

/// <summary>One field of the electronic form.</summary>
/// <param name="Name">Name in the procedure's form.</param>
/// <param name="Value">NFC, trimmed.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Reference">Id of the look-up's paper, verification or case it came from; null for what was typed.</param>
/// <param name="By">Who set it: participant's id, client id or officer's account.</param>
/// <param name="At">When.</param>
public sealed record FieldValue(string Name, string Value, ValueSource Source, string? Reference, string By, DateTimeOffset At)
{
    /// <summary>What a person says against the source's value, or null.</summary>
    public FieldContest? Contest { get; init; }

    /// <summary>True when a source filled it that answers for it: not for what a person typed, or let a camera read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFromSource => Source is not (ValueSource.Typed or ValueSource.Officer or ValueSource.CardCamera);

    /// <summary>Values name people.</summary>
    public override string ToString() => $"FieldValue {Name} ({Source})";
}
