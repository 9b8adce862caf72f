using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Retaining;

/// <summary>Destroys keys of a case inside an act, with the signed record. Saving the case makes it conflict with a hold that is placed at the same moment.</summary>
internal sealed class Destruction(Work work, IEvidenceSealer sealer)
{
    /// <summary>Classes whose key is never destroyed alone: the record of the case and its trail, register books, secrets.</summary>
    public static bool IsDestroyable(DataClass dataClass) => dataClass is not (DataClass.Record or DataClass.Secret or DataClass.Register);

    /// <summary>The case without these classes. The caller has asked whether they may go.</summary>
    public async Task<Outcome<DeletionRecord>> DoAsync(
        Case current, IReadOnlyList<(DataClass Class, RetentionTerm Term)> destroyed, DeletionGround ground, CancellationToken cancellationToken)
    {
        CaseFile file = current.File;
        Guid id = Guid.CreateVersion7(work.Now);
        byte[] statement = DeletionStatement.Write(id, file, work.Actor, destroyed, ground, work.Now);
        EvidenceSignature signature = await sealer.SignAsync(statement, null, work.Now, cancellationToken);
        if (signature.Cms is not { } cms)
        {
            return new Refusal(RefusalCode.DeletionNotSigned, "The record of this deletion can't be signed now, so nothing was destroyed. Tell the operator that the evidence key doesn't answer.");
        }

        DataClass[] classes = [.. destroyed.Select(part => part.Class)];
        var record = new DeletionRecord(id, file.Tenant, file.Id, file.Code, classes, work.Now, statement, cms.ToArray(), signature.TimestampedAt);
        foreach (DataClass dataClass in classes)
        {
            await work.Unit.Blobs.DestroyKeyAsync(file.Id, dataClass, cancellationToken);
        }

        await work.Unit.Deletions.AddAsync(record, cancellationToken);
        await NoteAsync(file.Id, classes, record, cancellationToken);
        CaseRetention retention = file.Retention with { Deletions = [.. file.Retention.Deletions, .. classes.Select(dataClass => new DataDeletion(dataClass, id, work.Now))] };
        await work.SaveAsync(current with { File = file with { Retention = retention } }, cancellationToken);
        work.Publish("data.destroyed", file.Id, id.ToString("D"));
        return record;
    }

    private async Task NoteAsync(CaseId id, DataClass[] classes, DeletionRecord record, CancellationToken cancellationToken)
    {
        work.Note("data-class", string.Join(' ', classes));
        work.Note("deletion-record", record.Id.ToString("D"));
        work.Note("deletion-statement", Sha256Digest.Of(record.Statement).Hex);
        if (!classes.Any(dataClass => dataClass is DataClass.Capture or DataClass.Frames))
        {
            return;
        }

        CaptureEvidence[] captures = [.. (await work.Unit.Verifications.ListAsync(id, cancellationToken)).SelectMany(v => v.File.Captures).Select(c => c.Evidence).OfType<CaptureEvidence>()];
        if (classes.Contains(DataClass.Capture))
        {
            work.Note("evidence", string.Join(' ', captures.Select(evidence => evidence.PackageSha256.Hex)));
        }

        if (classes.Contains(DataClass.Frames))
        {
            work.Note("pictures", string.Join(' ', captures.SelectMany(evidence => evidence.Pictures).Select(picture => picture.Sha256.Hex)));
        }
    }
}
