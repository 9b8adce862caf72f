using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Signing;

/// <summary>The participant confirms the hash of the document that was shown.</summary>
public sealed class ConfirmContent(Desk desk)
{
    public Task<Outcome<ContentConfirmed>> DoAsync(
        Actor actor, CaseReference reference, Sha256Digest shown, CancellationToken cancellationToken) =>
        desk.DoAsync<ContentConfirmed>(Act.ConfirmContent, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotAllowedForHelper(found.File) is { } helper)
            {
                return helper;
            }

            var confirmation = new ContentConfirmation(new ParticipantId(actor.Id), shown, work.Now);
            Outcome<ContentConfirmed> confirmed = found switch
            {
                AwaitingConfirmation c => c.Confirm(confirmation),
                ContentConfirmed c => c.Confirm(confirmation),
                _ => found.NotAllowed(Act.ConfirmContent),
            };
            if (!confirmed.TryGet(out ContentConfirmed? next, out refusal))
            {
                return refusal;
            }

            if (SessionRules.NotReadyToSign(next.File, confirmation.Participant, shown) is { } notReady)
            {
                return notReady;
            }

            work.Note("document", shown.Hex);
            work.Note("participant", actor.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}
