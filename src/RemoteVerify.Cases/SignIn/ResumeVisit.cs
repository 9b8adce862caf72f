using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.SignIn;

/// <summary>
/// Gives a participant a code with which they go on later or on another device. It is the code of an outcome slip: it asks for the outcome too, and takes the place of an earlier one.
/// </summary>
public sealed class AskResumeCode(Desk desk)
{
    /// <returns>The code, AAAA-AAAA-AAAA; only its hash is kept.</returns>
    public Task<Outcome<string>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<string>(Act.AskResumeCode, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            string code = OutcomeCode.Draw();
            ParticipantId participant = new(actor.Id);
            await work.Unit.Notifications.ReplaceCodeAsync(new OutcomeCode(OutcomeCode.HashOf(code)!.Value, found.File.Tenant, found.File.Id, participant, work.Now, 0, null, 1), ct);
            work.Note("participant", participant.Value);
            return code;
        }, cancellationToken);
}

/// <summary>
/// Lets a participant go on with a code and a fact that only the person knows, the personal number; wrong numbers lock the code. Whoever sits there now may be another person than before,
/// so the camera and the confirmation always come again: an earlier proof and an earlier confirmation count no longer. The chip that was accepted in this case stays.
/// </summary>
public sealed class ResumeVisit(Desk desk)
{
    /// <param name="code">The code as typed.</param>
    /// <param name="personalNumber">The number as typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A session token, as an invitation gives one.</returns>
    public async Task<Outcome<GivenToken>> DoAsync(string? code, string? personalNumber, CancellationToken cancellationToken)
    {
        Outcome<GivenToken> outcome = await desk.DoAsync<GivenToken>(Act.ResumeVisit, Actor.Anyone, async (work, ct) =>
        {
            if (!(await CodeWithNumber.OpenAsync(work, code, personalNumber, ct)).TryGet(out (OutcomeCode Code, Case Case) opened, out Refusal? refusal))
            {
                return refusal;
            }

            ParticipantId participant = opened.Code.Participant;

            // What changes is told to the portals of the case's tenant; who comes is still nobody.
            if (await SeeAgainAsync(work.As(new Actor(ActorRole.Anyone, "code", opened.Code.Tenant)), opened.Case, participant, ct) is { } again)
            {
                work.Note("verification", again.ToString());
                work.Note("camera", "again");
            }

            return await Tokens.IssueAsync(work, AccessTokenKind.CitizenSession, opened.Code.Tenant, opened.Code.Case, participant, EnterAsCitizen.SessionLifetime, ct);
        }, cancellationToken);

        // Two guesses at the same moment: the slower one counts as none and may be repeated.
        return outcome.Refusal?.Code == RefusalCode.CaseChanged ? CodeWithNumber.NotFound() : outcome;
    }

    /// <summary>Only where something is still to be signed; what was signed stays signed.</summary>
    private static async Task<VerificationId?> SeeAgainAsync(Work work, Case found, ParticipantId participant, CancellationToken cancellationToken)
    {
        if (found is not (AwaitingIdentity or IdentityWithOfficer or AwaitingConfirmation or ContentConfirmed) || ((CaseWithDocument)found).HasSigned(participant))
        {
            return null;
        }

        Verification? newest = (await work.Unit.Verifications.ListAsync(found.File.Id, cancellationToken)).LastOrDefault(v => v.File.Participant == participant);
        AwaitingCapture? again = newest switch
        {
            Passed passed => passed.CaptureAgain(),
            WithOfficer waiting => waiting.CaptureAgain(),
            _ => null,
        };
        if (again is null)
        {
            return null;
        }

        await work.SaveVerificationAsync(again, cancellationToken);
        Case next = found switch
        {
            AwaitingIdentity c => c.Unprove(participant),
            IdentityWithOfficer c => c.Unprove(participant, newest!.File.Id),
            AwaitingConfirmation c => c.Unprove(participant),
            ContentConfirmed c => c.Unprove(participant),
            _ => found,
        };
        await work.SaveAsync(next, cancellationToken);
        return again.File.Id;
    }
}
