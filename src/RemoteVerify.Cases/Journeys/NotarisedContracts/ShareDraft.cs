using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>Gives the draft (dự thảo) to the parties, or another text in its place: then nobody has agreed to it yet.</summary>
public sealed class ShareDraft(Desk desk, ProcedureLibrary procedures, IDocumentIntake intake)
{
    public Task<Outcome<DraftShared>> DoAsync(Actor actor, CaseReference reference, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        desk.DoAsync<DraftShared>(Act.ShareDraft, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            string? lead = current switch
            {
                PreventionCleared c => c.Lead,
                DraftShared c => c.Lead,
                SessionScheduled c => c.Lead,
                _ => null,
            };
            if (lead is null)
            {
                return current.NotAllowed(Act.ShareDraft);
            }

            if (work.NotLead(lead) is { } notLead)
            {
                return notLead;
            }

            int limit = (await procedures.OfCaseAsync(work.Unit, current.File, ct)).MaximumDocumentBytes;
            if (pdf.Length > limit)
            {
                return new Refusal(RefusalCode.DocumentTooLarge, $"The draft has more than {limit} bytes. Make it smaller and share it again.");
            }

            // The fields come with the final document; here they only show whether the draft could take them.
            if (intake.Take(pdf, [new Signing.SignatureSlot(Signing.SlotNames.Seal, null)]).Refusal is { } unusable)
            {
                return unusable;
            }

            DocumentVersion draft = await work.KeepDocumentAsync(current.File, pdf, DocumentOrigin.Attached, ct);
            DraftShared next = current switch
            {
                PreventionCleared c => c.Share(draft),
                DraftShared c => c.Edit(draft),
                _ => ((SessionScheduled)current).Edit(draft),
            };
            work.Publish("draft.shared", current.File.Id, draft.Sha256.Hex);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}

/// <summary>A party, witness, interpreter or guardian agrees to exactly the draft that was shown.</summary>
public sealed class AgreeToDraft(Desk desk)
{
    public Task<Outcome<DraftShared>> DoAsync(Actor actor, CaseReference reference, Sha256Digest shown, CancellationToken cancellationToken) =>
        desk.DoAsync<DraftShared>(Act.AgreeToDraft, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotAllowedForHelper(found.File) is { } helper)
            {
                return helper;
            }

            if (found is not DraftShared current)
            {
                return found.NotAllowed(Act.AgreeToDraft);
            }

            if (!current.Agree(new DraftAgreement(new ParticipantId(actor.Id), shown, work.Now)).TryGet(out DraftShared? next, out refusal))
            {
                return refusal;
            }

            work.Note("draft", shown.Hex);
            work.Note("participant", actor.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}
