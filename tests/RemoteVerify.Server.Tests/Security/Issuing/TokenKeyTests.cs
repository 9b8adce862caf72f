using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Issuing;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>The keys of access tokens over a real store: replaced without a gap, on every node.</summary>
public sealed class TokenKeyTests : IAsyncLifetime
{
    private static readonly Uri Issuer = new("https://rv.example");
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ClientRegistration Portal = new("portal", ClientKind.Portal, "t", "n", "-", null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rv-keys-");
    private readonly FakeClock _clock = new();
    private SqliteStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _storage = new SqliteStorage(Path.Combine(_folder.FullName, "store.db"), new MasterKey("k", new byte[32]), _clock);
        await _storage.MigrateAsync(None);
    }

    public async Task DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Key_Replaced_VerifiesUntilItsLastTokenHasEnded()
    {
        TokenKeys keys = await TokenKeys.OpenAsync(_storage, _clock, None);
        AccessTokens tokens = new(keys, Issuer, _clock);
        string old = tokens.Issue(Portal, ["cases"]);
        Assert.False(await keys.RotateAsync(TimeSpan.FromDays(90), None));
        _clock.Advance(TimeSpan.FromDays(90));
        old = tokens.Issue(Portal, ["cases"]);
        Assert.True(await keys.RotateAsync(TimeSpan.FromDays(90), None));
        string fresh = tokens.Issue(Portal, ["cases"]);
        Assert.NotEqual(new JsonWebToken(old).Kid, new JsonWebToken(fresh).Kid);
        Assert.Equal(new[] { new JsonWebToken(fresh).Kid, new JsonWebToken(old).Kid }, keys.Published().Select(key => key.Kid));

        _clock.Advance(AccessTokens.Lifetime);
        Assert.NotNull(await tokens.ReadAsync(new JsonWebToken(old), None));
        Assert.NotNull(await tokens.ReadAsync(new JsonWebToken(fresh), None));
        _clock.Advance((2 * TokenKeys.LookAgain) + TimeSpan.FromSeconds(1));
        Assert.Equal([new JsonWebToken(fresh).Kid], keys.Published().Select(key => key.Kid));
        Assert.Null(await tokens.ReadAsync(new JsonWebToken(old), None));
    }

    [Fact]
    public async Task Key_ReplacedByAnotherNode_IsFoundWhenItsFirstTokenComes()
    {
        TokenKeys here = await TokenKeys.OpenAsync(_storage, _clock, None), there = await TokenKeys.OpenAsync(_storage, _clock, None);
        AccessTokens near = new(here, Issuer, _clock), far = new(there, Issuer, _clock);
        Assert.NotNull(await near.ReadAsync(new JsonWebToken(far.Issue(Portal, [])), None));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await there.RotateAsync(TimeSpan.Zero, None));
        Assert.NotNull(await near.ReadAsync(new JsonWebToken(far.Issue(Portal, [])), None));

        // What this node signed before it had looked is still good there.
        TokenKeys late = await TokenKeys.OpenAsync(_storage, _clock, None);
        string before = new AccessTokens(late, Issuer, _clock).Issue(Portal, []);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await there.RotateAsync(TimeSpan.Zero, None));
        Assert.NotNull(await far.ReadAsync(new JsonWebToken(before), None));
    }

    [Fact]
    public async Task Key_ReplacedByTwoNodesAtOnce_IsReplacedOnce()
    {
        TokenKeys[] nodes = [await TokenKeys.OpenAsync(_storage, _clock, None), await TokenKeys.OpenAsync(_storage, _clock, None), await TokenKeys.OpenAsync(_storage, _clock, None)];
        _clock.Advance(TimeSpan.FromDays(1));
        bool[] done = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RotateAsync(TimeSpan.FromHours(1), None))));
        Assert.Single(done, replaced => replaced);
        Assert.Equal(2, (await TokenKeys.OpenAsync(_storage, _clock, None)).Published().Count);
        Assert.All(nodes, node => Assert.Equal(nodes[0].Signing.KeyId, node.Signing.KeyId));
    }

    [Fact]
    public async Task Key_OfADatabaseFromBefore_IsTakenOver()
    {
        byte[] before = await KeyFiles.StoredKeyAsync(_storage, "token-signing-key", None);
        TokenKeys keys = await TokenKeys.OpenAsync(_storage, _clock, None);
        using System.Security.Cryptography.ECDsa known = System.Security.Cryptography.ECDsa.Create();
        known.ImportPkcs8PrivateKey(before, out _);
        string id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(known.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
        Assert.Equal(id, keys.Signing.KeyId);
    }

    [Fact]
    public async Task PublishedKeys_HaveNoPrivatePart()
    {
        TokenKeys keys = await TokenKeys.OpenAsync(_storage, _clock, None);
        Assert.All(keys.Published(), key => Assert.True(key.D is null && key.Kty == "EC" && key.X.Length == 43));
        await using IUnitOfWork unit = await _storage.BeginAsync(None);
        using JsonDocument stored = JsonDocument.Parse((await unit.Secrets.FindAsync("token-signing-keys", None))!);
        Assert.Single(stored.RootElement.EnumerateArray());
    }
}
