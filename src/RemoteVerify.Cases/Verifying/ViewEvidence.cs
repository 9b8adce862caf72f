using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>One capture with its pictures, as far as these were not destroyed.</summary>
public sealed record ShownCapture(CaptureAttempt Attempt, IReadOnlyList<CapturedPicture> Pictures, ReadOnlyMemory<byte> Package)
{
    /// <summary>Detached CMS over the package; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    public override string ToString() => $"ShownCapture {Attempt.Number}";
}

/// <summary>Everything an officer looks at before deciding.</summary>
/// <param name="Verification">The verification with its chip and every attempt.</param>
/// <param name="Holder">Holder as on the chip.</param>
/// <param name="Portrait">The chip's picture.</param>
/// <param name="PortraitFormat"><c>jpeg</c> or <c>jpeg2000</c>.</param>
/// <param name="ChipReport">The chip verifier's report, JSON.</param>
/// <param name="Captures">Every capture that has evidence.</param>
public sealed record EvidenceBundle(
    VerificationWithChip Verification,
    ChipHolder Holder,
    ReadOnlyMemory<byte> Portrait,
    string PortraitFormat,
    ReadOnlyMemory<byte> ChipReport,
    IReadOnlyList<ShownCapture> Captures)
{
    /// <summary>The chip's files and its answers, to be judged again by anyone; null for chips that were kept before this was recorded.</summary>
    public ReadOnlyMemory<byte>? ChipEvidence { get; init; }

    public override string ToString() => $"EvidenceBundle {Verification.File.Id}";
}

/// <summary>Shows the evidence to an officer; who looked is part of the case and of the log. A signature that lacks its timestamp gets it now.</summary>
public sealed class ViewEvidence(Desk desk, IEvidenceSealer sealer)
{
    public Task<Outcome<EvidenceBundle>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken) =>
        desk.DoAsync<EvidenceBundle>(Act.ViewEvidence, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not VerificationWithChip verification || !verification.Allowed.Contains(Act.ViewEvidence))
            {
                return found.Verification.NotAllowed(Act.ViewEvidence);
            }

            verification = await new EvidenceKeeper(work, sealer).CloseGapsAsync(verification, ct);
            if (!(await EvidenceReader.ReadAsync(work, verification, ct)).TryGet(out EvidenceBundle? bundle, out refusal))
            {
                return refusal;
            }

            var view = new EvidenceView(actor.Id, id, work.Now);
            await work.SaveVerificationAsync(verification with { File = verification.File with { Views = [.. verification.File.Views, view] } }, ct);
            if (found.Case is ParticipantsSigned signed)
            {
                await work.SaveAsync(signed.View(view), ct);
            }

            work.Note("verification", id.ToString());
            return bundle;
        }, cancellationToken);
}

internal static class EvidenceReader
{
    public static async Task<Outcome<EvidenceBundle>> ReadAsync(Work work, VerificationWithChip verification, CancellationToken cancellationToken)
    {
        Task<Outcome<ReadOnlyMemory<byte>>> Get(BlobId blob) => work.BlobAsync(verification.File.CaseId, blob, cancellationToken);
        if (!(await Get(verification.Chip.Portrait)).TryGet(out ReadOnlyMemory<byte> portrait, out Refusal? refusal)
            || !(await Get(verification.Chip.Report)).TryGet(out ReadOnlyMemory<byte> report, out refusal))
        {
            return refusal;
        }

        ReadOnlyMemory<byte>? chipEvidence = null;
        if (verification.Chip.Possession is { } possession)
        {
            if (!(await Get(possession.Evidence)).TryGet(out ReadOnlyMemory<byte> kept, out refusal))
            {
                return refusal;
            }

            chipEvidence = kept;
        }

        var captures = new List<ShownCapture>();
        foreach (CaptureAttempt attempt in verification.File.Captures)
        {
            if (attempt.Evidence is not { } evidence)
            {
                continue;
            }

            if (!(await Get(evidence.Package)).TryGet(out ReadOnlyMemory<byte> package, out refusal))
            {
                return refusal;
            }

            var pictures = new List<CapturedPicture>();
            foreach (StoredPicture picture in evidence.Pictures)
            {
                // Pictures have the shortest retention; the rest is shown without them.
                if ((await Get(picture.Blob)).TryGet(out ReadOnlyMemory<byte> jpeg, out _))
                {
                    pictures.Add(new CapturedPicture(picture.Label, jpeg));
                }
            }

            ReadOnlyMemory<byte>? signature = null;
            if (evidence.Seal?.Signature is { } seal)
            {
                if (!(await Get(seal)).TryGet(out ReadOnlyMemory<byte> cms, out refusal))
                {
                    return refusal;
                }

                signature = cms;
            }

            captures.Add(new ShownCapture(attempt, pictures, package) { Signature = signature });
        }

        return new EvidenceBundle(verification, verification.Chip.Holder, portrait, verification.Chip.PortraitFormat, report, captures) { ChipEvidence = chipEvidence };
    }
}
