using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>An officer takes the dossier in (tiếp nhận hồ sơ): the time limit runs from here.</summary>
public sealed class AcceptCase(Desk desk, ICaseSlips? slips = null)
{
    public Task<Outcome<AcceptedCase>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<AcceptedCase>(Act.AcceptCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            Outcome<AcceptedCase> accepted = found switch
            {
                SubmittedCase c => c.Accept(work.Now),
                ParticipantsSigned { IsRequest: true } c => c.Accept(actor.Id, work.Now),
                _ => found.NotAllowed(Act.AcceptCase),
            };
            if (!accepted.TryGet(out AcceptedCase? next, out refusal))
            {
                return refusal;
            }

            if (slips is not null)
            {
                if (!(await slips.ReceiptAsync(work, next.File, ct)).TryGet(out CaseFile? withReceipt, out refusal))
                {
                    return refusal;
                }

                next = next with { File = withReceipt };
            }

            work.Publish("case.accepted", found.File.Id);
            return await work.SaveAsync(next.AssignedTo(actor.Id, OfficerFunction.Prepares, work.Now), ct);
        }, cancellationToken);
}
