using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>A person contests a refusal: another officer looks at it.</summary>
public sealed class ContestRefusal(Desk desk)
{
    public Task<Outcome<ContestedCase>> DoAsync(Actor actor, CaseReference reference, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<ContestedCase>(Act.ContestRefusal, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<RefusedCase>(reference, ct)).TryGet(out RefusedCase? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.ContestRefusal))
            {
                return current.NotAllowed(Act.ContestRefusal) with
                {
                    Message = "Another officer has upheld this refusal. Complain to the head of the office, or open a new case.",
                };
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say in a sentence why the refusal is wrong, then contest it again.");
            }

            work.Publish("case.contested", current.File.Id);
            return await work.SaveAsync(current.Contest(new CaseContest(actor.Id, reason.Trim(), work.Now)), ct);
        }, cancellationToken);
}

/// <summary>Another officer upholds the refusal, or opens the case again.</summary>
public sealed class DecideContest(Desk desk)
{
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, bool reopen, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.DecideContest, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<ContestedCase>(reference, ct)).TryGet(out ContestedCase? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (current.Refusal.Officer == actor.Id)
            {
                return new Refusal(RefusalCode.ActorDecidedBefore, "You refused this case, so another officer must decide about the contest. Ask a colleague.");
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "A decision about a contest needs a written reason. Write it and decide again.");
            }

            work.Note("decision", reopen ? "reopened" : "upheld");
            work.Publish(reopen ? "case.reopened" : "case.refused", current.File.Id);
            return await work.SaveAsync(reopen ? current.Reopen() : current.Uphold(new ContestDecision(actor.Id, reason.Trim(), work.Now)), ct);
        }, cancellationToken);
}
