namespace RemoteVerify.Cases.Procedures;

/// <summary>Where the portrait comes from that a living face is compared with.</summary>
public enum PortraitSource
{
    /// <summary>The chip of the identity card, proven genuine.</summary>
    Chip,

    /// <summary>The national identity application.</summary>
    VNeID,

    /// <summary>The national population database.</summary>
    PopulationDatabase,
}

/// <summary>A portrait source and the authentication level (Decree 69/2024, 1 to 4) that a match with it reaches.</summary>
public sealed record PortraitRule(PortraitSource Source, int Assurance);
