using System.Globalization;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>A challenge as given out.</summary>
/// <param name="Number">Counts the challenges of the verification from 1.</param>
/// <param name="Challenge">Eight bytes for the chip.</param>
/// <param name="ExpiresAt">The answer must come before.</param>
/// <param name="Agreement">What the client relays for chip authentication; null when no DG14 was shown or it offers none that is spoken here.</param>
public sealed record IssuedChipChallenge(int Number, ReadOnlyMemory<byte> Challenge, DateTimeOffset ExpiresAt, ChipAgreementTask? Agreement)
{
    public override string ToString() => $"IssuedChipChallenge {Number}";
}

/// <summary>Gives out a challenge for the chip: single use, 120 seconds. Another one may be asked for at any time; each is recorded.</summary>
public sealed class IssueChipChallenge(Desk desk, VerificationPolicy policy, ChipChallengeKey key, IChipAgreement agreement)
{
    /// <summary>Challenges that a verification remembers.</summary>
    private const int Kept = 64;

    /// <param name="dg14">EF.DG14 as read; with it the service's ephemeral key for chip authentication is given out too.</param>
    public Task<Outcome<IssuedChipChallenge>> DoAsync(Actor actor, VerificationId id, ReadOnlyMemory<byte>? dg14, CancellationToken cancellationToken) =>
        desk.DoAsync<IssuedChipChallenge>(Act.IssueChipChallenge, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip waiting)
            {
                return found.Verification.NotAllowed(Act.IssueChipChallenge);
            }

            VerificationFile file = waiting.File;
            if (file.ChipChallenges.Count(c => c.IssuedAt > work.Now - policy.ChallengeWindow) >= policy.MaximumChallenges)
            {
                return new Refusal(RefusalCode.ChipChallengesTooMany, "Too many challenges were asked for. Wait and try again later.");
            }

            Outcome<ChipAgreementTask?> begun = dg14 is { } shown ? agreement.Begin(shown) : (ChipAgreementTask?)null;
            if (begun.Refusal is { } unreadable)
            {
                return unreadable;
            }

            // Whole milliseconds: the challenge is made of them.
            DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(work.Now.ToUnixTimeMilliseconds());
            var challenge = new ChipChallenge(
                file.ChipChallenges.Count == 0 ? 1 : file.ChipChallenges[^1].Number + 1,
                actor.Role == ActorRole.Service ? ChipChallengeKey.Relayed : ChipChallengeKey.HandedIn,
                now, now + policy.ChallengeLifetime, null, begun.Value?.Secret.ToArray());
            AwaitingChip saved = await work.SaveVerificationAsync(waiting.Challenge(challenge, Kept), ct);
            work.Note("verification", id.ToString());
            work.Note("challenge", challenge.Number.ToString(CultureInfo.InvariantCulture));
            return new IssuedChipChallenge(challenge.Number, key.BytesOf(saved.File, challenge), challenge.ExpiresAt, begun.Value);
        }, cancellationToken);
}
