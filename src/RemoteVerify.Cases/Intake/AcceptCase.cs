using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>An officer takes the dossier in (tiếp nhận hồ sơ): the time limit runs from here.</summary>
public sealed class AcceptCase(Desk desk, ProcedureLibrary procedures, ICaseSlips? slips = null)
{
    /// <summary>Without an exception: a stored result that serves is used again.</summary>
    public Task<Outcome<AcceptedCase>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        DoAsync(actor, reference, null, cancellationToken);

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="trueOriginal">Why a new result is issued although a stored one would serve; null for the rule.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<AcceptedCase>> DoAsync(Actor actor, CaseReference reference, TrueOriginalNeeded? trueOriginal, CancellationToken cancellationToken) =>
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

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, ct);
            if (trueOriginal?.Fault(procedure) is { } fault)
            {
                return fault with { AllowedActions = [.. found.Allowed.Select(act => act.Code)] };
            }

            if (await MaritalReissue.AskAsync(work, procedure, found, trueOriginal, ct) is { } exists)
            {
                return exists;
            }

            next = next with { File = Stated(next.File, trueOriginal, work) };
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

    private static CaseFile Stated(CaseFile file, TrueOriginalNeeded? trueOriginal, Work work) => trueOriginal is null
        ? file
        : file with { TrueOriginal = new StatedTrueOriginal(trueOriginal.Ground ?? string.Empty, trueOriginal.Reason.Trim(), work.Actor.Id, work.Now) };
}
