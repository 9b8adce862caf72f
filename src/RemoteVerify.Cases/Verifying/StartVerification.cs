using System.Security.Cryptography;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>
/// Starts the check of one participant; at most one runs at a time. A portal or the office starts it; where a helper opened the case there is no portal, and the person starts the first one.
/// </summary>
/// <param name="desk">Does the act.</param>
/// <param name="policy">When a passed verification no longer lets anybody sign; null for the default.</param>
/// <param name="helpers">Tells which cases a helper opened; without it none was.</param>
public sealed class StartVerification(Desk desk, VerificationPolicy? policy = null, IHelperDirectory? helpers = null)
{
    private readonly VerificationPolicy _policy = policy ?? new VerificationPolicy();

    /// <summary>Whether the people of the case start their first check themselves.</summary>
    public bool IsTheirs(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return helpers?.Find(file.Tenant, file.OpenedBy) is not null;
    }

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

            if (work.NotThisParticipant(participant) is { } other)
            {
                return other;
            }

            if (Consents.NotGiven(found.File, participant) is { } withoutConsent)
            {
                return withoutConsent;
            }

            IReadOnlyList<Verification> earlier = await work.Unit.Verifications.ListAsync(found.File.Id, ct);
            if (actor.Role == ActorRole.Citizen && (!IsTheirs(found.File) || earlier.Any(v => v.File.Participant == participant)))
            {
                return new Refusal(RefusalCode.ActorNotPermitted, "The portal or the office starts this check. You don't have to do anything; the page goes on by itself.");
            }

            if (current.IdentityOf(participant) is { } proof && !MayProveAnew(current, proof, work.Now))
            {
                return AlreadyThere();
            }

            if (earlier.Any(v => v.File.Participant == participant && !v.IsClosed))
            {
                return AlreadyThere();
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

    /// <summary>A verification that ran out before the signature is made anew.</summary>
    private bool MayProveAnew(CaseWithDocument current, IdentityProof proof, DateTimeOffset now) =>
        proof.HasRunOut(_policy, now) && current is AwaitingConfirmation or ContentConfirmed && !current.HasSigned(proof.Participant);

    private static Refusal AlreadyThere() => new(
        RefusalCode.VerificationAlreadyRunning, "This participant has a verification that runs or has passed. Go on with that one.");
}
