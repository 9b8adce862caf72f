using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The stores of results and of sharing on every database.</summary>
public abstract class RepositoryContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Number = "001099000022";
    private const string Name = "Nguyễn Văn Mẫu";

    private DateTimeOffset Now => Clock.GetUtcNow();

    [SkippableFact]
    public async Task Published_WithEveryMember_ComesBackAsItWas()
    {
        PublishedDocument added = Document() with
        {
            Replacement = new Replacement(PublishedId.New(Now), Now, "mới"),
            WithdrawnAt = Now,
            RevocationReason = "giả",
            Earlier = [new EarlierBytes(Sha256Digest.Of("old"u8), BlobId.New(Now), Now)],
            RenewAt = Now.AddYears(9),
        };
        await InUnitAsync(u => u.Published.AddAsync(added, None));

        PublishedDocument found = (await ReadAsync(u => u.Published.FindAsync(added.Id, None)))!;
        Assert.Equal(added with { Owners = found.Owners, Earlier = found.Earlier }, found);
        Assert.Equal(added.Owners, found.Owners);
        Assert.Equal(added.Earlier, found.Earlier);
        Assert.Equal(added.Id, (await ReadAsync(u => u.Published.FindByCodeAsync(added.CodeSha256, None)))!.Id);
    }

    [SkippableFact]
    public async Task Published_ByOwner_OfTheTenantAndTypeOnlyAndNewestFirst()
    {
        PublishedDocument first = Document();
        Clock.Advance(TimeSpan.FromSeconds(1));
        PublishedDocument second = Document("other");
        PublishedDocument copy = Document() with { Kind = PublishedKind.CertifiedCopy };
        PublishedDocument foreign = Document() with { Tenant = new TenantId("other") };
        PublishedDocument ofAnother = Document() with { Owners = [new ResultOwner("001099000033", "B")] };
        await InUnitAsync(async u =>
        {
            foreach (PublishedDocument d in new[] { first, second, copy, foreign, ofAnother })
            {
                await u.Published.AddAsync(d, None);
            }
        });

        async Task<PublishedId[]> ListAsync(string number, string? type) => [.. (await ReadAsync(u => u.Published.ListByOwnerAsync(Tenant, number, type, None))).Select(d => d.Id)];
        Assert.Equal([second.Id, first.Id], await ListAsync(Number, null));
        Assert.Equal([first.Id], await ListAsync(Number, "kind"));
        Assert.Equal([ofAnother.Id], await ListAsync("001099000033", null));
        Assert.Empty(await ListAsync("001099000044", null));
    }

    [SkippableFact]
    public async Task Published_Renewed_IsFoundByEveryHashAndChangedOnceOnly()
    {
        PublishedDocument added = Document();
        await InUnitAsync(u => u.Published.AddAsync(added, None));
        PublishedDocument renewed = added with { Sha256 = Sha256Digest.Of("new"u8), Earlier = [new EarlierBytes(added.Sha256, added.Blob, Now)], RenewAt = Now.AddYears(1), Version = 2 };

        Assert.Equal([added.Id], await ReadAsync(u => u.Published.ListDueAsync(Tenant, Now, 10, None)));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Published.UpdateAsync(renewed, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Published.UpdateAsync(renewed with { Sha256 = Sha256Digest.Of("third"u8) }, None)));
        Assert.Empty(await ReadAsync(u => u.Published.ListDueAsync(Tenant, Now, 10, None)));
        Assert.Equal([added.Id], await ReadAsync(u => u.Published.ListDueAsync(Tenant, Now.AddYears(1), 10, None)));
        foreach (Sha256Digest hash in new[] { added.Sha256, renewed.Sha256 })
        {
            PublishedDocument found = (await ReadAsync(u => u.Published.FindByHashAsync(hash, None)))!;
            Assert.Equal((added.Id, renewed.Sha256), (found.Id, found.Sha256));
        }

        Assert.Null(await ReadAsync(u => u.Published.FindByHashAsync(Sha256Digest.Of("third"u8), None)));
    }

    [SkippableFact]
    public async Task Database_AfterWritingEverything_HoldsNoNumberNameOrToken()
    {
        PublishedDocument document = Document();
        Share share = NewShare(document.Id);
        await WriteAllAsync(document, share);
        string everything = await Database.EverythingAsync();

        Assert.Contains(document.Sha256.Hex, everything, StringComparison.Ordinal);
        foreach (string secret in new[] { Number, Name, "12/UBND", "Mở tài khoản", "share-token", "link-token" })
        {
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)), everything, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task SharesRequestsImportsAndActs_ComeBackAndChangeOnce()
    {
        PublishedDocument document = Document();
        Share share = NewShare(document.Id);
        (ShareRequest request, ResultImport import, RelatedAct act) = await WriteAllAsync(document, share);

        Assert.Equal(share.Id, (await ReadAsync(u => u.Shares.FindByTokenAsync(share.TokenSha256!.Value, None)))!.Id);
        Assert.Equal(share.Id, Assert.Single(await ReadAsync(u => u.Shares.ListByOwnerAsync(Tenant, Number, None))).Id);
        Assert.Equal("bank", Assert.Single(await ReadAsync(u => u.Shares.ListUsesAsync(share.Id, None))).By);
        Assert.Equal(request.Id, Assert.Single(await ReadAsync(u => u.ShareRequests.ListOpenAsync(Tenant, Number, Now, None))).Id);
        Assert.Empty(await ReadAsync(u => u.ShareRequests.ListOpenAsync(Tenant, Number, request.ExpiresAt, None)));
        Assert.Equal(act, Assert.Single(await ReadAsync(u => u.RelatedActs.ListAsync(document.Id, None))));
        Assert.Equal(act, await ReadAsync(u => u.RelatedActs.FindByDocumentAsync(act.Document, None)));
        Assert.Equal(import.Line, (await ReadAsync(u => u.ResultImports.FindAsync(Tenant, import.Id, None)))!.Line);
        Assert.Null(await ReadAsync(u => u.ResultImports.FindAsync(new TenantId("other"), import.Id, None)));

        foreach (CommitResult expected in new[] { CommitResult.Committed, CommitResult.VersionConflict })
        {
            Assert.Equal(expected, await InUnitAsync(u => u.Shares.UpdateAsync(share with { RevokedAt = Now, Version = 2 }, None)));
            Assert.Equal(expected, await InUnitAsync(u => u.ShareRequests.UpdateAsync(request with { Answer = "declined", Version = 2 }, None)));
            Assert.Equal(expected, await InUnitAsync(u => u.ResultImports.UpdateAsync(import with { Closed = "rejected", Version = 2 }, None)));
        }

        Assert.Empty(await ReadAsync(u => u.ShareRequests.ListOpenAsync(Tenant, Number, Now, None)));
        Assert.Equal("rejected", Assert.Single(await ReadAsync(u => u.ResultImports.ListAsync(Tenant, "rejected", null, 10, None))).State);
    }

    [SkippableFact]
    public async Task PersonHandle_OfOnePersonInOneTenant_IsRandomAndStays()
    {
        async Task<string> HandleAsync(RelationalStorage storage, TenantId tenant, string number)
        {
            await using IUnitOfWork unit = await storage.BeginAsync(None);
            string handle = Convert.ToHexString((await unit.PersonHandles.HandleAsync(tenant, number, None)).Span);
            await unit.CommitAsync(None);
            return handle;
        }

        await using RelationalStorage again = Database.Reopen(Database.Key, "k1", Clock);
        await using RelationalStorage underAnother = Database.Reopen(Database.Key, "k2", Clock);
        string first = await HandleAsync(Storage, Tenant, Number);
        Assert.Equal(first, await HandleAsync(again, Tenant, Number));
        Assert.NotEqual(first, await HandleAsync(Storage, new TenantId("other"), Number));
        Assert.NotEqual(first, await HandleAsync(Storage, Tenant, "001099000033"));
        await Assert.ThrowsAsync<StorageIntegrityException>(() => HandleAsync(underAnother, Tenant, Number));
    }

    private async Task<(ShareRequest Request, ResultImport Import, RelatedAct Act)> WriteAllAsync(PublishedDocument document, Share share)
    {
        ShareRequest request = new(
            Guid.CreateVersion7(Now), Tenant, new ResultOwner(Number, Name), new ShareRecipient("bank", "bank"), ActorRole.Portal, ["kind"], ShareContent.Masked, "Mở tài khoản", Now, Now.AddMinutes(5),
            null, null, 1);
        CaseId scope = CaseId.New(Now);
        ManifestLine line = new("a.pdf", "kind", "Giấy", "12/UBND", Name, Number, new DateOnly(2020, 1, 1));
        ResultImport import = new(
            Guid.CreateVersion7(Now), Tenant, Guid.NewGuid(), scope, line, "Hà Nội", BlobId.New(Now), Sha256Digest.Of("scan"u8), new InspectedScan(1, "1.7", []), "o", Now, [], null, null, null, 1);
        RelatedAct act = new(Tenant, document.Id, PublishedId.New(Now), RelatedActKind.Correction, $"Sửa lỗi {Name}", "o", Now);
        ResultLookUp lookUp = new(Guid.CreateVersion7(Now), Tenant, scope, ActorRole.Officer, "o", Number, "kind", "check", $"vì {Name}", Now, []);
        await InUnitAsync(u => u.Published.AddAsync(document, None));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(async u =>
        {
            await u.Shares.AddAsync(share, None);
            await u.Shares.AddUseAsync(new ShareUse(share.Id, ActorRole.Portal, "bank", "bank", [document.Id], ShareContent.Masked, Now), None);
            await u.ShareRequests.AddAsync(request, None);
            await u.ResultImports.AddAsync(import, None);
            await u.RelatedActs.AddAsync(act, None);
            await u.LookUps.AddAsync(lookUp, None);
            await u.DownloadLinks.AddAsync(new DownloadLink(Sha256Digest.Of("link-token"u8), document.Id, Tenant, Now.AddMinutes(2), null), None);
        }));
        return (request, import, act);
    }

    private PublishedDocument Document(string type = "kind") => new(
        PublishedId.New(Now), Tenant, CaseId.New(Now), PublishedKind.Result, Sha256Digest.Of(RandomNumberGenerator.GetBytes(8)), "code", Sha256Digest.Of(RandomNumberGenerator.GetBytes(8)), BlobId.New(Now),
        $"Giấy của {Name}", "Cơ quan", true, null, Now, null)
    {
        Type = type,
        Number = "12/UBND",
        Owners = [new ResultOwner(Number, Name)],
        Validity = new ValidityPeriod(Now, Now.AddMonths(6)),
        Provenance = ResultProvenance.Digitised,
    };

    private Share NewShare(PublishedId result) => new(
        ShareId.New(Now), Tenant, new ResultOwner(Number, Name), ShareRecipient.Bearer, Sha256Digest.Of("share-token"u8), new ShareScope([result], [], ShareContent.Masked), "Mở tài khoản", "text/1", CaseId.New(Now),
        Now, Now.AddDays(1), null, 1);
}

public sealed class SqliteRepositoryTests : RepositoryContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresRepositoryTests : RepositoryContract<PostgresDatabase>;
