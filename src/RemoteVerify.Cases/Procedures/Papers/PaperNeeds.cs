namespace RemoteVerify.Cases.Procedures.Papers;

/// <summary>What a database said about a paper.</summary>
public enum LookupAnswer
{
    /// <summary>It was not asked yet.</summary>
    NotAsked,

    /// <summary>It holds the data: nobody may ask for the paper (Decree 280/2025 Article 9).</summary>
    Answered,

    /// <summary>It answered that it holds nothing, or something wrong: the paper is asked for, and the data is to be put right (Resolution 66.7/2025/NQ-CP).</summary>
    NoData,

    /// <summary>It did not answer.</summary>
    Failed,
}

/// <summary>What has to happen for a paper.</summary>
public enum PaperDemand
{
    /// <summary>The source holds it: no upload field, an upload is refused.</summary>
    HeldBySource,

    /// <summary>The office asks the source first: no upload field yet.</summary>
    AskSource,

    /// <summary>The source did not answer; the officer asks again before deciding. No upload field.</summary>
    VerifyLater,

    /// <summary>An officer scans the presented original. No upload field.</summary>
    OfficerScan,

    /// <summary>The person uploads it.</summary>
    Upload,
}

/// <summary>The answer of a source about one paper.</summary>
/// <param name="Paper">Id of the required paper.</param>
/// <param name="Participant">Whose, for a paper of each participant; otherwise null.</param>
/// <param name="Answer">What it said last.</param>
public sealed record PaperAnswer(string Paper, string? Participant, LookupAnswer Answer);

/// <summary>A paper of a case and what has to happen for it.</summary>
/// <param name="Paper">The rule.</param>
/// <param name="Participant">Whose, or null.</param>
/// <param name="Demand">What has to happen.</param>
/// <param name="AsksForCorrection">The person is asked to have the source's data put right as well.</param>
public sealed record PaperNeed(RequiredPaper Paper, string? Participant, PaperDemand Demand, bool AsksForCorrection)
{
    /// <summary>Whether a page shows a field to upload it.</summary>
    public bool ShowsUpload => Demand == PaperDemand.Upload;
}

/// <summary>Which papers a case still needs, from the rule that nobody is asked for what the state holds.</summary>
public static class PaperNeeds
{
    /// <summary>Every paper of the procedure, once for the case or once for each participant.</summary>
    /// <param name="procedure">The version of the case.</param>
    /// <param name="participants">Ids of the participants who must bring papers.</param>
    /// <param name="answers">What the sources said; the last answer about a paper counts.</param>
    public static IReadOnlyList<PaperNeed> Of(Procedure procedure, IReadOnlyList<string> participants, IReadOnlyList<PaperAnswer> answers) =>
    [
        .. procedure.Papers.SelectMany(paper => paper.PerParticipant ? participants.Select(p => Need(paper, p, answers)) : [Need(paper, null, answers)]),
    ];

    /// <summary>Why an upload of this paper is refused; null when it is taken.</summary>
    /// <param name="procedure">The version of the case.</param>
    /// <param name="paperId">Which paper.</param>
    /// <param name="participant">Whose; ignored for a paper of the case.</param>
    /// <param name="answers">What the sources said.</param>
    public static Refusal? UploadRefusal(Procedure procedure, string paperId, string? participant, IReadOnlyList<PaperAnswer> answers)
    {
        if (procedure.Papers.FirstOrDefault(p => p.Id == paperId) is not { } paper)
        {
            return new Refusal(RefusalCode.PaperUnknown, "This procedure asks for no such paper. Choose one of the listed papers.", [], [.. procedure.Papers.Select(p => p.Id)]);
        }

        return Need(paper, paper.PerParticipant ? participant : null, answers).Demand switch
        {
            PaperDemand.HeldBySource => new Refusal(RefusalCode.PaperHeldBySource, "The state's data already holds this paper, so nobody may ask you for it. You need to do nothing.", [], [paperId]),
            PaperDemand.AskSource => new Refusal(RefusalCode.PaperSourceFirst, "The office asks the database for this paper first. Wait for its answer; you are told if you must bring it.", [], [paperId]),
            PaperDemand.VerifyLater => new Refusal(RefusalCode.PaperVerifiedLater, "The database did not answer. The officer asks it again later; you need to do nothing.", [], [paperId]),
            PaperDemand.OfficerScan => new Refusal(RefusalCode.PaperScannedByOfficer, "An officer makes the scan of this paper from the original. Book an appointment and bring the original.", [], [paperId]),
            _ => null,
        };
    }

    /// <summary>Required papers that the person must still upload.</summary>
    /// <param name="needs">As worked out by <see cref="Of"/>.</param>
    /// <param name="present">Papers that are in the dossier: id and participant.</param>
    public static IReadOnlyList<PaperNeed> Missing(IReadOnlyList<PaperNeed> needs, IReadOnlySet<(string Paper, string? Participant)> present) =>
        [.. needs.Where(n => n.Paper.Required && n.ShowsUpload && !present.Contains((n.Paper.Id, n.Participant)))];

    /// <summary>What has to happen for a paper after an answer.</summary>
    public static PaperDemand DemandOf(PaperDataSource source, LookupAnswer answer) => (source.Kind, answer) switch
    {
        (PaperSourceKind.Upload, _) => PaperDemand.Upload,
        (PaperSourceKind.OfficerScan, _) => PaperDemand.OfficerScan,
        (_, LookupAnswer.Answered) => PaperDemand.HeldBySource,
        (_, LookupAnswer.NoData) => PaperDemand.Upload,
        (_, LookupAnswer.Failed) => source.WhenFailed == PaperFallback.Upload ? PaperDemand.Upload : PaperDemand.VerifyLater,
        _ => PaperDemand.AskSource,
    };

    private static PaperNeed Need(RequiredPaper paper, string? participant, IReadOnlyList<PaperAnswer> answers)
    {
        LookupAnswer answer = answers.LastOrDefault(a => a.Paper == paper.Id && a.Participant == participant)?.Answer ?? LookupAnswer.NotAsked;
        PaperDemand demand = DemandOf(paper.Source, answer);
        return new PaperNeed(paper, participant, demand, paper.Source.Kind == PaperSourceKind.Lookup && answer == LookupAnswer.NoData);
    }
}
