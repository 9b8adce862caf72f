using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>How a case ended, as far as its retention goes.</summary>
public enum CaseOutcome
{
    /// <summary>With a result.</summary>
    Completed,

    /// <summary>Refused, stopped, or for want of the next step.</summary>
    Ended,
}

/// <summary>Why data may be held at all.</summary>
public enum DataGround
{
    /// <summary>A law asks for it or the procedure can't be shown without it; nobody's wish ends it before its time.</summary>
    Law,

    /// <summary>The person's consent to a check online, and nothing else: it goes when the person asks and the case needs it no more.</summary>
    Consent,
}

/// <summary>How long, counted from the end of the case; exactly one of the four.</summary>
/// <param name="Days">Days.</param>
/// <param name="Years">Years.</param>
/// <param name="AsProcedure">The years that the procedure, or its kind of transaction, names.</param>
/// <param name="ForGood">No end.</param>
public sealed record KeepFor(int? Days = null, int? Years = null, bool AsProcedure = false, bool ForGood = false)
{
    internal bool IsClear => (Days is null ? 0 : 1) + (Years is null ? 0 : 1) + (AsProcedure ? 1 : 0) + (ForGood ? 1 : 0) == 1 && Days is null or > 0 and < 36500 && Years is null or > 0 and <= 100;
}

/// <summary>How long one class of data is kept, for everybody or for one tenant or procedure. Data: a lawyer corrects it without a programmer.</summary>
/// <param name="Id">Stable id; records of deletion name it.</param>
/// <param name="DataClass">Of which data.</param>
/// <param name="Tenant">Only of this tenant; null for all.</param>
/// <param name="Procedure">Only of this procedure; null for all.</param>
/// <param name="Outcome">Only of cases that ended so; null for both.</param>
/// <param name="Keep">How long.</param>
/// <param name="RestsOn">Why it may be held.</param>
/// <param name="TitleVi">What the data are.</param>
/// <param name="PurposeVi">What they are for.</param>
/// <param name="BasisVi">The rule of law that it rests on, as printed.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="LegalReview">Whether a lawyer compared it.</param>
public sealed record RetentionRule(
    string Id, DataClass DataClass, string? Tenant, string? Procedure, CaseOutcome? Outcome, KeepFor Keep, DataGround RestsOn, string TitleVi, string PurposeVi, string BasisVi,
    IReadOnlyList<SourceNote> Source, LegalReview LegalReview)
{
    /// <summary>The narrower wins: a tenant's word before a procedure's, a procedure's before everybody's.</summary>
    internal int Narrowness => (Tenant is null ? 0 : 4) + (Procedure is null ? 0 : 2) + (Outcome is null ? 0 : 1);

    internal bool Covers(string tenant, string procedure, CaseOutcome outcome) =>
        (Tenant is null || Tenant == tenant) && (Procedure is null || Procedure == procedure) && (Outcome is null || Outcome == outcome);

    public override string ToString() => $"RetentionRule {Id}";
}

/// <summary>When the retention of a class of a case's data ends.</summary>
/// <param name="Rule">The rule that says so.</param>
/// <param name="From">The end of the case.</param>
/// <param name="Until">The end of the retention; null for never.</param>
public sealed record RetentionTerm(RetentionRule Rule, DateTimeOffset From, DateTimeOffset? Until);
