namespace RemoteVerify.Cases.Procedures;

/// <summary>What a fee is counted by.</summary>
public enum FeeUnit
{
    /// <summary>Each page of each copy.</summary>
    Page,

    /// <summary>Each copy.</summary>
    Copy,

    /// <summary>Each signature.</summary>
    Signature,

    /// <summary>Each transaction.</summary>
    Transaction,

    /// <summary>The value of the transaction, in VND.</summary>
    Value,
}

/// <summary>The fees of a version (phí, lệ phí). Amounts are whole VND.</summary>
/// <param name="LegalBasis">What sets them.</param>
/// <param name="Lines">What is counted.</param>
/// <param name="Exemptions">Who pays less.</param>
public sealed record FeeTable(string LegalBasis, IReadOnlyList<FeeLine> Lines, IReadOnlyList<FeeExemption> Exemptions)
{
    /// <summary>What people are told beside the amounts, such as who else sets fees; null for nothing.</summary>
    public string? RemarkVi { get; init; }
}

/// <summary>One fee. Either <paramref name="AmountVnd"/> or <paramref name="Tiers"/> is given.</summary>
/// <param name="Id">Unique in the table.</param>
/// <param name="TitleVi">As printed on a receipt.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="AmountVnd">The amount for each unit.</param>
/// <param name="Tiers">Amounts that change with the count, the lowest first.</param>
/// <param name="MaximumVnd">Most for one copy (pages), or for the line.</param>
public sealed record FeeLine(
    string Id, string TitleVi, string TitleEn, FeeUnit Unit, long? AmountVnd = null, IReadOnlyList<FeeTier>? Tiers = null, long? MaximumVnd = null)
{
    /// <summary>Kinds of transaction that it is for; empty for all.</summary>
    public IReadOnlyList<string> Transactions { get; init; } = [];
}

/// <summary>A step of a fee.</summary>
/// <param name="From">First unit (1 for the first page), or the value in VND above which it begins.</param>
/// <param name="AmountVnd">For each unit from there on; for <see cref="FeeUnit.Value"/> the fixed part.</param>
/// <param name="PerMillion">For <see cref="FeeUnit.Value"/>: VND for each million VND above <paramref name="From"/>.</param>
public sealed record FeeTier(long From, long AmountVnd, long PerMillion = 0);

/// <summary>Who pays less.</summary>
/// <param name="Id">Unique in the table.</param>
/// <param name="TitleVi">As printed.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="LegalBasis">What grants it.</param>
/// <param name="PercentOff">100 for nothing to pay.</param>
/// <param name="Lines">Ids of the lines that it touches; empty for all.</param>
public sealed record FeeExemption(string Id, string TitleVi, string TitleEn, string LegalBasis, int PercentOff, IReadOnlyList<string> Lines);
