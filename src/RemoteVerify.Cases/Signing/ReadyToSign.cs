using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Signing;

/// <summary>A participant who confirmed exactly the stored document, was verified for this case not long ago, and whose turn it is.</summary>
/// <param name="Case">The case.</param>
/// <param name="Participant">Who signs.</param>
/// <param name="Document">SHA-256 of the confirmed document.</param>
/// <param name="Pdf">Its bytes.</param>
/// <param name="Verification">The passed verification of this participant in this case.</param>
internal sealed record ReadyToSign(ContentConfirmed Case, Participant Participant, Sha256Digest Document, ReadOnlyMemory<byte> Pdf, Passed Verification)
{
    public override string ToString() => "ReadyToSign";

    public static async Task<Outcome<ReadyToSign>> FindAsync(Work work, CaseReference reference, VerificationPolicy policy, SlotGuard guard, CancellationToken cancellationToken)
    {
        var participant = new ParticipantId(work.Actor.Id);
        if (!(await work.CaseAsync(reference, cancellationToken)).TryGet(out Case? found, out Refusal? refusal))
        {
            return refusal;
        }

        if (work.NotAllowedForHelper(found.File) is { } helper)
        {
            return helper;
        }

        if (found is not ContentConfirmed current)
        {
            return found.NotAllowed(work.Act);
        }

        if (!current.ConfirmationOf(participant).TryGet(out ContentConfirmation? confirmation, out refusal)
            || !(await work.DocumentAsync(current.File, current.Document, cancellationToken)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
        {
            return refusal;
        }

        if (SessionRules.NotReadyToSign(current.File, participant, current.Document.Sha256) is { } notReady)
        {
            return notReady;
        }

        if (Sha256Digest.Of(pdf.Span) != confirmation.DocumentSha256)
        {
            return new Refusal(RefusalCode.DocumentHashDiffers, "The stored document is not the confirmed one. Show it again and confirm what is shown.");
        }

        if (!(await VerificationAsync(work, current, participant, policy, cancellationToken)).TryGet(out Passed? verification, out refusal))
        {
            return refusal;
        }

        return await guard.RefuseTurnAsync(work, current, participant, cancellationToken) is { } turn
            ? turn
            : new ReadyToSign(current, current.File.Find(participant)!, confirmation.DocumentSha256, pdf, verification);
    }

    /// <summary>The verification must be of this transaction: its nonce is bound to its captures, and it is of this case and this participant.</summary>
    private static async Task<Outcome<Passed>> VerificationAsync(
        Work work, ContentConfirmed current, ParticipantId participant, VerificationPolicy policy, CancellationToken cancellationToken)
    {
        if (current.IdentityOf(participant) is not { } proof
            || await work.Unit.Verifications.FindAsync(proof.Verification, cancellationToken) is not Passed passed
            || passed.File.CaseId != current.File.Id || passed.File.Tenant != current.File.Tenant || passed.File.Participant != participant
            || passed.Chip.Holder.PersonalNumber != current.File.Find(participant)!.PersonalNumber)
        {
            return new Refusal(RefusalCode.VerificationNotFound, "This participant has no passed verification of this case. Start one.");
        }

        return proof.HasRunOut(policy, work.Now)
            ? new Refusal(
                RefusalCode.VerificationExpired,
                $"The check of this person is more than {policy.SigningWindow.TotalMinutes:0} minutes ago. Start another verification, then confirm and sign.",
                [Act.StartVerification.Code],
                [])
            : passed;
    }
}
