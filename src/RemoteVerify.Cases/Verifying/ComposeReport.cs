using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>What an evidence report is made from.</summary>
public sealed record EvidenceReportOrder(CaseFile File, Participant Participant, EvidenceBundle Evidence, string Organisation, DateTimeOffset ComposedAt)
{
    public override string ToString() => "EvidenceReportOrder";
}

/// <summary>Composes the pages of an evidence report.</summary>
public interface IEvidenceReportComposer
{
    Outcome<ReadOnlyMemory<byte>> Compose(EvidenceReportOrder order);
}

/// <summary>Composes and seals the report of one verification's evidence; making it counts as looking at the evidence.</summary>
public sealed class ComposeReport(Desk desk, SealPaper seal, IEvidenceReportComposer composer)
{
    public Task<Outcome<ReadOnlyMemory<byte>>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken) =>
        desk.DoAsync<ReadOnlyMemory<byte>>(Act.ComposeReport, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not VerificationWithChip verification)
            {
                return found.Verification.NotAllowed(Act.ComposeReport);
            }

            if (!(await EvidenceReader.ReadAsync(work, verification, ct)).TryGet(out EvidenceBundle? evidence, out refusal))
            {
                return refusal;
            }

            if (!(await ComposeAsync(work, found.Case.File, verification, evidence, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            work.Note("verification", id.ToString());
            work.Note("document", Sha256Digest.Of(signed.Span).Hex);
            return signed;
        }, cancellationToken);

    /// <summary>The same inside another act, which has read the evidence.</summary>
    internal async Task<Outcome<ReadOnlyMemory<byte>>> ComposeAsync(Work work, CaseFile file, VerificationWithChip verification, EvidenceBundle evidence, CancellationToken cancellationToken)
    {
        EvidenceReportOrder order = new(file, file.Find(verification.File.Participant)!, evidence, seal.Of(work).Organisation, work.Now);
        return composer.Compose(order).TryGet(out ReadOnlyMemory<byte> composed, out Refusal? refusal)
            ? await seal.ForTheOfficeAsync(work, "Báo cáo bằng chứng", composed, cancellationToken)
            : refusal;
    }
}
