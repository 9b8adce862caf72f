namespace RemoteVerify.Cases.Procedures;

/// <summary>The journeys that a case can make. The list is closed: each is a set of acts and states.</summary>
public enum JourneyKind
{
    /// <summary>A contract signed remotely, countersigned and sealed: the trial of the technique.</summary>
    RemoteContract,

    /// <summary>A notarised contract with parties in different places (công chứng điện tử trực tuyến).</summary>
    NotarisedContract,

    /// <summary>An electronic copy certified from a paper original (chứng thực bản sao điện tử từ bản chính).</summary>
    PaperCopy,

    /// <summary>A copy of a stored digital result.</summary>
    StoredCopy,

    /// <summary>A certificate of marital status (Giấy xác nhận tình trạng hôn nhân).</summary>
    MaritalCertificate,
}
