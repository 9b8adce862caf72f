using System.Globalization;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Verifying;

/// <summary>A picture that the capture kept.</summary>
public sealed record CapturedPicture(string Label, ReadOnlyMemory<byte> Jpeg)
{
    public override string ToString() => $"CapturedPicture {Label}";
}

/// <summary>What the capture's engine found.</summary>
/// <param name="Verdict">Passed, another try, or an officer; an engine never refuses a person.</param>
/// <param name="Reasons">Reason codes.</param>
/// <param name="Package">The canonical evidence package.</param>
/// <param name="ChainSha256">Last value of the frames' hash chain, hexadecimal.</param>
/// <param name="Pictures">Pictures to keep.</param>
/// <param name="Checks">Every check.</param>
/// <param name="Steps">Every step.</param>
/// <param name="Models">Every model that took part.</param>
/// <param name="Fingerprints">Recognise these pictures when they are sent again; opaque here.</param>
public sealed record CaptureReport(
    CaptureVerdict Verdict,
    IReadOnlyList<string> Reasons,
    ReadOnlyMemory<byte> Package,
    string ChainSha256,
    IReadOnlyList<CapturedPicture> Pictures,
    IReadOnlyList<CaptureCheck> Checks,
    IReadOnlyList<CaptureStep> Steps,
    IReadOnlyList<ModelUsed> Models,
    ReadOnlyMemory<byte> Fingerprints)
{
    /// <summary>The set that the models belong to; null where there is none to name.</summary>
    public ModelSetUsed? ModelSet { get; init; }

    public override string ToString() => $"CaptureReport {Verdict}";
}

/// <summary>Takes the outcome of a capture: evidence, verification and case change in one transaction.</summary>
public sealed class FinishCapture(Desk desk, VerificationPolicy policy, IEvidenceSealer sealer)
{
    /// <summary>Others of the case may end theirs, or an officer may write in it, in the same moment; what a person was filmed for is not lost for that.</summary>
    private const int Tries = 8;

    public async Task<Outcome<VerificationWithChip>> DoAsync(
        Actor actor, VerificationId id, int number, CaptureReport report, CancellationToken cancellationToken)
    {
        Outcome<VerificationWithChip> outcome = await FinishAsync(actor, id, number, report, cancellationToken);
        for (int left = Tries - 1; left > 0 && outcome.Refusal?.Code == RefusalCode.CaseChanged; left--)
        {
            outcome = await FinishAsync(actor, id, number, report, cancellationToken);
        }

        if (outcome.IsDone)
        {
            CaseMetrics.Capture(outcome.Value.File.Captures[^1].Verdict.ToString().ToLowerInvariant());
            if (outcome.Value is not AwaitingCapture)
            {
                CaseMetrics.Verification(outcome.Value.State, "checks");
            }
        }

        return outcome;
    }

    private Task<Outcome<VerificationWithChip>> FinishAsync(
        Actor actor, VerificationId id, int number, CaptureReport report, CancellationToken cancellationToken) =>
        desk.DoAsync<VerificationWithChip>(Act.FinishCapture, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not CaptureRunning running || running.Session.Number != number)
            {
                return found.Verification.NotAllowed(Act.FinishCapture);
            }

            bool late = running.Session.ExpiresAt < work.Now;
            CaptureVerdict verdict = late ? CaptureVerdict.Retry : report.Verdict;
            IReadOnlyList<string> reasons = late ? [RefusalCode.CaptureExpired.Value, .. report.Reasons] : report.Reasons;
            EvidenceStatement statement = new(
                running.File.Id, running.File.CaseId, number, running.File.Nonce, running.Chip.SodSha256, running.Chip.Dg2Sha256, verdict, reasons, actor, work.Now);
            CaptureEvidence evidence = await new EvidenceKeeper(work, sealer).KeepAsync(running.File, report, statement, ct);
            work.Unit.CaptureFingerprints.Add(running.File.Tenant, running.Chip.Holder.PersonalNumber, report.Fingerprints, work.Now);
            VerificationWithChip next = await work.SaveVerificationAsync(running.Finish(verdict, reasons, evidence, policy, work.Now), ct);
            if (!(await CaseAfterCapture.MoveAsync(work, found.Case, next, ct)).TryGet(out _, out refusal))
            {
                return refusal;
            }

            Describe(work, number, verdict, reasons, evidence, next);
            return next;
        }, cancellationToken);

    private static void Describe(
        Work work, int number, CaptureVerdict verdict, IReadOnlyList<string> reasons, CaptureEvidence evidence, VerificationWithChip next)
    {
        work.Note("verification", next.File.Id.ToString());
        work.Note("capture", number.ToString(CultureInfo.InvariantCulture));
        work.Note("verdict", verdict.ToString());
        work.Note("reasons", string.Join(' ', reasons));
        work.Note("evidence", evidence.PackageSha256.Hex);
        EvidenceKeeper.NoteSeal(work, evidence.Seal!);
        work.Note("state", next.State);
        if (next is not AwaitingCapture)
        {
            work.Publish(next is Passed ? "verification.completed" : "verification.needs_review", next.File.CaseId, next.File.Id.ToString());
        }
    }
}
