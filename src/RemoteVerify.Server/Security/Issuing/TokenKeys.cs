// RFC 7517 (JWK, JWK set); keys are EC P-256 for ES256 (RFC 7518 section 3.4).
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Security.Issuing;

/// <summary>
/// The keys of access tokens: one signs, those before it verify until the last token they signed has ended. They lie encrypted in the store, the
/// same for all nodes; a node looks again every minute, and at once when it meets a key it does not know.
/// </summary>
public sealed class TokenKeys
{
    /// <summary>A node learns of a new key within this time.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private const string Name = "token-signing-keys";
    private const string FirstName = "token-signing-key";

    /// <summary>Tokens of unknown keys cost a look into the store at most so often.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IUnitOfWorkFactory _stores;
    private readonly TimeProvider _time;
    private Ring _ring;

    private TokenKeys(IUnitOfWorkFactory stores, TimeProvider time, Ring ring) => (_stores, _time, _ring) = (stores, time, ring);

    /// <summary>The key that signs now.</summary>
    public SecurityKey Signing => _ring.Signing;

    /// <summary>When the key that signs now was made.</summary>
    public DateTimeOffset SigningSince => _ring.Keys[0].CreatedAt;

    /// <summary>Reads the keys; makes the first one, or takes over that of a database from before there were several.</summary>
    public static async Task<TokenKeys> OpenAsync(IUnitOfWorkFactory stores, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await ReadAsync(stores, time, cancellationToken) is { } kept)
        {
            return new TokenKeys(stores, time, kept);
        }

        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            StoredKey first = await unit.Secrets.FindAsync(FirstName, cancellationToken) is { } pkcs8 ? Of(pkcs8, time.GetUtcNow()) : Fresh(time.GetUtcNow());
            await unit.Secrets.PutAsync(Name, Write([first]), cancellationToken);
            await unit.CommitAsync(cancellationToken);
        }

        // Whoever was first: what stands there now is everybody's.
        Ring ring = await ReadAsync(stores, time, cancellationToken) ?? throw new InvalidDataException("The keys of access tokens could not be kept.");
        return new TokenKeys(stores, time, ring);
    }

    /// <summary>The keys that a token may be signed with at this instant.</summary>
    public IReadOnlyList<SecurityKey> Verifying()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return [.. _ring.Keys.Zip(_ring.Public).Where(pair => !(pair.First.VerifyUntil <= now)).Select(pair => (SecurityKey)pair.Second)];
    }

    /// <summary>The public keys for others, newest first.</summary>
    public IReadOnlyList<JsonWebKey> Published() => [.. Verifying().Select(key =>
    {
        JsonWebKey published = JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)key);
        (published.Use, published.Alg, published.D) = ("sig", SecurityAlgorithms.EcdsaSha256, null);
        return published;
    })];

    /// <summary>Looks again when a token names a key that is not among these.</summary>
    public async Task LookForAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (keyId is not null && _ring.Public.All(key => key.KeyId != keyId) && _time.GetUtcNow() - _ring.ReadAt > Patience)
        {
            await RefreshAsync(cancellationToken);
        }
    }

    /// <summary>Reads the keys again.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => _ring = await ReadAsync(_stores, _time, cancellationToken) ?? _ring;

    /// <summary>Makes a new key when the one that signs is at least so old; false when it is not, or another node did it.</summary>
    public async Task<bool> RotateAsync(TimeSpan minimumAge, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        if (now - SigningSince < minimumAge)
        {
            return false;
        }

        // Until a node has looked again it signs with the old key, and its last token lives on from then.
        DateTimeOffset until = now + AccessTokens.Lifetime + (2 * LookAgain);
        List<StoredKey> keys = [Fresh(now), .. _ring.Keys.Where(key => !(key.VerifyUntil <= now)).Select(key => key with { Private = null, VerifyUntil = key.VerifyUntil ?? until })];
        await using IUnitOfWork unit = await _stores.BeginAsync(cancellationToken);
        unit.UsedOnce.Add("token-key-replaced", _ring.Signing.KeyId, now.AddYears(100));
        await unit.Secrets.PutAsync(Name, Write(keys), cancellationToken);
        bool done = await unit.CommitAsync(cancellationToken) == CommitResult.Committed;
        await RefreshAsync(cancellationToken);
        return done;
    }

    private static async Task<Ring?> ReadAsync(IUnitOfWorkFactory stores, TimeProvider time, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        byte[]? stored = await unit.Secrets.FindAsync(Name, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        StoredKey[] keys = JsonSerializer.Deserialize<StoredKey[]>(stored) ?? [];
        CryptographicOperations.ZeroMemory(stored);
        return new Ring(keys, time.GetUtcNow());
    }

    private static byte[] Write(IReadOnlyList<StoredKey> keys) => JsonSerializer.SerializeToUtf8Bytes(keys);

    private static StoredKey Fresh(DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Of(key.ExportPkcs8PrivateKey(), now);
    }

    private static StoredKey Of(byte[] pkcs8, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new StoredKey(pkcs8, key.ExportSubjectPublicKeyInfo(), now, null);
    }

    /// <param name="Private">PKCS#8; null once another key signs.</param>
    /// <param name="Public">SubjectPublicKeyInfo.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="VerifyUntil">When the last token it signed has ended; null while it signs.</param>
    private sealed record StoredKey(byte[]? Private, byte[] Public, DateTimeOffset CreatedAt, DateTimeOffset? VerifyUntil)
    {
        public override string ToString() => nameof(StoredKey);
    }

    /// <summary>The keys as they were read; the newest first.</summary>
    private sealed class Ring
    {
        public Ring(IReadOnlyList<StoredKey> keys, DateTimeOffset readAt)
        {
            (Keys, ReadAt) = (keys, readAt);
            Public = [.. keys.Select(key => KeyOf(ecdsa => ecdsa.ImportSubjectPublicKeyInfo(key.Public, out _), key))];
            Signing = KeyOf(ecdsa => ecdsa.ImportPkcs8PrivateKey(keys[0].Private, out _), keys[0]);
        }

        public IReadOnlyList<StoredKey> Keys { get; }

        public IReadOnlyList<ECDsaSecurityKey> Public { get; }

        public ECDsaSecurityKey Signing { get; }

        public DateTimeOffset ReadAt { get; }

        /// <summary>The library's cache is the process's and goes by key id: it would hand out a key of another host in this process.</summary>
        private static ECDsaSecurityKey KeyOf(Action<ECDsa> import, StoredKey stored)
        {
            ECDsa key = ECDsa.Create();
            import(key);
            return new ECDsaSecurityKey(key)
            {
                KeyId = Convert.ToHexStringLower(SHA256.HashData(stored.Public).AsSpan(0, 8)),
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            };
        }
    }
}
