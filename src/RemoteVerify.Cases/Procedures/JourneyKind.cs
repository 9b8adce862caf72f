namespace RemoteVerify.Cases.Procedures;

/// <summary>The journeys that the service knows; a procedure follows one of them. The list is closed.</summary>
public enum JourneyKind
{
    /// <summary>A contract signed remotely and countersigned: the trial of the technique.</summary>
    RemoteContract,

    /// <summary>A notarised contract, parties in different places (Law 46/2024/QH15 articles 62 to 65).</summary>
    NotarisedContract,

    /// <summary>A certified copy from a paper original (Decree 23/2015, Decree 45/2020 article 10).</summary>
    PaperCopy,

    /// <summary>A copy from a stored digital result (Decree 30/2020 annex I, Law 20/2023/QH15 article 12).</summary>
    StoredCopy,

    /// <summary>A certificate of marital status (Circular 04/2020/TT-BTP).</summary>
    MaritalCertificate,
}
