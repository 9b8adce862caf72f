using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>Opens the database after a kill, as the restarted service does, and compares it with what was acknowledged.</summary>
internal sealed class CrashJudge(CrashTarget target, CrashLedger ledger)
{
    /// <summary>Judges; all acknowledged acts at the end, else those since the last time.</summary>
    /// <returns>The leaf hashes of the log as it is now.</returns>
    public async Task<IReadOnlyList<byte[]>> JudgeAsync(bool all, CancellationToken cancellationToken)
    {
        await using RelationalStorage storage = target.Open();
        await storage.MigrateAsync(cancellationToken);
        InspectionReport report = await StorageInspection.RunAsync(storage, cancellationToken);
        ledger.Violations.AddRange(report.Findings);
        IReadOnlyList<byte[]> leaves = await CheckLogAsync(storage, cancellationToken);
        IReadOnlyList<CrashAck> fresh = ledger.TakeNew();
        using CrashSignatures signatures = new(target.Keys);
        await CheckActsAsync(storage, all ? ledger.Acks : fresh, ledger.Violations, signatures, cancellationToken);
        return leaves;
    }

    /// <summary>Everything acknowledged must be there, and what is recorded of a case must be what the tables say.</summary>
    /// <param name="storage">The database.</param>
    /// <param name="acks">What was acknowledged.</param>
    /// <param name="violations">Takes what is missing.</param>
    /// <param name="signatures">Judges signed documents; null to leave them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task CheckActsAsync(
        RelationalStorage storage, IReadOnlyList<CrashAck> acks, List<string> violations, CrashSignatures? signatures, CancellationToken cancellationToken)
    {
        foreach (IGrouping<Guid, CrashAck> ofCase in acks.GroupBy(a => a.Case))
        {
            await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
            var id = new CaseId(ofCase.Key);
            Case? found = await unit.Cases.FindAsync(CrashActs.Tenant, id, cancellationToken);
            IReadOnlyList<RegisterEntry> entries = await unit.Registers.FindAsync(CrashActs.Tenant, id, cancellationToken);
            foreach (CrashAck ack in ofCase)
            {
                if (!await IsThereAsync(unit, ack, ofCase, found, entries, cancellationToken))
                {
                    violations.Add($"lost: {ack.Kind} of case {ack.Case}, number {ack.Number}");
                }
            }

            await CheckRecordAsync(unit, id, found, entries, violations, cancellationToken);
            if (signatures is not null && found is not null && await signatures.FaultAsync(unit, found, cancellationToken) is { } fault)
            {
                violations.Add($"case {id}: {fault}");
            }
        }
    }

    /// <summary>Delivers what waits, until nothing does, and asks whether every acknowledged act was told at least once.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await using RelationalStorage storage = target.Open();
        var delivery = new OutboxDelivery(storage.Events, new Receiver(ledger), TimeProvider.System, CrashRun.Delivery);
        while ((await storage.Events.BacklogAsync(cancellationToken)).Waiting > 0)
        {
            if (await delivery.DeliverDueAsync(cancellationToken) is (0, 0))
            {
                await Task.Delay(200, cancellationToken);
            }
        }

        foreach (CrashAck ack in ledger.Acks)
        {
            if (CrashLedger.EventOf(ack.Kind) is { } type && !ledger.Received.Contains((type, ack.Case)))
            {
                ledger.Violations.Add($"never delivered: {type} of case {ack.Case}");
            }
        }

        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        foreach (Guid told in ledger.Received.Select(e => e.Case).Distinct())
        {
            if (await unit.Cases.FindAsync(CrashActs.Tenant, new CaseId(told), cancellationToken) is null)
            {
                ledger.Violations.Add($"an event tells of case {told}, which does not exist");
            }
        }
    }

    private async Task<IReadOnlyList<byte[]>> CheckLogAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        var signer = new CheckpointSigner(CrashWorker.LogOrigin, CrashWorker.LogOrigin, target.LogKey);
        var checker = new LogChecker(CrashWorker.LogOrigin, signer.NoteKey);
        string head = await storage.Log.PublishCheckpointAsync(signer, cancellationToken);
        List<byte[]> leaves = [];
        while (await storage.Log.LeafHashesAsync(leaves.Count, AuditLogReader.MaximumLeaves, cancellationToken) is { Count: > 0 } page)
        {
            leaves.AddRange(page);
        }

        foreach (string seen in ledger.Checkpoint is { } last ? [last, .. ledger.NewCheckpoints] : ledger.NewCheckpoints)
        {
            LogVerdict verdict = await checker.CheckAsync(head, leaves, seen, cancellationToken);
            if (verdict != LogVerdict.Good)
            {
                ledger.Violations.Add($"the log is not the one whose checkpoint was given out: {verdict}");
            }
        }

        ledger.NewCheckpoints.Clear();
        ledger.Checkpoint = head;
        return leaves;
    }

    private static async Task<bool> IsThereAsync(
        IUnitOfWork unit, CrashAck ack, IEnumerable<CrashAck> ofCase, Case? found, IReadOnlyList<RegisterEntry> entries, CancellationToken cancellationToken)
    {
        RegisterEntry? entry = entries.SingleOrDefault(e => e.Number == ack.Number);
        return ack.Kind switch
        {
            CrashAckKind.Open => found is not null,
            CrashAckKind.Attach => found?.CurrentDocument is { } document && document.Sha256.Hex == ack.Text
                && await unit.Blobs.GetAsync(found.File.Id, document.Blob, cancellationToken) is { } bytes && Sha256Digest.Of(bytes.Span).Hex == ack.Text,
            CrashAckKind.Reserve => entry is not null,
            CrashAckKind.Use => entry is UsedEntry used && used.Document.Hex == ack.Text && await IsPublishedAsync(unit, used, cancellationToken),
            CrashAckKind.Countersign => CrashSignatures.Rank(found) >= 1,
            CrashAckKind.Seal => CrashSignatures.Rank(found) >= 2,
            CrashAckKind.Store => CrashSignatures.Rank(found) >= 4 && entry is UsedEntry stored && stored.Document.Hex == ack.Text && await IsPublishedAsync(unit, stored, cancellationToken),
            CrashAckKind.Void => entry is VoidedEntry { Reason.Length: > 0 },
            CrashAckKind.Identity => Guid.TryParse(ack.Text, out _),
            CrashAckKind.Destroy => await IsDestroyedAsync(unit, ofCase, cancellationToken),
            _ => false,
        };
    }

    /// <summary>Destroyed data must not come back with a crash.</summary>
    private static async Task<bool> IsDestroyedAsync(IUnitOfWork unit, IEnumerable<CrashAck> ofCase, CancellationToken cancellationToken)
    {
        CrashAck? kept = ofCase.FirstOrDefault(a => a.Kind == CrashAckKind.Identity);
        return kept is null || await unit.Blobs.GetAsync(new CaseId(kept.Case), new BlobId(Guid.Parse(kept.Text)), cancellationToken) is null;
    }

    private static async Task<bool> IsPublishedAsync(IUnitOfWork unit, UsedEntry used, CancellationToken cancellationToken) =>
        await unit.Published.FindByHashAsync(used.Document, cancellationToken) is { } result
        && await unit.Blobs.GetAsync(used.CaseId, result.Blob, cancellationToken) is { } bytes
        && Sha256Digest.Of(bytes.Span) == used.Document;

    /// <summary>An act is its rows and its entry in the log together; neither may be there alone.</summary>
    private static async Task CheckRecordAsync(
        IUnitOfWork unit, CaseId id, Case? found, IReadOnlyList<RegisterEntry> entries, List<string> violations, CancellationToken cancellationToken)
    {
        List<string> recorded = [.. (await unit.Audit.ListAsync(id, cancellationToken)).Where(e => e.Entry.Result == "done").Select(e => e.Entry.Act)];
        Compare(Act.OpenCase, found is null ? 0 : 1);
        Compare(Act.AttachDocument, found is { File.Journey: JourneyKind.RemoteContract, CurrentDocument: not null } ? 1 : 0);
        Compare(Act.ReserveNumber, entries.Count);
        Compare(Act.FinaliseCountersignature, found?.File.OfficerSignatures.Count ?? 0);
        Compare(Act.SealDocument, CrashSignatures.Rank(found) >= 2 ? 1 : 0);
        Compare(Act.TimestampDocument, CrashSignatures.Rank(found) >= 3 ? 1 : 0);
        Compare(Act.StoreResult, entries.Count(e => e is UsedEntry));
        Compare(Act.VoidNumber, entries.Count(e => e is VoidedEntry));

        void Compare(Act act, int inTables)
        {
            if (recorded.Count(code => code == act.Code) != inTables)
            {
                violations.Add($"case {id}: '{act}' is {recorded.Count(code => code == act.Code)} times in the log and {inTables} times in the tables");
            }
        }
    }

    private sealed class Receiver(CrashLedger ledger) : IEventSink
    {
        public Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
        {
            ledger.Add(new CrashAck(CrashAckKind.Event, outgoing.Event.CaseId.Value, 0, outgoing.Event.Type));
            return Task.CompletedTask;
        }
    }
}
