using System.Text.Json.Serialization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results.RelatedActs;

namespace RemoteVerify.Cases.States;

/// <summary>The officer's refusal in writing (từ chối, nêu rõ lý do).</summary>
/// <param name="Officer">Account.</param>
/// <param name="Code">Reason code of the agency's list.</param>
/// <param name="Reason">The written reason.</param>
/// <param name="At">When.</param>
public sealed record CaseRefusal(string Officer, string Code, string Reason, DateTimeOffset At)
{
    /// <summary>How it was contested and upheld by another officer; null when it was not contested.</summary>
    public ContestDecision? Upheld { get; init; }

    /// <summary>The state in which the case was refused; null for refusals from before this was recorded.</summary>
    public string? In { get; init; }

    public override string ToString() => $"CaseRefusal {Code}";
}

/// <summary>Ended by the officer's refusal. It can be contested once, before another officer.</summary>
public sealed record RefusedCase(CaseFile File, DocumentVersion? Document, CaseRefusal Refusal) : Case(File)
{
    [JsonIgnore]
    public override string State => "refused";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.NotAccepted;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Return;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => Refusal.Upheld is null ? [Act.ContestRefusal] : [];

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Document;

    public ContestedCase Contest(CaseContest contest) => new(File, Document, Refusal, contest);
}

/// <summary>Why a person contests a refusal.</summary>
public sealed record CaseContest(string By, string Reason, DateTimeOffset At)
{
    public override string ToString() => "CaseContest";
}

/// <summary>What another officer decided about a contested refusal.</summary>
public sealed record ContestDecision(string Officer, string Reason, DateTimeOffset At)
{
    public override string ToString() => "ContestDecision";
}

/// <summary>A refusal that waits for another officer.</summary>
public sealed record ContestedCase(CaseFile File, DocumentVersion? Document, CaseRefusal Refusal, CaseContest Contest) : Case(File)
{
    [JsonIgnore]
    public override string State => "contested";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.DecideContest];

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Document;

    /// <summary>The refusal stands, now for good.</summary>
    public RefusedCase Uphold(ContestDecision decision) => new(File, Document, Refusal with { Upheld = decision });

    /// <summary>
    /// The case begins anew where the office looks at it; what was never handed in to the office is a draft again, so that nothing of the way to
    /// the office is left out; a related act begins with its page. The number that was reserved is void by the refusal already.
    /// </summary>
    public Case Reopen() => File.RelatedAct is not null ? new RelatedActBegun(Cleared) : WasHandedIn ? new SubmittedCase(Cleared) : new DraftCase(Cleared);

    /// <summary>Handed in means: complete, and where the journey begins with a request, signed and taken in.</summary>
    private bool WasHandedIn => File.Journey != JourneyKind.RemoteContract
        && (Journeys.JourneyActs.BeginsWithRequest(File.Journey) ? File.Request is not null : Refusal.In != new DraftCase(File).State);

    private CaseFile Cleared => File with { Number = null, Session = null, OfficerSlots = [], OfficerSignatures = [] };
}

/// <summary>Why work on a case ended without a decision on it.</summary>
public sealed record CaseStop(string By, string Code, string Reason, DateTimeOffset At)
{
    public override string ToString() => "CaseStop";
}

/// <summary>Ended without a decision on it (outer status 8); whoever still wants the result opens another case.</summary>
public abstract record EndedCase(CaseFile File, DocumentVersion? Document) : Case(File)
{
    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.Stopped;

    [JsonIgnore]
    public override CaseStage Stage => CaseStage.Return;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [];

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Document;
}

/// <summary>Work was stopped (dừng xử lý): withdrawn, or something was found that forbids it.</summary>
public sealed record StoppedCase(CaseFile File, DocumentVersion? Document, CaseStop Stop) : EndedCase(File, Document)
{
    [JsonIgnore]
    public override string State => "stopped";
}

/// <summary>Nobody did the next step in time.</summary>
public sealed record ExpiredCase(CaseFile File, DocumentVersion? Document, string LastState, DateTimeOffset At) : EndedCase(File, Document)
{
    [JsonIgnore]
    public override string State => "expired";
}
