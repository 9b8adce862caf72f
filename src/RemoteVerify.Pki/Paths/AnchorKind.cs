// Law on Electronic Transactions 20/2023/QH15 articles 22 and 26 (kinds of electronic signatures); Decree 23/2025/ND-CP.
namespace RemoteVerify.Pki.Paths;

/// <summary>What the signatures under an anchor count as.</summary>
public enum AnchorKind
{
    /// <summary>Public digital signature: the root of the public certification authorities.</summary>
    Public,

    /// <summary>Digital signature for official duty: the government's own authority.</summary>
    OfficialDuty,

    /// <summary>Special-purpose signature of one organisation, for its own activities.</summary>
    SpecialPurpose,

    /// <summary>Foreign signature that is recognised.</summary>
    Foreign,

    /// <summary>A development hierarchy: no legal effect.</summary>
    Development,
}
