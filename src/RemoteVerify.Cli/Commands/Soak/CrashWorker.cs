using System.Security.Cryptography;
using System.Text;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cli.Commands.Fuzz;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>The process that is killed: it acts without pause and says what was committed. It ends when its input ends.</summary>
internal sealed class CrashWorker(CrashWorkerSetup setup, Stream output) : IEventSink
{
    public const string LogOrigin = "log.example/soak";

    private readonly Lock _gate = new();
    private readonly FuzzRandom _sinkMood = new(setup.Seed, -1);

    /// <summary>The storage that a setup names.</summary>
    public static RelationalStorage Open(CrashWorkerSetup setup)
    {
        var master = new MasterKey("soak", setup.MasterKey);
        return setup.Postgres ? new PostgresStorage(setup.Database, master, TimeProvider.System) : new SqliteStorage(setup.Database, master, TimeProvider.System);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RelationalStorage storage = Open(setup);
        await storage.MigrateAsync(cancellationToken);
        var acts = new CrashActs(storage);
        IEnumerable<Task> lanes = Enumerable.Range(0, setup.Lanes).Select(lane =>
        {
            var random = new FuzzRandom(setup.Seed, lane);
            return LoopAsync(ct => LifeAsync(acts, random, ct), cancellationToken);
        });
        using SoftwareKey key = SoftwareKey.ImportPkcs8(setup.LogKey);
        var signer = new CheckpointSigner(LogOrigin, LogOrigin, key);
        var delivery = new OutboxDelivery(storage.Events, this, TimeProvider.System, CrashRun.Delivery);
        using CrashSigning? signing = setup.Keys is { } keys ? new CrashSigning(storage, keys) : null;
        Task signatures = signing is null ? Task.CompletedTask : LoopAsync(ct => SignAsync(signing, ct), cancellationToken);
        await Task.WhenAll([.. lanes, signatures, LoopAsync(ct => DeliverAsync(delivery, ct), cancellationToken), LoopAsync(ct => CheckpointAsync(storage, signer, ct), cancellationToken)]);
    }

    /// <summary>A receiver that has the event once the line is written, and is sometimes not there.</summary>
    public Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (_sinkMood.Chance(20))
        {
            throw new IOException("The receiver is away.");
        }

        Say(new CrashAck(CrashAckKind.Event, outgoing.Event.CaseId.Value, 0, outgoing.Event.Type));
        return Task.CompletedTask;
    }

    private async Task LifeAsync(CrashActs acts, FuzzRandom random, CancellationToken cancellationToken)
    {
        if (Refused(await acts.OpenAsync(cancellationToken), out CaseId id))
        {
            return;
        }

        Say(new CrashAck(CrashAckKind.Open, id.Value));
        int size = random.Chance(20) ? 100_000 : random.Between(500, 8000);
        if (Refused(await acts.AttachAsync(id, RandomNumberGenerator.GetBytes(size), cancellationToken), out Sha256Digest document))
        {
            return;
        }

        Say(new CrashAck(CrashAckKind.Attach, id.Value, 0, document.Hex));
        if (Refused(await acts.ReserveAsync(id, cancellationToken), out ReservedEntry? entry))
        {
            return;
        }

        Say(new CrashAck(CrashAckKind.Reserve, id.Value, entry!.Number));
        await EndAsync(acts, entry, random.Next(100), cancellationToken);
        if (random.Chance(8))
        {
            BlobId blob = await acts.KeepIdentityAsync(id, cancellationToken);
            Say(new CrashAck(CrashAckKind.Identity, id.Value, 0, blob.ToString()));
            await acts.DestroyIdentityAsync(id, cancellationToken);
            Say(new CrashAck(CrashAckKind.Destroy, id.Value));
        }
    }

    /// <summary>One certified copy from where a killed process left it, or from its opening, to the stored result.</summary>
    private async Task SignAsync(CrashSigning signing, CancellationToken cancellationToken)
    {
        CaseId id;
        if (await signing.UnfinishedAsync(cancellationToken) is { } left)
        {
            id = left;
        }
        else if (Refused(await signing.OpenAsync(cancellationToken), out id))
        {
            return;
        }
        else
        {
            Say(new CrashAck(CrashAckKind.Open, id.Value));
        }

        Case current = await signing.FindAsync(id, cancellationToken);
        while (current is not Completed)
        {
            if (await signing.StepAsync(current, cancellationToken) is { } refusal)
            {
                Say(new CrashAck(CrashAckKind.Refused, id.Value, 0, $"{refusal} in {current.State}"));
                return;
            }

            Case next = await signing.FindAsync(id, cancellationToken);
            SayStep(current, next);
            current = next;
        }
    }

    private void SayStep(Case before, Case after)
    {
        CrashAckKind? kind = (before, after) switch
        {
            (OriginalCompared { File.Number: null }, OriginalCompared { File.Number: not null }) => CrashAckKind.Reserve,
            (Approved or CountersignaturePrepared, Countersigned) => CrashAckKind.Countersign,
            (Countersigned, OrganisationSealed) => CrashAckKind.Seal,
            (Effective, Completed) => CrashAckKind.Store,
            _ => null,
        };
        if (kind is { } said)
        {
            Say(new CrashAck(said, after.File.Id.Value, after.File.Number?.Number ?? 0, after.CurrentDocument!.Sha256.Hex));
        }
    }

    private async Task EndAsync(CrashActs acts, ReservedEntry entry, int drawn, CancellationToken cancellationToken)
    {
        if (drawn < 75)
        {
            if (!Refused(await acts.UseAsync(entry, RandomNumberGenerator.GetBytes(3000), cancellationToken), out UsedEntry? used))
            {
                Say(new CrashAck(CrashAckKind.Use, entry.CaseId.Value, entry.Number, used!.Document.Hex));
            }
        }
        else if (drawn < 92 && !Refused(await acts.VoidAsync(entry, cancellationToken), out _))
        {
            Say(new CrashAck(CrashAckKind.Void, entry.CaseId.Value, entry.Number));
        }
    }

    private static async Task DeliverAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        (int delivered, int failed) = await delivery.DeliverDueAsync(cancellationToken);
        await Task.Delay(delivered + failed == 0 ? 100 : 10, cancellationToken);
    }

    private async Task CheckpointAsync(RelationalStorage storage, CheckpointSigner signer, CancellationToken cancellationToken)
    {
        await Task.Delay(300, cancellationToken);
        Say(new CrashAck(CrashAckKind.Checkpoint, default, 0, await storage.Log.PublishCheckpointAsync(signer, cancellationToken)));
    }

    /// <summary>Goes on when an act throws, as a host does: the database server may be away for a while.</summary>
    private async Task LoopAsync(Func<CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await turn(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Say(new CrashAck(CrashAckKind.Failed, default, 0, $"{e.GetType().Name}: {e.Message}"));
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    private bool Refused<T>(Outcome<T> outcome, out T? value)
    {
        if (outcome.TryGet(out value, out Refusal? refusal))
        {
            return false;
        }

        Say(new CrashAck(CrashAckKind.Refused, default, 0, refusal.Code.Value));
        return true;
    }

    /// <summary>One write a line, so that a kill cuts at most the last one.</summary>
    private void Say(CrashAck ack)
    {
        byte[] line = Encoding.UTF8.GetBytes(ack.ToLine() + "\n");
        lock (_gate)
        {
            output.Write(line);
            output.Flush();
        }
    }
}
