namespace RemoteVerify.Cases.Procedures;

/// <summary>Rules of a notarised contract with parties in different places (Law 46/2024/QH15, Decree 104/2025).</summary>
/// <param name="Transactions">Kinds of transaction that may be concluded this way.</param>
/// <param name="Excluded">Kinds that may not: wills and other unilateral acts.</param>
/// <param name="MaximumRecordingGapSeconds">A longer gap in a recording needs a new confirmation.</param>
/// <param name="HomeParticipation">A pilot in which a party may take part from home; null: not allowed.</param>
public sealed record NotarisedOptions(
    IReadOnlyList<TransactionKind> Transactions,
    IReadOnlyList<ExcludedTransaction> Excluded,
    int MaximumRecordingGapSeconds,
    HomePilot? HomeParticipation)
{
    /// <summary>The kind with this id, or null when it is not one that may be concluded.</summary>
    public TransactionKind? Find(string id) => Transactions.FirstOrDefault(t => t.Id == id);
}

/// <summary>A kind of transaction (loại giao dịch).</summary>
/// <param name="Id">Unique in the procedure.</param>
/// <param name="TitleVi">In Vietnamese.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="RetentionYears">How long the dossier is kept (Law 46/2024 Article 68: real estate 30, others 10).</param>
public sealed record TransactionKind(string Id, string TitleVi, string TitleEn, int RetentionYears);

/// <summary>A kind of transaction that is refused.</summary>
/// <param name="Id">Unique in the procedure.</param>
/// <param name="TitleVi">In Vietnamese.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="ExplanationVi">What the applicant is told, with the rule.</param>
public sealed record ExcludedTransaction(string Id, string TitleVi, string TitleEn, string ExplanationVi);

/// <summary>The decision that allows a pilot of taking part from home.</summary>
/// <param name="Decision">Number, date and who made it.</param>
/// <param name="Area">Where it applies.</param>
/// <param name="Until">Last day of the pilot.</param>
public sealed record HomePilot(string Decision, string Area, DateOnly Until)
{
    /// <summary>True when the pilot still runs on <paramref name="day"/>.</summary>
    public bool Runs(DateOnly day) => day <= Until;
}
