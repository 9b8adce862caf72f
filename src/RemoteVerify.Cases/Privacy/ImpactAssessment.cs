// Law 91/2025/QH15, Decree 356/2025: the impact assessment of processing personal data, updated every six months.
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>How one class of data is kept by one rule.</summary>
public sealed record AssessedRule(string Id, string? Tenant, string? Procedure, CaseOutcome? Outcome, KeepFor Keep, DataGround RestsOn, string Basis, LegalReview LegalReview, IReadOnlyList<SourceNote> Source);

/// <summary>A class of data.</summary>
public sealed record AssessedClass(DataClass DataClass, string What, string Purpose, IReadOnlyList<AssessedRule> Rules);

/// <summary>A field of a procedure's form with the sources that may fill it.</summary>
public sealed record AssessedField(string Id, string Title, IReadOnlyList<FormSource> FilledFrom)
{
    public override string ToString() => $"AssessedField {Id}";
}

/// <summary>A procedure, as far as it asks for data.</summary>
public sealed record AssessedProcedure(
    string Code, string Version, string Title, string LegalBasis, DateOnly EffectiveFrom, bool IsTest, int RetentionYears, IReadOnlyList<AssessedField> Form, IReadOnlyList<string> Papers,
    IReadOnlyList<string> LookedUp, IReadOnlyList<AssessedConsent> Consents)
{
    public override string ToString() => "AssessedProcedure";
}

/// <summary>A consent that a procedure asks for.</summary>
public sealed record AssessedConsent(string Purpose, string TextVersion, string Text, bool Required);

/// <summary>Who gets data from this service.</summary>
/// <param name="Proof">The type of the code through which it goes.</param>
public sealed record AssessedRecipient(string Id, string Proof, string NameVi, string WhatVi, string BasisVi);

/// <summary>What a role may do.</summary>
public sealed record AssessedRole(ActorRole Role, string Name, IReadOnlyList<string> Acts);

/// <summary>A risk and what is done against it.</summary>
/// <param name="Proof">The type of the code that does it.</param>
public sealed record AssessedMeasure(string RiskVi, string TitleVi, string Proof);

/// <summary>The impact assessment. Made from what the service itself runs on, so that it can't say anything else than what is done.</summary>
public sealed record ImpactAssessment(
    string Format, DateTimeOffset MadeAt, DateOnly UpdateBy, string ScheduleVersion, bool IsVerified, IReadOnlyList<AssessedClass> Classes, IReadOnlyList<AssessedProcedure> Procedures,
    IReadOnlyList<AssessedRecipient> Recipients, IReadOnlyList<AssessedRole> Roles, PrivacyTerms Terms, IReadOnlyList<AssessedMeasure> Measures)
{
    public const string Shape = "remoteverify-impact-assessment/1";

    /// <param name="schedule">The rules of retention in use.</param>
    /// <param name="procedures">The procedures in use.</param>
    /// <param name="terms">The times of the law.</param>
    /// <param name="at">When it is made.</param>
    public static ImpactAssessment Of(RetentionSchedule schedule, IReadOnlyList<Procedure> procedures, PrivacyTerms terms, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(terms);
        ImpactFacts facts = ImpactFacts.Delivered;
        return new ImpactAssessment(
            Shape, at, VietnamTime.Day(at).AddMonths(terms.ImpactAssessment.Months), schedule.Version,
            schedule.Rules.All(rule => rule.LegalReview.IsVerified) && procedures.All(procedure => procedure.LegalReview.IsVerified) && terms.Requests.All(term => term.LegalReview.IsVerified),
            [.. Enum.GetValues<DataClass>().Select(dataClass => Of(schedule, dataClass))],
            [.. procedures.Select(Of)],
            facts.Recipients,
            [.. Enum.GetValues<ActorRole>().Select(role => new AssessedRole(role, RecordWords.Delivered.Roles[role.ToString()], [.. Act.All.Where(act => act.Permits(role)).Select(act => act.Code)]))],
            terms,
            facts.Measures);
    }

    private static AssessedClass Of(RetentionSchedule schedule, DataClass dataClass)
    {
        RetentionRule[] rules = [.. schedule.Rules.Where(rule => rule.DataClass == dataClass)];
        return new AssessedClass(
            dataClass, rules[0].TitleVi, rules[0].PurposeVi,
            [.. rules.Select(rule => new AssessedRule(rule.Id, rule.Tenant, rule.Procedure, rule.Outcome, rule.Keep, rule.RestsOn, rule.BasisVi, rule.LegalReview, rule.Source))]);
    }

    private static AssessedProcedure Of(Procedure procedure) => new(
        procedure.Code, procedure.Version, procedure.TitleVi, procedure.LegalBasis, procedure.EffectiveFrom, procedure.IsTest, procedure.RetentionYears,
        [.. procedure.Form.Select(field => new AssessedField(field.Id, field.TitleVi, field.FilledFrom))],
        [.. procedure.Papers.Select(paper => paper.TitleVi)],
        [.. LookupScope.Of(procedure).Select(field => PopulationFields.Of(field).Code)],
        [.. procedure.Consents.Select(consent => new AssessedConsent(consent.Purpose, consent.TextVersion, consent.TextVi, consent.Required))]);

    public override string ToString() => $"ImpactAssessment {ScheduleVersion}";
}

/// <summary>Recipients and measures, each with the code that stands behind it; a test looks that the code is there.</summary>
internal sealed record ImpactFacts(IReadOnlyList<AssessedRecipient> Recipients, IReadOnlyList<AssessedMeasure> Measures)
{
    private static readonly Lazy<ImpactFacts> Embedded = new(() => PrivacyData.Read<ImpactFacts>("impact.vi.json"));

    public static ImpactFacts Delivered => Embedded.Value;
}
