using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>A paper that was shown and that the notary converts to a data message (chuyển đổi giấy tờ thành thông điệp dữ liệu).</summary>
/// <param name="Need">Id of the required paper in the procedure's data.</param>
/// <param name="Pdf">The notary's scan.</param>
public sealed record ConvertedPaper(string Need, ReadOnlyMemory<byte> Pdf)
{
    public override string ToString() => $"ConvertedPaper {Need}";
}

/// <summary>The venue's notary saw and compared the papers of a participant.</summary>
public sealed class RecordPapersShown(Desk desk, ProcedureLibrary procedures)
{
    /// <param name="actor">The venue's notary.</param>
    /// <param name="reference">The case.</param>
    /// <param name="participant">Whose papers.</param>
    /// <param name="converted">A paper that the notary scanned on the spot, or null; each further one by the same act again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CaseWithDocument>> DoAsync(
        Actor actor, CaseReference reference, ParticipantId participant, ConvertedPaper? converted, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.RecordPapersShown, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal)
                || !work.OwnVenueOf(opened, participant).TryGet(out _, out refusal))
            {
                return refusal;
            }

            NotarialSession session = opened.Session.With(opened.Session.FactsOf(participant) with { PapersShownAt = work.Now });
            CaseWithDocument next = opened.With(session);
            work.Note("participant", participant.Value);
            if (converted is not null)
            {
                if (NotWanted(await procedures.OfCaseAsync(work.Unit, next.File, ct), converted) is { } notWanted)
                {
                    return notWanted;
                }

                DossierPaper paper = await DossierPapers.KeepAsync(work, next.File, converted.Need, PaperOrigin.ScannedByOfficer, "application/pdf", converted.Pdf, ct);
                next = DossierPapers.With(next, paper with { About = participant.Value });
            }

            return await work.SaveAsync(next, ct);
        }, cancellationToken);

    private static Refusal? NotWanted(Procedure procedure, ConvertedPaper converted)
    {
        if (converted.Pdf.Length > procedure.MaximumDocumentBytes)
        {
            return new Refusal(RefusalCode.DocumentTooLarge, $"The scan has more than {procedure.MaximumDocumentBytes} bytes. Scan at 200 dpi and hand it in again.");
        }

        if (!converted.Pdf.Span.StartsWith("%PDF-"u8))
        {
            return new Refusal(RefusalCode.DocumentNotAccepted, "The scan is no PDF. Save it as PDF and hand it in again.", [], ["broken-file"]);
        }

        return procedure.Papers.Any(p => p.Id == converted.Need && p.Source.Kind == PaperSourceKind.OfficerScan)
            ? null
            : new Refusal(RefusalCode.DocumentNotAccepted, "The procedure asks for no such paper from an officer's scanner. Use an id of its papers.", [], [converted.Need]);
    }
}

/// <summary>The venue's notary is convinced of a participant's capacity and free will (năng lực hành vi dân sự, tự nguyện).</summary>
public sealed class ConfirmCapacity(Desk desk)
{
    public Task<Outcome<CaseWithDocument>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.ConfirmCapacity, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal)
                || !work.OwnVenueOf(opened, participant).TryGet(out _, out refusal))
            {
                return refusal;
            }

            ParticipantFacts facts = opened.Session.FactsOf(participant);
            string[] missing =
            [
                .. facts.PapersShownAt is null ? [$"papers-shown:{participant}"] : (string[])[],
                .. opened.Case.IdentityOf(participant) is null ? [$"identity:{participant}"] : (string[])[],
            ];
            if (missing.Length > 0)
            {
                return new Refusal(
                    RefusalCode.SessionNotComplete, "First the papers are shown and the person proves who they are; then capacity is confirmed.", [.. opened.Case.Allowed.Select(a => a.Code)], missing);
            }

            work.Note("participant", participant.Value);
            return await work.SaveAsync(opened.With(opened.Session.With(facts with { CapacityConfirmedAt = work.Now })), ct);
        }, cancellationToken);
}

/// <summary>A participant read the document, or had it read out; the bytes that were read are the bytes that will be signed.</summary>
public sealed class RecordReading(Desk desk)
{
    /// <param name="actor">The venue's notary.</param>
    /// <param name="reference">The case.</param>
    /// <param name="participant">Who took notice.</param>
    /// <param name="way">How; as the statement in the document says.</param>
    /// <param name="read">Hash of what was read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CaseWithDocument>> DoAsync(
        Actor actor, CaseReference reference, ParticipantId participant, ReadingWay way, Sha256Digest read, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.RecordReading, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal)
                || !work.OwnVenueOf(opened, participant).TryGet(out _, out refusal))
            {
                return refusal;
            }

            if (opened.Signatures.Any(s => s.Participant == participant))
            {
                return opened.Case.NotAllowed(Act.RecordReading) with { Message = "This participant has signed already; the reading before the signature is on record." };
            }

            if (way != opened.Session.WayOf(participant))
            {
                return new Refusal(
                    RefusalCode.SessionReadingDiffers,
                    "The statement in the document says otherwise of how this person took notice. End this session, and open it anew naming those to whom it is read aloud.",
                    [.. opened.Case.Allowed.Select(a => a.Code)],
                    [$"reading:{participant}"]);
            }

            if (read != opened.Case.Document.Sha256)
            {
                return new Refusal(
                    RefusalCode.DocumentHashDiffers, "What was read is not the document as it is now. Show it again; only a reading of these bytes counts.", [.. opened.Case.Allowed.Select(a => a.Code)], []);
            }

            ParticipantFacts facts = opened.Session.FactsOf(participant) with { Reading = way, ReadAt = work.Now, ReadSha256 = read };
            work.Note("participant", participant.Value);
            work.Note("read", read.Hex);
            return await work.SaveAsync(opened.With(opened.Session.With(facts)), ct);
        }, cancellationToken);
}
