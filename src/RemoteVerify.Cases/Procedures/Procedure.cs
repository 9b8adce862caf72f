using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Procedures;

/// <summary>What proof replaces the presence of a person (quy định về sự có mặt).</summary>
public enum PresencePolicy
{
    None,
    AtOffice,
    OfficerAtVenue,
    RemoteVerified,
}

/// <summary>One version of a procedure (thủ tục hành chính), as data with the dates it is in force.</summary>
/// <param name="Code">Stable code of the procedure.</param>
/// <param name="Version">Version of this data set.</param>
/// <param name="TitleVi">Title in Vietnamese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Presence">What replaces presence.</param>
/// <param name="LegalBasis">What the version rests on; says so where it is only a trial.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="EffectiveUntil">Last day in force; null when open.</param>
/// <param name="IsTest">True for a trial without legal effect: every paper is then marked.</param>
/// <param name="MaximumDocumentBytes">Largest document taken.</param>
/// <param name="RetentionYears">How long the dossier is kept, where the kind of transaction says nothing else.</param>
public sealed record Procedure(
    string Code,
    string Version,
    string TitleVi,
    string TitleEn,
    PresencePolicy Presence,
    string LegalBasis,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveUntil,
    bool IsTest,
    int MaximumDocumentBytes,
    int RetentionYears)
{
    /// <summary>Declared a trial, or not verified by a lawyer: what nobody verified has no legal effect to promise.</summary>
    public bool IsTest { get => field || !LegalReview.IsVerified; init; } = IsTest;

    /// <summary>Code of the procedure in the national portal's catalogue, for the official QR; null when not known.</summary>
    public string? NationalCode { get; init; }

    /// <summary>Which journey a case of this procedure makes.</summary>
    public required JourneyKind Journey { get; init; }

    /// <summary>True when an officer receives the dossier before work on it starts.</summary>
    public required bool HasIntake { get; init; }

    /// <summary>Authentication level of Decree 69/2024 that every participant must reach, 1 to 4.</summary>
    public required int MinimumAssurance { get; init; }

    /// <summary>Which reference portraits count, each with the level that it can reach.</summary>
    public IReadOnlyList<PortraitRule> Portraits { get; init; } = [];

    /// <summary>The form that the applicant fills in.</summary>
    public IReadOnlyList<FormFieldRule> Form { get; init; } = [];

    /// <summary>The papers of the dossier, each with where it comes from.</summary>
    public IReadOnlyList<RequiredPaper> Papers { get; init; } = [];

    /// <summary>Who must sign, in which order, with which kind of signature.</summary>
    public IReadOnlyList<SlotRule> Slots { get; init; } = [];

    /// <summary>What is paid; null when nothing is.</summary>
    public FeeTable? Fees { get; init; }

    /// <summary>How long the office may take; null when no limit is promised.</summary>
    public TimeLimit? TimeLimit { get; init; }

    /// <summary>The register book and how its numbers are printed; null when no number is given.</summary>
    public Numbering? Numbering { get; init; }

    /// <summary>Template of each paper that the office writes: code of the kind of paper, and the template's id.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();

    /// <summary>What the citizen does, in order; level and remaining visits follow from it.</summary>
    public IReadOnlyList<ProcedureStep> Steps { get; init; } = [];

    /// <summary>What the applicant is asked to agree to.</summary>
    public IReadOnlyList<ConsentText> Consents { get; init; } = [];

    /// <summary>Rules of a notarised contract; only with that journey.</summary>
    public NotarisedOptions? Notarised { get; init; }

    /// <summary>Rules of a copy from a paper original; only with that journey.</summary>
    public PaperCopyOptions? PaperCopy { get; init; }

    /// <summary>Rules of a copy from a stored result; only with that journey.</summary>
    public StoredCopyOptions? StoredCopy { get; init; }

    /// <summary>Rules of the marital-status certificate; only with that journey.</summary>
    public MaritalOptions? Marital { get; init; }

    /// <summary>When a stored result serves instead of a new one; null where the procedure issues nothing that could be there already.</summary>
    public ReissueOptions? Reissue { get; init; }

    /// <summary>Reserved for linked procedures (nhóm thủ tục liên thông): no version names a group yet.</summary>
    public string? CaseGroup { get; init; }

    /// <summary>Reserved for linked procedures: that one identity check serves all cases of a group. No version asks for it yet.</summary>
    public bool SharesIdentityCheck { get; init; }

    /// <summary>Grounds on which a true original is needed although a stored result would serve.</summary>
    [JsonIgnore]
    public IReadOnlyList<TrueOriginalReason> TrueOriginalReasons => Reissue?.TrueOriginalReasons ?? StoredCopy?.TrueOriginalReasons ?? [];

    /// <summary>Where each part of this version was read.</summary>
    public required IReadOnlyList<SourceNote> Source { get; init; }

    /// <summary>Whether a lawyer has read this version.</summary>
    public required LegalReview LegalReview { get; init; }

    /// <summary>Full when no step needs a visit (toàn trình), otherwise partial (một phần).</summary>
    [JsonIgnore]
    public ServiceLevel Level => RemainingVisits.Count == 0 ? ServiceLevel.Full : ServiceLevel.Partial;

    /// <summary>The steps that still need the person somewhere, each with its legal reason.</summary>
    [JsonIgnore]
    public IReadOnlyList<ProcedureStep> RemainingVisits => [.. Steps.Where(s => s.IsVisit)];

    /// <summary>True when the version is in force on <paramref name="day"/>.</summary>
    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);

    public override string ToString() => $"Procedure {Code} {Version}";
}
