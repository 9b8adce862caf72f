using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cases.Verifying;

/// <summary>
/// Takes the files of the chip, which must be genuine and the declared participant's, with the chip's answers to a challenge of the
/// service. Whatever comes of it, the challenge is used. Refused chips are recorded.
/// </summary>
public sealed class SubmitChip(Desk desk, IChipVerification chips, ChipChallengeKey key, IChipAgreement agreement)
{
    public Task<Outcome<AwaitingCapture>> DoAsync(Actor actor, VerificationId id, ChipSubmission submission, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingCapture>(Act.SubmitChip, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip waiting)
            {
                return found.Verification.NotAllowed(Act.SubmitChip);
            }

            if (Consents.NotGiven(found.Case.File, waiting.File.Participant) is { } withoutConsent)
            {
                return withoutConsent;
            }

            if (RelayProblem(actor, waiting, submission) is { } notThisRelay)
            {
                return notThisRelay;
            }

            work.Note("verification", id.ToString());
            if (!ReadEvidence(actor, waiting.File, submission, work.Now).TryGet(out Shown? shown, out refusal))
            {
                return refusal;
            }

            if (shown.Challenge is { } challenge)
            {
                waiting = waiting.Spend(challenge.Number, work.Now);
                work.Note("challenge", challenge.Number.ToString(CultureInfo.InvariantCulture));
            }

            Outcome<ChipJudgement> judged = chips.Verify(submission.Files, shown.Evidence, work.Now);
            Participant participant = found.Case.File.Find(waiting.File.Participant)!;
            Refusal? problem = judged.Refusal ?? Problem(judged.Value, shown, participant);
            if (problem is not null)
            {
                string[] reasons = [problem.Code.Value, .. problem.Reasons];
                await work.SaveVerificationAsync(waiting.RefuseChip(new ChipAttempt(work.Now, false, reasons)), ct);
                work.Publish("verification.chip_refused", waiting.File.CaseId, id.ToString());
                return work.RefuseAndKeep(problem with { AllowedActions = [.. waiting.Allowed.Select(a => a.Code)] });
            }

            ChipProof proof = await new ChipKeeper(work, waiting.File, participant).KeepAsync(judged.Value, submission, shown.Challenge, shown.Evidence, ct);
            work.Note("sod", proof.SodSha256.Hex);
            work.Note("dg2", proof.Dg2Sha256.Hex);
            work.Note("assurance", proof.Possession!.Assurance);
            return await work.SaveVerificationAsync(waiting.AcceptChip(proof, new ChipAttempt(work.Now, true, proof.Warnings)), ct);
        }, cancellationToken);

    /// <summary>Only the service hands in what a relay brought, and only the relay that may drive the chip now.</summary>
    private static Refusal? RelayProblem(Actor actor, AwaitingChip waiting, ChipSubmission submission) =>
        (actor.Role == ActorRole.Service) != (submission.Relayed is not null)
            ? new Refusal(RefusalCode.ActorNotPermitted, "What a relay brought is handed in by the service, and nothing else is.")
        : submission.Relayed is { } relayed && waiting.File.ChipRelay is not { BegunAt: not null } ? ChipRelays.Replaced()
        : submission.Relayed is { } other && waiting.File.ChipRelay!.Number != other.Relay ? ChipRelays.Replaced()
        : null;

    /// <summary>The answers, each tied to a challenge that is still good.</summary>
    private Outcome<Shown> ReadEvidence(Actor actor, VerificationFile file, ChipSubmission submission, DateTimeOffset now)
    {
        bool answers = submission.ActiveAuthentication is not null || submission.ChipAuthentication is not null;
        if (submission.Challenge is not { } named)
        {
            return answers
                ? new Refusal(RefusalCode.ChipChallengeNeeded, "Name the challenge that the chip answered.", [Act.IssueChipChallenge.Code], [])
                : new Shown(null, submission.Relayed?.ChipAuthentication is { } relayed ? new PossessionEvidence(null, relayed) : null, null);
        }

        string purpose = actor.Role == ActorRole.Service ? ChipChallengeKey.Relayed : ChipChallengeKey.HandedIn;
        if (!key.Find(file, named.Span, purpose, now).TryGet(out ChipChallenge? challenge, out Refusal? refusal))
        {
            return refusal;
        }

        ChipAuthenticationEvidence? chip = submission.Relayed?.ChipAuthentication;
        string? problem = null;
        if (submission.ChipAuthentication is { } responses)
        {
            if (challenge.Agreement is not { } secret)
            {
                return new Refusal(
                    RefusalCode.ChipChallengeUnknown, "No chip authentication was begun with this challenge. Ask for one with EF.DG14.", [Act.IssueChipChallenge.Code], []);
            }

            (chip, problem) = agreement.Finish(secret, responses, submission.Files);
        }

        var active = submission.ActiveAuthentication is { } answer ? new ActiveAuthenticationEvidence(key.BytesOf(file, challenge), answer) : null;
        return new Shown(challenge, active is null && chip is null ? null : new PossessionEvidence(active, chip), problem);
    }

    private static Refusal? Problem(ChipJudgement chip, Shown shown, Participant participant)
    {
        string[] reasons = shown.Problem is { } problem ? [problem, .. chip.Codes] : [.. chip.Codes];
        if (!chip.IsGenuine || shown.Problem is ChipAgreementResult.Refuted or ChipAgreementResult.Differs)
        {
            return new Refusal(RefusalCode.ChipNotGenuine, "The chip is not what the issuing state signed. Use the person's own, unchanged card.", [], reasons);
        }

        if (!chip.IsAccepted || shown.Problem is not null || chip.Holder is null || chip.Portrait is null || chip.Dg2Sha256 is null)
        {
            return new Refusal(RefusalCode.ChipNotAccepted, "The policy doesn't accept this card. Read the reasons; use a card that is in force and read all its files.", [], reasons);
        }

        byte[] declared = Encoding.UTF8.GetBytes(participant.PersonalNumber);
        return CryptographicOperations.FixedTimeEquals(declared, Encoding.UTF8.GetBytes(chip.Holder.PersonalNumber))
            ? null
            : new Refusal(RefusalCode.ChipOfAnotherPerson, "The card belongs to another person than the declared participant. Use the participant's own card.");
    }

    /// <param name="Problem">What was wrong with the responses of chip authentication, or null.</param>
    private sealed record Shown(ChipChallenge? Challenge, PossessionEvidence? Evidence, string? Problem);
}
