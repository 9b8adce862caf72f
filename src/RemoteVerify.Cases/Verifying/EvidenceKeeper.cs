using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Stores what a capture leaves behind: pictures, the package, and the signature beside it.</summary>
internal sealed class EvidenceKeeper(Work work, IEvidenceSealer sealer)
{
    public async Task<CaptureEvidence> KeepAsync(VerificationFile file, CaptureReport report, EvidenceStatement statement, CancellationToken cancellationToken)
    {
        List<StoredPicture> pictures = [];
        foreach (CapturedPicture picture in report.Pictures)
        {
            pictures.Add(new StoredPicture(picture.Label, await PutAsync(file, DataClass.Frames, picture.Jpeg, cancellationToken), Sha256Digest.Of(picture.Jpeg.Span)));
        }

        ReadOnlyMemory<byte> package = sealer.Complete(report.Package, statement);
        EvidenceSignature signature = await sealer.SignAsync(package, null, work.Now, cancellationToken);
        return new CaptureEvidence(
            await PutAsync(file, DataClass.Capture, package, cancellationToken), Sha256Digest.Of(package.Span), report.ChainSha256, pictures, report.Checks, report.Steps, report.Models)
        {
            ModelSet = report.ModelSet,
            Seal = await SealAsync(file, signature, cancellationToken),
        };
    }

    /// <summary>Tries again what a signature lacks; the same verification when nothing is missing or nothing came of it.</summary>
    public async Task<VerificationWithChip> CloseGapsAsync(VerificationWithChip verification, CancellationToken cancellationToken)
    {
        VerificationFile file = verification.File;
        List<CaptureAttempt> captures = [.. file.Captures];
        bool changed = false;
        for (int i = 0; i < captures.Count; i++)
        {
            if (captures[i].Evidence is { Seal: { Gap.Length: > 0 } } evidence && await ClosedAsync(file, evidence, cancellationToken) is { } better)
            {
                captures[i] = captures[i] with { Evidence = evidence with { Seal = better } };
                NoteSeal(work, better);
                changed = true;
            }
        }

        return changed ? verification with { File = file with { Captures = captures } } : verification;
    }

    /// <summary>The log holds the signature's hash, or that there is a gap.</summary>
    public static void NoteSeal(Work work, EvidenceSeal seal)
    {
        if (seal.SignatureSha256 is { } hash)
        {
            work.Note("evidence-signature", hash.Hex);
        }

        work.Note("evidence-seal", seal.Gap.Length == 0 ? "timestamped" : seal.Gap);
    }

    private async Task<EvidenceSeal?> ClosedAsync(VerificationFile file, CaptureEvidence evidence, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? before = evidence.Seal!.Signature is { } blob ? await work.Unit.Blobs.GetAsync(file.CaseId, blob, cancellationToken) : null;
        if (await work.Unit.Blobs.GetAsync(file.CaseId, evidence.Package, cancellationToken) is not { } package)
        {
            return null;
        }

        EvidenceSignature signature = await sealer.SignAsync(package, before, work.Now, cancellationToken);
        return signature.Gap == evidence.Seal.Gap ? null : await SealAsync(file, signature, cancellationToken);
    }

    private async Task<EvidenceSeal> SealAsync(VerificationFile file, EvidenceSignature signature, CancellationToken cancellationToken) => signature.Cms is { } cms
        ? new EvidenceSeal(await PutAsync(file, DataClass.Capture, cms, cancellationToken), Sha256Digest.Of(cms.Span), signature.TimestampedAt, signature.Gap)
        : new EvidenceSeal(null, null, null, signature.Gap);

    private Task<BlobId> PutAsync(VerificationFile file, DataClass dataClass, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        work.Unit.Blobs.PutAsync(file.Tenant, file.CaseId, dataClass, data, cancellationToken);
}
