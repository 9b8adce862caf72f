using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The clean-up on every database: what goes, what stays, and that nothing else is touched.</summary>
public abstract class SpentContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly SpentKind[] Kinds = Enum.GetValues<SpentKind>();

    /// <summary>The tables that the clean-up may take rows from; all others must be as they were.</summary>
    private static readonly string[] Spendable = ["tokens", "download_links", "used_once", "outbox", "capture_fingerprints", "appointment_seats"];

    private readonly SpentRetention _retention = new() { Batch = 3 };

    private DateTimeOffset Now => Clock.GetUtcNow();

    [SkippableFact]
    public async Task Run_AtTheEndOfEachRetention_TakesWhatIsOlder_AndNothingElse()
    {
        // Of each kind one row that is just older than its retention allows, and one that is not.
        foreach (SpentKind kind in Kinds)
        {
            await AddAsync(kind, Now - _retention.Of(kind) - TimeSpan.FromSeconds(1), "old");
            await AddAsync(kind, Now - _retention.Of(kind) + TimeSpan.FromSeconds(1), "young");
        }

        await AddUnsentEventAsync(Now.AddYears(-3));
        await AddEvidenceAsync();
        Dictionary<string, long> before = await TablesAsync();

        SpentForgotten done = await new ForgetSpent(Storage.Spent, _retention, Clock).RunAsync(None);

        Assert.Equal(Kinds.ToDictionary(kind => kind, _ => 1), done.Removed);
        await using (StorageContext context = Storage.CreateDbContext())
        {
            Assert.Equal([Hash("Token young"), Hash("PersonCode young")], (await context.Tokens.ToListAsync()).OrderBy(t => t.Kind).Select(t => t.TokenSha256));
            Assert.Equal(Hash("DownloadLink young"), Assert.Single(await context.DownloadLinks.ToListAsync()).TokenSha256);
            Assert.Equal(Now.AddSeconds(1) - _retention.UsedOnce, Time.Read(Assert.Single(await context.UsedOnce.ToListAsync()).ExpiresAt));
            Assert.Equal([null, "SentEvent young"], (await context.Outbox.ToListAsync()).Select(o => o.Subject).Order());
            Assert.Equal(Now.AddSeconds(1) - ICaptureFingerprintStore.Kept, Time.Read(Assert.Single(await context.CaptureFingerprints.ToListAsync()).At));
            Assert.Equal("young", Assert.Single(await context.AppointmentSeats.ToListAsync()).Appointment);
        }

        Dictionary<string, long> after = await TablesAsync();
        Assert.Contains("audit_leaves", after.Keys);
        Assert.All(after.Keys.Except(Spendable), table => Assert.Equal(before[table], after[table]));
        Assert.Empty((await StorageInspection.RunAsync(Storage, None)).Findings);
    }

    [SkippableFact]
    public async Task Run_WithManyRows_GoesInBatchesAndStopsAtItsLimit()
    {
        for (int i = 0; i < 8; i++)
        {
            await AddAsync(SpentKind.UsedOnce, Now.AddDays(-10).AddSeconds(i), $"u{i}");
            await AddAsync(SpentKind.Seat, Now.AddYears(-3).AddMinutes(i / 3), $"s{i}");
        }

        var limited = new ForgetSpent(Storage.Spent, new SpentRetention { Batch = 3, MostBatches = 2 }, Clock);

        Assert.Equal("UsedOnce 6, Seat 6", (await limited.RunAsync(None)).ToString());
        Assert.Equal("UsedOnce 2, Seat 2", (await limited.RunAsync(None)).ToString());
        Assert.Equal(0, (await limited.RunAsync(None)).Total);
    }

    [SkippableFact]
    public async Task Run_ByTwoAtOnce_TakesEachRowOnce()
    {
        for (int i = 0; i < 20; i++)
        {
            await AddAsync(SpentKind.UsedOnce, Now.AddDays(-10), $"u{i}");
        }

        var act = new ForgetSpent(Storage.Spent, _retention, Clock);
        SpentForgotten[] done = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => act.RunAsync(None))));
        int left = (await act.RunAsync(None)).Total;

        Assert.Equal(20, done.Sum(d => d.Total) + left);
    }

    private static string Hash(string token) => Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(token)).Hex;

    /// <summary>One row of a kind with the time that its retention is counted from.</summary>
    private async Task AddAsync(SpentKind kind, DateTimeOffset at, string name)
    {
        Sha256Digest hash = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{kind} {name}"));
        CaseId id = NewCaseId();
        Assert.Equal(CommitResult.Committed, await InUnitAsync(async u =>
        {
            switch (kind)
            {
                case SpentKind.Token:
                    await u.Tokens.AddAsync(new AccessToken(hash, AccessTokenKind.CitizenLink, Tenant, id, new ParticipantId("p1"), at, at.AddDays(-2)), None);
                    break;
                case SpentKind.PersonCode:
                    await u.Tokens.AddAsync(new AccessToken(hash, AccessTokenKind.PersonCode, Tenant, id, new ParticipantId("p1"), at, null), None);
                    break;
                case SpentKind.DownloadLink:
                    await u.DownloadLinks.AddAsync(new DownloadLink(hash, PublishedId.New(Now), Tenant, at, at), None);
                    break;
                case SpentKind.UsedOnce:
                    u.UsedOnce.Add("p", name, at);
                    break;
                case SpentKind.SentEvent:
                    u.Outbox.Add(new DomainEvent("case.opened", Tenant, id, $"{kind} {name}", at.AddMinutes(-1)));
                    break;
                case SpentKind.CaptureFingerprint:
                    u.CaptureFingerprints.Add(Tenant, "001099000022", new byte[8], at);
                    break;
                case SpentKind.Seat:
                    u.Appointments.Take(Tenant, "one-stop", at, int.TryParse(name[1..], out int seat) ? seat : 1, id, name);
                    break;
            }
        }));
        if (kind == SpentKind.SentEvent)
        {
            await using StorageContext context = Storage.CreateDbContext();
            long sent = Time.Write(at);
            await context.Outbox.Where(o => o.Subject == $"{kind} {name}").ExecuteUpdateAsync(row => row.SetProperty(o => o.SentAt, sent));
        }
    }

    private Task AddUnsentEventAsync(DateTimeOffset at) => InUnitAsync(u =>
    {
        u.Outbox.Add(new DomainEvent("case.opened", Tenant, NewCaseId(), null, at));
        return Task.CompletedTask;
    });

    private async Task AddEvidenceAsync()
    {
        CaseId id = NewCaseId();
        await InUnitAsync(async u =>
        {
            var text = RegisterText.Of("t", "Mẫu");
            await u.Registers.ReserveAsync(new ReservationOrder(RegisterBook.At(Tenant, "SCT/BS", Now.AddYears(-5)), id, "result", text, "o", Now.AddYears(-5)), None);
            await u.Blobs.PutAsync(Tenant, id, DataClass.Dossier, new byte[10], None);
            u.Audit.Append(Entry(id, "old"));
        });
    }

    private async Task<Dictionary<string, long>> TablesAsync()
    {
        await using StorageContext context = Storage.CreateDbContext();
        Dictionary<string, long> tables = [];
        foreach (string table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            // The name is one of the model's own.
            string count = $"SELECT count(*) AS \"Value\" FROM \"{table}\"";
            tables[table] = await context.Database.SqlQueryRaw<long>(count).SingleAsync();
        }

        return tables;
    }
}

public sealed class SqliteSpentTests : SpentContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresSpentTests : SpentContract<PostgresDatabase>;
