namespace RemoteVerify.Cases.Procedures.Fees;

/// <summary>What is counted for a fee. What does not occur stays 0 or null.</summary>
public sealed record FeeBasis
{
    /// <summary>Pages of one copy.</summary>
    public int Pages { get; init; }

    /// <summary>Copies.</summary>
    public int Copies { get; init; }

    /// <summary>Signatures that are certified.</summary>
    public int Signatures { get; init; }

    /// <summary>Transactions.</summary>
    public int Transactions { get; init; }

    /// <summary>Kind of the transaction; chooses among fees that are for some kinds only.</summary>
    public string? Transaction { get; init; }

    /// <summary>Value of the transaction in VND.</summary>
    public long? ValueVnd { get; init; }

    /// <summary>Ids of the exemptions that an officer accepted.</summary>
    public IReadOnlyList<string> Exemptions { get; init; } = [];
}

/// <summary>One line of a quote.</summary>
/// <param name="Id">The fee's id.</param>
/// <param name="TitleVi">As printed.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Count">Units counted.</param>
/// <param name="FullVnd">Before an exemption.</param>
/// <param name="Exemption">The exemption's id, or null.</param>
/// <param name="ToPayVnd">What is paid.</param>
public sealed record FeeQuoteLine(string Id, string TitleVi, string TitleEn, long Count, long FullVnd, string? Exemption, long ToPayVnd);

/// <summary>What is to be paid.</summary>
/// <param name="LegalBasis">What sets it.</param>
/// <param name="Lines">Each fee that applies.</param>
public sealed record FeeQuote(string LegalBasis, IReadOnlyList<FeeQuoteLine> Lines)
{
    /// <summary>The sum in whole VND.</summary>
    public long TotalVnd => Lines.Sum(l => l.ToPayVnd);
}
