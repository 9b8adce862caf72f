namespace RemoteVerify.IdDocument.Mrz;

/// <summary>The three sizes of ICAO Doc 9303-4, -5 and -6.</summary>
public enum MrzFormat
{
    /// <summary>3 lines of 30 (cards).</summary>
    Td1,

    /// <summary>2 lines of 36.</summary>
    Td2,

    /// <summary>2 lines of 44 (passports).</summary>
    Td3,
}
