using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Results;

/// <summary>
/// The person behind a citizen's session, by the chip and the live face. A link alone proves nobody: who holds one could
/// otherwise read everything that the person ever received.
/// </summary>
internal static class ProvenPerson
{
    /// <summary>A proof of identity opens the person's own papers for this long.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromHours(24);

    public static async Task<Outcome<ResultOwner>> OfAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.Actor is not { Role: ActorRole.Citizen, OnlyCase: { } session })
        {
            return NotProven();
        }

        Passed? proof = (await work.Unit.Verifications.ListAsync(session, cancellationToken)).OfType<Passed>()
            .Where(p => p.File.Tenant == work.Actor.Tenant && p.File.Participant.Value == work.Actor.Id).MaxBy(p => p.At);
        if (proof is null || proof.At + ProofLasts < work.Now)
        {
            return NotProven();
        }

        work.Note("verification", proof.File.Id.ToString());
        return new ResultOwner(proof.Chip.Holder.PersonalNumber, proof.Chip.Holder.FullName);
    }

    private static Refusal NotProven() => new(
        RefusalCode.IdentityNotProven,
        "Your papers are shown after your identity was proven in this session, at most 24 hours ago. Do the check of card and face, or ask an officer.",
        [Act.StartVerification.Code],
        []);
}
