using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>The citizen asks for the dossier back (rút hồ sơ).</summary>
public sealed class RequestWithdrawal(Desk desk)
{
    public Task<Outcome<WithdrawalRequested>> DoAsync(Actor actor, CaseReference reference, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<WithdrawalRequested>(Act.RequestWithdrawal, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.RequestWithdrawal))
            {
                return current.NotAllowed(Act.RequestWithdrawal);
            }

            if (work.NotAllowedForHelper(current.File) is { } helper)
            {
                return helper;
            }

            work.Publish("case.withdrawal_requested", current.File.Id);
            return await work.SaveAsync(new WithdrawalRequested(current.File, current, actor.Id, reason.Trim(), work.Now), ct);
        }, cancellationToken);
}

/// <summary>The office gives the dossier back, or goes on with a reason.</summary>
public sealed class DecideWithdrawal(Desk desk)
{
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, bool agree, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.DecideWithdrawal, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<WithdrawalRequested>(reference, ct)).TryGet(out WithdrawalRequested? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!agree && string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "Say why the dossier can't be given back, then decide again.");
            }

            work.Note("decision", agree ? "withdrawn" : "goes-on");
            if (!agree)
            {
                return await work.SaveAsync(current.Decline(), ct);
            }

            await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Withdrawn, ct);
            work.Publish("case.stopped", current.File.Id);
            return await work.SaveAsync<Case>(current.Agree(actor.Id, work.Now), ct);
        }, cancellationToken);
}

/// <summary>The office stops the work because something forbids it, e.g. a notice on the prevention list.</summary>
public sealed class StopCase(Desk desk)
{
    public Task<Outcome<StoppedCase>> DoAsync(Actor actor, CaseReference reference, string code, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<StoppedCase>(Act.StopCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.StopCase))
            {
                return current.NotAllowed(Act.StopCase);
            }

            if (string.IsNullOrWhiteSpace(code) || string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "Stopping needs a reason code and a written reason. Write both and stop again.");
            }

            await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Stopped, ct);
            work.Note("reason-code", code);
            work.Publish("case.stopped", current.File.Id);
            return await work.SaveAsync(new StoppedCase(current.File, current.CurrentDocument, new CaseStop(actor.Id, code, reason.Trim(), work.Now)), ct);
        }, cancellationToken);
}
