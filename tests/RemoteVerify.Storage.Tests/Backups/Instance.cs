using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;
using RemoteVerify.Storage.Tests.Stores;
using RemoteVerify.TestKit;

namespace RemoteVerify.Storage.Tests.Backups;

/// <summary>An instance with something in every kind of table that holds keys, numbers or law, written through the stores.</summary>
internal sealed class Instance(RelationalStorage storage, FakeClock clock)
{
    public const string Number = "001099000022";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId[] Tenants = [new("alpha"), new("beta")];

    public List<(TenantId Tenant, CaseId Case, BlobId Blob, byte[] Content)> Blobs { get; } = [];

    public List<PublishedDocument> Results { get; } = [];

    public Guid Upload { get; private set; }

    public byte[] Handle { get; private set; } = [];

    public byte[] AnswerTag { get; private set; } = [];

    /// <summary>Cases, numbers, results, webhooks, secrets, an upload, a kept answer, a fingerprint, a checkpoint.</summary>
    public async Task FillAsync(int cases)
    {
        using SoftwareKey log = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        await InUnitAsync(u => u.Secrets.PutAsync("log-signing-key", log.ExportPkcs8(), None));
        await InUnitAsync(u => u.Secrets.PutAsync("other-secret", new byte[] { 5, 6, 7 }, None));
        foreach (TenantId tenant in Tenants)
        {
            for (int i = 0; i < cases; i++)
            {
                await ActAsync(tenant);
            }

            await AddEndpointAsync(tenant);
        }

        await InUnitAsync(u =>
        {
            u.CaptureFingerprints.Add(Tenants[0], Number, new byte[] { 1, 2, 3 }, clock.GetUtcNow());
            return Task.CompletedTask;
        });
        await InUnitAsync(async u => Handle = (await u.PersonHandles.HandleAsync(Tenants[0], Number, None)).ToArray());
        Upload upload = (await storage.Uploads.CreateAsync(new UploadOwner("alpha", "portal"), 3, "application/pdf", null, TimeSpan.FromDays(1), new UploadQuota(5, 1 << 20), None))!;
        Assert.True(await storage.Uploads.AppendAsync(new UploadOwner("alpha", "portal"), upload.Id, 0, new byte[] { 7, 8, 9 }, None));
        Upload = upload.Id;
        AnswerTag = storage.Answers.TagOf("portal", "key-1");
        var begun = Assert.IsType<KeyState.Begun>(await storage.Answers.BeginAsync(AnswerTag, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), None));
        await storage.Answers.FinishAsync(AnswerTag, begun.Lease, [1], new KeptAnswer(200, new Dictionary<string, string>(), [], [4, 2]), None);
        await storage.Log.PublishCheckpointAsync(new CheckpointSigner("log.example/log", "log.example", log), None);
    }

    /// <summary>A case with a number in a book, a blob, a result and events, each with its leaf of the log.</summary>
    public async Task ActAsync(TenantId? of = null)
    {
        TenantId tenant = of ?? Tenants[0];
        DateTimeOffset now = clock.GetUtcNow();
        CaseId id = CaseId.New(now);
        byte[] content = RandomNumberGenerator.GetBytes(300);
        BlobId blob = default;
        PublishedDocument? result = null;
        await InUnitAsync(async u =>
        {
            await u.Cases.AddAsync(NewCase(tenant, id, now), now, None);
            await u.Registers.ReserveAsync(new ReservationOrder(RegisterBook.At(tenant, "SCT/BS", now), id, "result", RegisterText.Of("t", "Mẫu"), "o", now), None);
            blob = await u.Blobs.PutAsync(tenant, id, DataClass.Dossier, content, None);
            await u.Blobs.PutAsync(tenant, id, DataClass.Capture, content, None);
            await u.Published.AddAsync(result = Result(tenant, id, blob, now), None);
            u.Outbox.Add(new DomainEvent("result.issued", tenant, id, null, now));
            u.Audit.Append(new AuditEntry(tenant, id, now, ActorRole.Officer, "o", "result.issue", "done", new Dictionary<string, string> { ["a"] = "1" }));
        });
        lock (Blobs)
        {
            Blobs.Add((tenant, id, blob, content));
            Results.Add(result!);
        }
    }

    /// <summary>Everything that the stores give back, read as another process would.</summary>
    public async Task RequireReadableAsync(RelationalStorage copy, int known, IReadOnlySet<CaseId>? except = null)
    {
        await using IUnitOfWork unit = await copy.BeginAsync(None);
        foreach ((TenantId tenant, CaseId id, BlobId blob, byte[] content) in Blobs.Take(known).Where(b => except?.Contains(b.Case) != true))
        {
            Assert.Equal("Hợp đồng của Nguyễn Văn Mẫu", (await unit.Cases.FindAsync(tenant, id, None))!.File.Title);
            Assert.Equal(content, (await unit.Blobs.GetAsync(id, blob, None))!.Value.ToArray());
        }

        Assert.Equal(
            Results.Take(known).Where(r => r.Tenant == Tenants[0]).Select(r => r.Id.Value).Order(),
            (await unit.Published.ListByOwnerAsync(Tenants[0], Number, null, None)).Select(r => r.Id.Value).Order());
        Assert.Equal(Handle, (await unit.PersonHandles.HandleAsync(Tenants[0], Number, None)).ToArray());
        Assert.Equal([5, 6, 7], await unit.Secrets.FindAsync("other-secret", None));
        Assert.Equal([1, 2, 3], (await unit.CaptureFingerprints.ListAsync(Tenants[0], Number, clock.GetUtcNow(), None))[0].ToArray());
        Assert.All(await unit.Webhooks.ListAsync(null, null, None), e => Assert.Equal("https://portal.example/hook", e.Address.ToString()));
        Assert.Equal(AnswerTag, copy.Answers.TagOf("portal", "key-1"));
        Assert.Equal([4, 2], Assert.IsType<KeyState.Answered>(await copy.Answers.BeginAsync(AnswerTag, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), None)).Answer.Body);
        Assert.Equal(3, (await copy.Uploads.FindAsync(new UploadOwner("alpha", "portal"), Upload, None))!.Offset);
    }

    /// <summary>Every row of every table as text, in order.</summary>
    public static async Task<string> DumpAsync(RelationalStorage storage)
    {
        await using StorageContext context = storage.CreateDbContext();
        List<string> lines = [];
        foreach (var type in context.Model.GetEntityTypes().OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(type.ClrType).Invoke(context, null)!;
            List<string> table = [];
            foreach (object row in await rows.AsNoTracking().ToListAsync())
            {
                table.Add($"{type.GetTableName()}|" + string.Join('|', type.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => Text(p.PropertyInfo!.GetValue(row)))));
            }

            lines.AddRange(table.Order(StringComparer.Ordinal).Prepend($"# {type.GetTableName()} {table.Count}"));
        }

        return string.Join('\n', lines);
    }

    public async Task InUnitAsync(Func<IUnitOfWork, Task> act)
    {
        await using IUnitOfWork unit = await storage.BeginAsync(None);
        await act(unit);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }

    private static string Text(object? value) => value switch
    {
        null => "-",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!.ReplaceLineEndings("/"),
    };

    private Task AddEndpointAsync(TenantId tenant) => InUnitAsync(u => u.Webhooks.AddAsync(
        new WebhookEndpoint(
            WebhookId.New(clock.GetUtcNow()), tenant, "portal", new Uri("https://portal.example/hook"), [], null, WebhookState.Active, clock.GetUtcNow(),
            [new WebhookSecret(WebhookSignature.NewSecret(), clock.GetUtcNow(), null)], clock.GetUtcNow(), 1),
        None));

    private static PublishedDocument Result(TenantId tenant, CaseId id, BlobId blob, DateTimeOffset now) => new(
        PublishedId.New(now), tenant, id, PublishedKind.Result, Sha256Digest.Of(RandomNumberGenerator.GetBytes(8)), "code", Sha256Digest.Of(RandomNumberGenerator.GetBytes(8)), blob,
        "Giấy của Nguyễn Văn Mẫu", "Cơ quan", true, null, now, null)
    {
        Type = "kind",
        Owners = [new ResultOwner(Number, "Nguyễn Văn Mẫu")],
        Validity = new ValidityPeriod(now, now.AddMonths(6)),
    };

    private static DraftCase NewCase(TenantId tenant, CaseId id, DateTimeOffset now) => new(new CaseFile(
        id, tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hợp đồng của Nguyễn Văn Mẫu", "portal", now, [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", Number, "party")], 1));
}
