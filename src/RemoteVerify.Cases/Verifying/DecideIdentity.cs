using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>An officer, who has seen the evidence, accepts the person or not, with a written reason.</summary>
public sealed class DecideIdentity(Desk desk)
{
    public async Task<Outcome<VerificationWithChip>> DoAsync(
        Actor actor, VerificationReference reference, bool accept, string reason, CancellationToken cancellationToken)
    {
        Outcome<VerificationWithChip> outcome = await DecideAsync(actor, reference, accept, reason, cancellationToken);
        if (outcome.IsDone)
        {
            CaseMetrics.Verification(outcome.Value.State, "officer");
        }

        return outcome;
    }

    private Task<Outcome<VerificationWithChip>> DecideAsync(
        Actor actor, VerificationReference reference, bool accept, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<VerificationWithChip>(Act.DecideIdentity, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(reference, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not WithOfficer waiting)
            {
                return found.Verification.NotAllowed(Act.DecideIdentity);
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "A decision of an officer needs a written reason. Write it and decide again.");
            }

            if (accept && !waiting.File.HasProofPictures)
            {
                return new Refusal(
                    RefusalCode.EvidenceWithoutPictures, "No capture left a picture of the person: there is nothing to accept. Decline, and verify the person anew.");
            }

            if (!waiting.File.IsSeenBy(actor.Id))
            {
                return new Refusal(RefusalCode.EvidenceNotViewed, "You have not looked at the evidence. View it, then decide.", [Act.ViewEvidence.Code], [reference.Id.ToString()]);
            }

            if (accept && Dossiers.Consents.NotGiven(found.Case.File, waiting.File.Participant) is { } withoutConsent)
            {
                return withoutConsent;
            }

            VerificationWithChip decided = accept ? waiting.Accept(actor.Id, reason, work.Now) : waiting.Decline(actor.Id, reason, work.Now);
            VerificationWithChip saved = await work.SaveVerificationAsync(decided, ct);
            if (!(await CaseAfterCapture.MoveAsync(work, found.Case, saved, ct)).TryGet(out _, out refusal))
            {
                return refusal;
            }

            work.Note("verification", reference.Id.ToString());
            work.Note("decision", accept ? "accepted" : "declined");
            work.Publish("verification.completed", saved.File.CaseId, reference.Id.ToString());
            return saved;
        }, cancellationToken);
}
