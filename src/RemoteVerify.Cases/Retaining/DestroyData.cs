using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Retaining;

/// <summary>
/// Deletes a class of a case's data at the end of its retention, by destroying its key. The act's entry in the log is the signed record of
/// the deletion: it names the class and the hashes of what is gone, and the log's signed checkpoint covers it.
/// </summary>
public sealed class DestroyData(Desk desk)
{
    public Task<Outcome<CaseId>> DoAsync(Actor actor, CaseId id, DataClass dataClass, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseId>(Act.DestroyData, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            // Personal data of a case that still runs is needed; its record stays as long as the log, register books stay for good.
            if (found is not (Completed or RefusedCase) || dataClass is DataClass.Record or DataClass.Secret or DataClass.Register)
            {
                return found.NotAllowed(Act.DestroyData);
            }

            await work.Unit.Blobs.DestroyKeyAsync(id, dataClass, ct);
            work.Note("data-class", dataClass.ToString());
            if (dataClass == DataClass.Capture)
            {
                IEnumerable<CaptureAttempt> captures = (await work.Unit.Verifications.ListAsync(id, ct)).SelectMany(verification => verification.File.Captures);
                work.Note("evidence", string.Join(' ', captures.Select(capture => capture.Evidence?.PackageSha256.Hex).OfType<string>()));
            }

            return id;
        }, cancellationToken);
}
