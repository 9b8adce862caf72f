using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>
/// Adds an uploaded paper to the dossier. A paper that a database answered is never asked for, and what an officer must scan
/// from the original can't be uploaded.
/// </summary>
public sealed class AddPaper(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>Most papers of one case, look-ups and slips included.</summary>
    public const int MaximumPapers = 200;

    /// <param name="actor">Who adds it.</param>
    /// <param name="reference">The case.</param>
    /// <param name="need">Id of the required paper that it answers.</param>
    /// <param name="about">The participant it belongs to, where each gives an own one; otherwise null.</param>
    /// <param name="bytes">PDF, JPEG or PNG.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<DossierPaper>> DoAsync(
        Actor actor, CaseReference reference, string need, string? about, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        desk.DoAsync<DossierPaper>(Act.AddPaper, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            return await AddAsync(work, current, need, about, bytes, ct);
        }, cancellationToken);

    /// <summary>The same inside another act, which has loaded the case.</summary>
    internal async Task<Outcome<DossierPaper>> AddAsync(Work work, Case current, string need, string? about, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (DossierActs.NotTaken(current, Act.AddPaper) is { } notTaken)
        {
            return notTaken;
        }

        Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, cancellationToken);
        if (NotWanted(current, procedure, need, about, work.Actor) is { } notWanted)
        {
            return notWanted;
        }

        if (bytes.Length > procedure.MaximumDocumentBytes)
        {
            return new Refusal(RefusalCode.DocumentTooLarge, $"The file has more than {procedure.MaximumDocumentBytes} bytes. Make it smaller (scan at 200 dpi) and upload it again.");
        }

        if (UploadKind.Of(bytes.Span) is not { } kind)
        {
            return new Refusal(RefusalCode.UploadNotAccepted, "The file is not a whole PDF, JPEG or PNG. Save it as one of these and upload it again.");
        }

        DossierPaper paper = (await DossierPapers.KeepAsync(work, current.File, need, PaperOrigin.Uploaded, kind, bytes, cancellationToken)) with { About = about };
        await work.SaveAsync(DossierPapers.With(current, paper), cancellationToken);
        return paper;
    }

    /// <summary>The procedure of the case.</summary>
    internal Task<Procedure> ProcedureAsync(Work work, Case current, CancellationToken cancellationToken) => procedures.OfCaseAsync(work.Unit, current.File, cancellationToken);

    private static Refusal? NotWanted(Case current, Procedure procedure, string need, string? about, Actor actor)
    {
        if (current.File.Dossier.Papers.Count >= MaximumPapers)
        {
            return new Refusal(RefusalCode.UploadsTooMany, "The dossier is full. Ask the office which papers it needs.");
        }

        if (about is not null && current.File.Find(new ParticipantId(about)) is null)
        {
            return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
        }

        if (current is InterAgencyCheck && MaritalPapers.Answers.Contains(need))
        {
            return actor.Role == ActorRole.Officer || need == MaritalPapers.Pledge ? null : NotAskedFor("The other agency answers the office. Wait for its answer.");
        }

        if (!DossierActs.Gathers(current) && actor.Role != ActorRole.Officer)
        {
            return current.NotAllowed(Act.AddPaper);
        }

        bool askedAnyway = current is SupplementRequested supplement && supplement.Demand.Needs.Contains(need)
            && procedure.Papers.FirstOrDefault(paper => paper.Id == need) is { Source.Kind: not PaperSourceKind.OfficerScan };
        if (askedAnyway)
        {
            return null;
        }

        return PaperNeeds.UploadRefusal(procedure, need, about, PaperAnswers.Of(procedure, current.File.Dossier)) is { } refused ? refused
            : about is null && procedure.Papers.Any(paper => paper.Id == need && paper.PerParticipant) ? NotAskedFor("Each participant gives an own one of this paper. Name the participant.")
            : null;
    }

    private static Refusal NotAskedFor(string message) => new(RefusalCode.UploadNotAskedFor, message);
}
