using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Uploads in pieces on every database.</summary>
public abstract class UploadContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly UploadOwner Owner = new("tenant", "Portal/portal/");
    private static readonly UploadQuota Quota = new(3, 100_000);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly byte[] File = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Nguyễn Văn Mẫu, 001099000022. ", 200)));

    [SkippableFact]
    public async Task Upload_InPieces_ComesBackWholeOnAnotherNode()
    {
        Upload made = await CreateAsync(Sha(File));
        Assert.True(await AppendAsync(made.Id, 0, 1000));
        await using RelationalStorage other = Database.Reopen(Database.Key, "k1", Clock);
        Assert.True(await other.Uploads.AppendAsync(Owner, made.Id, 1000, File.AsMemory(1000), None));
        Assert.Equal(File.Length, (await Storage.Uploads.FindAsync(Owner, made.Id, None))!.Offset);

        Assert.Equal(Sha(File), (await other.Uploads.CompleteAsync(Owner, made.Id, None))!.Sha256);
        Assert.Equal(File, await ReadAsync(made.Id));
        string stored = await Database.EverythingAsync();
        Assert.DoesNotContain("001099000022", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Sha(File), stored, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Piece_AtAnotherPlaceOrOverTheEnd_IsNotKept()
    {
        Upload made = await CreateAsync(null);
        Assert.True(await AppendAsync(made.Id, 0, 1000));
        Assert.False(await AppendAsync(made.Id, 0, 1000));
        Assert.False(await AppendAsync(made.Id, 2000, 10));
        Assert.False(await Storage.Uploads.AppendAsync(Owner, made.Id, 1000, new byte[File.Length], None));
        Assert.Null(await Storage.Uploads.CompleteAsync(Owner, made.Id, None));
        Assert.Empty(await ReadAsync(made.Id));
        Assert.Equal(1000, (await Storage.Uploads.FindAsync(Owner, made.Id, None))!.Offset);
    }

    [SkippableFact]
    public async Task Piece_SentByManyAtOnce_IsKeptOnce()
    {
        Upload made = await CreateAsync(Sha(File));
        bool[] kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Storage.Uploads.AppendAsync(Owner, made.Id, 0, File, None))));
        Assert.Single(kept, true);
        Assert.NotNull(await Storage.Uploads.CompleteAsync(Owner, made.Id, None));
    }

    [SkippableFact]
    public async Task Upload_WithAnotherHashThanAnnounced_IsDestroyed()
    {
        Upload made = await CreateAsync(Sha("other"u8.ToArray()));
        Assert.True(await AppendAsync(made.Id, 0, File.Length));
        Assert.Null(await Storage.Uploads.CompleteAsync(Owner, made.Id, None));
        Assert.Null(await Storage.Uploads.FindAsync(Owner, made.Id, None));
    }

    [SkippableFact]
    public async Task Upload_OfSomebodyElse_IsNotThere()
    {
        Upload made = await CreateAsync(null);
        foreach (UploadOwner foreign in new[] { Owner with { Tenant = "other" }, Owner with { Owner = "Portal/portal-2/" } })
        {
            Assert.Null(await Storage.Uploads.FindAsync(foreign, made.Id, None));
            Assert.False(await Storage.Uploads.AppendAsync(foreign, made.Id, 0, File, None));
            Assert.False(await Storage.Uploads.DeleteAsync(foreign, made.Id, None));
        }

        Assert.True(await Storage.Uploads.DeleteAsync(Owner, made.Id, None));
    }

    [SkippableFact]
    public async Task Uploads_OverTheQuota_AreNotBegun()
    {
        Assert.NotNull(await CreateAsync(null));
        Assert.NotNull(await CreateAsync(null));
        Assert.Null(await Storage.Uploads.CreateAsync(Owner with { Owner = "x" }, 100_000, "application/pdf", null, Kept, Quota, None));
        Assert.NotNull(await CreateAsync(null));
        Assert.Null(await CreateAsync(null));
        Assert.NotNull(await Storage.Uploads.CreateAsync(new UploadOwner("other", "x"), 100_000, "application/pdf", null, Kept, Quota, None));
    }

    [SkippableFact]
    public async Task Upload_AfterItsTime_IsGoneWithItsPieces()
    {
        Upload made = await CreateAsync(null);
        await AppendAsync(made.Id, 0, 1000);
        Clock.Advance(Kept);
        Assert.Null(await Storage.Uploads.FindAsync(Owner, made.Id, None));
        Assert.False(await AppendAsync(made.Id, 1000, 10));
        Assert.Equal(1, await Storage.Uploads.PurgeAsync(None));
        Assert.Equal(0, await Storage.Uploads.PurgeAsync(None));
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<Upload> CreateAsync(string? sha256) => Storage.Uploads.CreateAsync(Owner, File.Length, "application/pdf", sha256, Kept, Quota, None)!;

    private Task<bool> AppendAsync(Guid id, int offset, int length) => Storage.Uploads.AppendAsync(Owner, id, offset, File.AsMemory(offset, length), None);

    private async Task<byte[]> ReadAsync(Guid id)
    {
        using MemoryStream all = new();
        await foreach (byte[] piece in Storage.Uploads.ReadAsync(Owner, id, None))
        {
            all.Write(piece);
        }

        return all.ToArray();
    }
}

public sealed class SqliteUploadTests : UploadContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresUploadTests : UploadContract<PostgresDatabase>;
