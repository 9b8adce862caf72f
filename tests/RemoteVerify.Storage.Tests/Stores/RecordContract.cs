using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Certificates, published documents, tokens, secrets, what is used once, and fingerprints on every database.</summary>
public abstract class RecordContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Certificates_RevokedOnce()
    {
        var issued = new IssuedCertificate("0a", Sha256Digest.Of("k"u8), new byte[] { 1, 2 }, Tenant, null, "officer", null, Clock.GetUtcNow(), null, null);
        await InUnitAsync(u => u.Certificates.AddAsync(issued, None));

        bool first = false;
        bool second = true;
        await InUnitAsync(async u => first = await u.Certificates.RevokeAsync("0a", Clock.GetUtcNow(), 1, None));
        await InUnitAsync(async u => second = await u.Certificates.RevokeAsync("0a", Clock.GetUtcNow(), 1, None));

        Assert.True(first);
        Assert.False(second);
        IssuedCertificate found = Assert.Single(await ReadAsync(u => u.Certificates.ListRevokedAsync(None)));
        Assert.Equal(1, found.RevocationReason);
        Assert.Equal(new byte[] { 1, 2 }, found.Certificate.ToArray());
    }

    [SkippableFact]
    public async Task Tokens_UsedByTwoAtOnce_OneConflicts()
    {
        Sha256Digest hash = Sha256Digest.Of("token"u8);
        await InUnitAsync(u => u.Tokens.AddAsync(
            new AccessToken(hash, AccessTokenKind.CitizenLink, Tenant, CaseId.New(Clock.GetUtcNow()), new ParticipantId("p1"), Clock.GetUtcNow().AddHours(1), null), None));
        await using IUnitOfWork a = await Storage.BeginAsync(None);
        await using IUnitOfWork b = await Storage.BeginAsync(None);
        Assert.Null((await a.Tokens.FindAsync(hash, None))!.UsedAt);
        Assert.Null((await b.Tokens.FindAsync(hash, None))!.UsedAt);
        await a.Tokens.UseAsync(hash, Clock.GetUtcNow(), None);
        await b.Tokens.UseAsync(hash, Clock.GetUtcNow(), None);

        Assert.Equal(CommitResult.Committed, await a.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await b.CommitAsync(None));
    }

    [SkippableFact]
    public async Task Secrets_ReplacedByName()
    {
        await InUnitAsync(u => u.Secrets.PutAsync("hierarchy", new byte[] { 1 }, None));
        await InUnitAsync(u => u.Secrets.PutAsync("hierarchy", new byte[] { 2, 3 }, None));

        Assert.Equal([2, 3], (await ReadAsync(u => u.Secrets.FindAsync("hierarchy", None)))!);
        Assert.Null(await ReadAsync(u => u.Secrets.FindAsync("none", None)));
    }

    [SkippableFact]
    public async Task Certificates_OfACase_LoseTheirBytesButNotTheirStatusWithTheKey()
    {
        CaseId id = NewCaseId();
        var issued = new IssuedCertificate("0b", Sha256Digest.Of("k"u8), new byte[] { 1, 2 }, Tenant, id, "p1", Sha256Digest.Of("d"u8), Clock.GetUtcNow(), null, null);
        await InUnitAsync(u => u.Certificates.AddAsync(issued, None));
        IssuedCertificate found = (await ReadAsync(u => u.Certificates.FindAsync("0b", None)))!;
        Assert.Equal((issued.SubjectKeySha256, issued.BoundDocumentSha256, issued.CaseId, 2), (found.SubjectKeySha256, found.BoundDocumentSha256, found.CaseId, found.Certificate.Length));

        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(id, DataClass.Dossier, None));

        found = (await ReadAsync(u => u.Certificates.FindAsync("0b", None)))!;
        Assert.True(found.Certificate.IsEmpty);
        Assert.Equal(issued.IssuedAt, found.IssuedAt);
        Assert.Null(await ReadAsync(u => u.Certificates.FindAsync("0c", None)));
    }

    [SkippableFact]
    public async Task Certificates_RevokedByTwoAtOnce_OneConflicts()
    {
        await InUnitAsync(u => u.Certificates.AddAsync(
            new IssuedCertificate("0d", Sha256Digest.Of("k"u8), new byte[] { 1 }, Tenant, null, "o", null, Clock.GetUtcNow(), null, null), None));
        await using IUnitOfWork a = await Storage.BeginAsync(None);
        await using IUnitOfWork b = await Storage.BeginAsync(None);
        Assert.True(await a.Certificates.RevokeAsync("0d", Clock.GetUtcNow(), 1, None));
        Assert.True(await b.Certificates.RevokeAsync("0d", Clock.GetUtcNow(), 4, None));

        Assert.Equal(CommitResult.Committed, await a.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await b.CommitAsync(None));
        Assert.Equal(1, (await ReadAsync(u => u.Certificates.FindAsync("0d", None)))!.RevocationReason);
    }

    [SkippableFact]
    public async Task Published_FoundByIdCodeHashAndCase()
    {
        CaseId id = NewCaseId();
        PublishedDocument result = Published(id, "code-1", PublishedKind.Result, null);
        PublishedDocument copy = Published(id, "code-2", PublishedKind.CertifiedCopy, result.Id);
        await InUnitAsync(u => u.Published.AddAsync(result, None));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await InUnitAsync(u => u.Published.AddAsync(copy with { Id = PublishedId.New(Clock.GetUtcNow()) }, None));

        AssertSame(result, await ReadAsync(u => u.Published.FindAsync(result.Id, None)));
        AssertSame(result, await ReadAsync(u => u.Published.FindByCodeAsync(Sha256Digest.Of("code-1"u8), None)));
        AssertSame(result, await ReadAsync(u => u.Published.FindByHashAsync(Sha256Digest.Of("pdf of code-1"u8), None)));
        Assert.Equal(["code-1", "code-2"], (await ReadAsync(u => u.Published.ListAsync(id, None))).Select(p => p.Code));
        Assert.Null(await ReadAsync(u => u.Published.FindByCodeAsync(Sha256Digest.Of("code-3"u8), None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Published.AddAsync(Published(id, "code-1", PublishedKind.Result, null), None)));
    }

    [SkippableFact]
    public async Task UsedOnce_Twice_TheSecondConflicts()
    {
        Assert.Equal(CommitResult.Committed, await UseAsync("assertion", "a"));
        Assert.Equal(CommitResult.VersionConflict, await UseAsync("assertion", "a"));
        Assert.Equal(CommitResult.Committed, await UseAsync("nonce", "a"));

        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => UseAsync("assertion", "b"))));
        Assert.Single(results, CommitResult.Committed);
    }

    [SkippableFact]
    public async Task CaptureFingerprints_OfOnePersonAndTenant_NewestFirstUntilForgotten()
    {
        DateTimeOffset start = Clock.GetUtcNow();
        await InUnitAsync(u =>
        {
            u.CaptureFingerprints.Add(Tenant, "001", new byte[] { 1 }, start);
            u.CaptureFingerprints.Add(Tenant, "001", new byte[] { 2 }, start.AddDays(1));
            u.CaptureFingerprints.Add(Tenant, "002", new byte[] { 3 }, start);
            u.CaptureFingerprints.Add(new TenantId("other"), "001", new byte[] { 4 }, start);
            return Task.CompletedTask;
        });

        Assert.Equal([2, 1], await FingerprintsAsync(start.AddDays(1)));
        Assert.Equal([2], await FingerprintsAsync(start + ICaptureFingerprintStore.Kept + TimeSpan.FromHours(1)));
        Assert.Empty(await FingerprintsAsync(start + ICaptureFingerprintStore.Kept + TimeSpan.FromDays(2)));
    }

    private Task<CommitResult> UseAsync(string purpose, string value) => InUnitAsync(u =>
    {
        u.UsedOnce.Add(purpose, value, Clock.GetUtcNow().AddHours(1));
        return Task.CompletedTask;
    });

    private async Task<IEnumerable<int>> FingerprintsAsync(DateTimeOffset now) =>
        (await ReadAsync(u => u.CaptureFingerprints.ListAsync(Tenant, "001", now, None))).Select(f => (int)f.Span[0]);

    private PublishedDocument Published(CaseId id, string code, PublishedKind kind, PublishedId? original) => new(
        PublishedId.New(Clock.GetUtcNow()), Tenant, id, kind, Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(code)), code,
        Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes("pdf of " + code)), BlobId.New(Clock.GetUtcNow()), "Bản sao của Nguyễn Văn Mẫu", "Văn phòng", true, original,
        Clock.GetUtcNow(), null);

    /// <summary>Records with lists are compared by what they hold.</summary>
    private static void AssertSame(PublishedDocument expected, PublishedDocument? found) =>
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(expected), System.Text.Json.JsonSerializer.Serialize(found));
}

public sealed class SqliteRecordTests : RecordContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresRecordTests : RecordContract<PostgresDatabase>;
