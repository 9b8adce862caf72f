using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Procedures;

/// <summary>A line of the list.</summary>
/// <param name="Level">Full (toàn trình) or Partial (một phần), computed from the steps.</param>
/// <param name="IsTest">Every paper is marked as a trial without legal effect.</param>
/// <param name="IsOffered">A case can be opened with it here; Production offers only what a lawyer has verified.</param>
public sealed record ProcedureListEntry(
    string Code, string Version, string TitleVi, string TitleEn, JourneyKind Journey, ServiceLevel Level, string LevelVi, bool IsTest, bool IsOffered, DateOnly EffectiveFrom, DateOnly? EffectiveUntil)
{
    public static ProcedureListEntry Of(OfferedProcedure found)
    {
        Procedure p = found.Procedure;
        return new ProcedureListEntry(p.Code, p.Version, p.TitleVi, p.TitleEn, p.Journey, p.Level, ProcedureWords.Level(p.Level), p.IsTest, found.IsOffered, p.EffectiveFrom, p.EffectiveUntil);
    }
}

/// <summary>A procedure as anyone may see it.</summary>
/// <param name="RemainingVisits">What still needs the person somewhere, each with its legal reason; empty for toàn trình.</param>
/// <param name="Review">Whether a lawyer has verified this version, and when.</param>
public sealed record ProcedureResponse(
    string Code, string Version, string? NationalCode, string TitleVi, string TitleEn, JourneyKind Journey, PresencePolicy Presence, string LegalBasis, DateOnly EffectiveFrom, DateOnly? EffectiveUntil,
    bool IsTest, bool IsOffered, ServiceLevel Level, string LevelVi, IReadOnlyList<StepResponse> Steps, IReadOnlyList<StepResponse> RemainingVisits, int MinimumAssurance,
    IReadOnlyList<PaperResponse> Papers, IReadOnlyList<FormFieldRule> Form, IReadOnlyList<ConsentText> Consents, FeeTable? Fees, TimeLimitResponse? TimeLimit, ReviewResponse Review, IReadOnlyList<SourceNote> Source)
{
    public static ProcedureResponse Of(OfferedProcedure found)
    {
        Procedure p = found.Procedure;
        return new ProcedureResponse(
            p.Code, p.Version, p.NationalCode, p.TitleVi, p.TitleEn, p.Journey, p.Presence, p.LegalBasis, p.EffectiveFrom, p.EffectiveUntil, p.IsTest, found.IsOffered, p.Level, ProcedureWords.Level(p.Level),
            [.. p.Steps.Select(StepResponse.Of)], [.. p.RemainingVisits.Select(StepResponse.Of)], p.MinimumAssurance, [.. p.Papers.Select(PaperResponse.Of)], p.Form, p.Consents, p.Fees,
            p.TimeLimit is { } limit ? new TimeLimitResponse(limit.LegalBasis, limit.IntakeWorkingHours, limit.ProcessingWorkingDays, limit.CutOff, limit.StopsIn) : null,
            new ReviewResponse(p.LegalReview.Status, p.LegalReview.VerifiedOn), p.Source);
    }
}

/// <summary>A step of the citizen.</summary>
public sealed record StepResponse(string Id, string TitleVi, string TitleEn, StepPlace Where, string? LegalReason)
{
    public static StepResponse Of(ProcedureStep step) => new(step.Id, step.TitleVi, step.TitleEn, step.Where, step.LegalReason);
}

/// <summary>A paper of the dossier.</summary>
/// <param name="Source">Upload, OfficerScan or Lookup.</param>
/// <param name="Provider">The database that the office asks; then nobody may ask the person for it.</param>
/// <param name="WhenFailed">What happens when that database does not answer.</param>
public sealed record PaperResponse(string Id, string TitleVi, string TitleEn, bool Required, bool PerParticipant, PaperSourceKind Source, string? Provider, PaperFallback? WhenFailed, string? LegalBasis)
{
    public static PaperResponse Of(RequiredPaper paper) => new(
        paper.Id, paper.TitleVi, paper.TitleEn, paper.Required, paper.PerParticipant, paper.Source.Kind, paper.Source.Provider, paper.Source.WhenFailed, paper.LegalBasis);
}

/// <summary>How long the office may take.</summary>
/// <param name="ProcessingWorkingDays">0 for the same day.</param>
/// <param name="CutOff">Received after this time of day in Vietnam, it counts as received on the next working day.</param>
/// <param name="StopsIn">Outer states in which the clock stands still.</param>
public sealed record TimeLimitResponse(string LegalBasis, int IntakeWorkingHours, int ProcessingWorkingDays, TimeOnly? CutOff, IReadOnlyList<CaseStatus> StopsIn);

/// <summary>Whether a lawyer has read the version. Who did is in the data file, not here.</summary>
public sealed record ReviewResponse(ReviewStatus Status, DateOnly? VerifiedOn);

/// <summary>Words of Decree 42/2022 for people.</summary>
internal static class ProcedureWords
{
    public static string Level(ServiceLevel level) => level == ServiceLevel.Full ? "Toàn trình" : "Một phần";
}
