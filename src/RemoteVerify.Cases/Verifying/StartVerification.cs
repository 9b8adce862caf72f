using System.Security.Cryptography;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Starts the check of one participant; at most one runs at a time.</summary>
public sealed class StartVerification(Desk desk)
{
    public Task<Outcome<AwaitingChip>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingChip>(Act.StartVerification, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found is not CaseWithDocument current || !found.Allowed.Contains(Act.StartVerification))
            {
                return found.NotAllowed(Act.StartVerification);
            }

            if (found.File.Find(participant) is null)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            if (Consents.NotGiven(found.File, participant) is { } withoutConsent)
            {
                return withoutConsent;
            }

            IReadOnlyList<Verification> earlier = await work.Unit.Verifications.ListAsync(found.File.Id, ct);
            if (current.IdentityOf(participant) is not null || earlier.Any(v => v.File.Participant == participant && !v.IsClosed))
            {
                return new Refusal(
                    RefusalCode.VerificationAlreadyRunning,
                    "This participant has a verification that runs or has passed. Go on with that one.");
            }

            var started = new AwaitingChip(new VerificationFile(
                VerificationId.New(work.Now), actor.Tenant, found.File.Id, participant, RandomNumberGenerator.GetBytes(16), work.Now, [], [], [], 1));
            await work.Unit.Verifications.AddAsync(started, ct);
            // The case is saved too, so that two starts at the same moment conflict.
            await work.SaveAsync(found, ct);
            work.Note("verification", started.File.Id.ToString());
            work.Note("participant", participant.Value);
            return started;
        }, cancellationToken);
}
