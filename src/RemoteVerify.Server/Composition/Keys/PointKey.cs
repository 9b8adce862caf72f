using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>What a service point sealed while there was no signal.</summary>
/// <param name="Id">Random id.</param>
/// <param name="Code">Code of the case.</param>
/// <param name="Number">Personal number.</param>
/// <param name="Need">Id of the paper.</param>
/// <param name="Agreed">Version of the text to which the person said yes.</param>
/// <param name="At">When.</param>
public sealed record SealedHeader(Guid Id, string? Code, string? Number, string? Need, string? Agreed, DateTimeOffset At)
{
    /// <summary>What a new dossier was begun with; null for a paper.</summary>
    public SealedDossier? Dossier { get; init; }

    public override string ToString() => nameof(SealedHeader);
}

/// <summary>A dossier that was begun while there was no signal.</summary>
/// <param name="Slip">The eight characters on the person's paper.</param>
/// <param name="Procedure">Code of the procedure.</param>
/// <param name="Name">Full name.</param>
/// <param name="Phone">Telephone, or empty.</param>
/// <param name="Fields">Fields of the form by their ids.</param>
/// <param name="Point">Service point of the wished visit, or empty.</param>
/// <param name="Day">Its day, <c>yyyy-MM-dd</c>, or empty.</param>
public sealed record SealedDossier(string? Slip, string? Procedure, string? Name, string? Phone, IReadOnlyDictionary<string, string>? Fields, string? Point, string? Day)
{
    public override string ToString() => nameof(SealedDossier);
}

/// <summary>
/// The key to which machines of service points seal what they can't send yet, so that not even they can read it again: ephemeral ECDH on P-256 (SP 800-56A), HKDF-SHA-256, AES-256-GCM,
/// all of which browsers have. Made on first use, kept encrypted in the store.
/// </summary>
/// <param name="stores">Where the key lies.</param>
public sealed class PointKey(IUnitOfWorkFactory stores) : IDisposable
{
    /// <summary>Largest sealed item: a paper of 10 MiB and its header.</summary>
    public const int LargestItem = (10 << 20) + (16 << 10);

    private const string Name = "point-key";
    private const byte Version = 1;
    private const int PointLength = 65, NonceLength = 12, TagLength = 16, CoordinateLength = 32;
    private const int LargestHeader = 8192;
    private static readonly byte[] Info = Encoding.ASCII.GetBytes("remoteverify point 1");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly SemaphoreSlim _one = new(1);
    private ECDiffieHellman? _key;

    /// <summary>The public point, uncompressed (65 bytes), base64url: what pages give to their scripts.</summary>
    public async Task<string> PublicAsync(CancellationToken cancellationToken)
    {
        ECParameters parameters = (await KeyAsync(cancellationToken)).ExportParameters(includePrivateParameters: false);
        return Base64Url.EncodeToString([4, .. parameters.Q.X!, .. parameters.Q.Y!]);
    }

    /// <summary>Opens an item: version, ephemeral point, nonce, ciphertext with tag; inside a header in JSON with its length before it, then the file.</summary>
    /// <returns>Header and file; null for anything that was not sealed to this key, or was changed.</returns>
    public async Task<(SealedHeader Header, byte[] File)?> OpenAsync(ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        ECDiffieHellman key = await KeyAsync(cancellationToken);
        return TryOpen(key, item.Span, out SealedHeader? header, out byte[]? file) ? (header, file) : null;
    }

    public void Dispose()
    {
        _key?.Dispose();
        _one.Dispose();
    }

    private static bool TryOpen(ECDiffieHellman key, ReadOnlySpan<byte> item, [NotNullWhen(true)] out SealedHeader? header, [NotNullWhen(true)] out byte[]? file)
    {
        (header, file) = (null, null);
        const int Front = 1 + PointLength + NonceLength;
        if (item.Length is < Front + TagLength + sizeof(int) or > LargestItem || item[0] != Version || item[1] != 4)
        {
            return false;
        }

        ReadOnlySpan<byte> point = item.Slice(1, PointLength);
        byte[] plain = new byte[item.Length - Front - TagLength];
        try
        {
            using ECDiffieHellman other = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point.Slice(1, CoordinateLength).ToArray(), Y = point.Slice(1 + CoordinateLength, CoordinateLength).ToArray() },
            });
            byte[] shared = key.DeriveRawSecretAgreement(other.PublicKey);
            byte[] secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, point.ToArray(), Info);
            CryptographicOperations.ZeroMemory(shared);
            using AesGcm aes = new(secret, TagLength);
            CryptographicOperations.ZeroMemory(secret);
            aes.Decrypt(item.Slice(1 + PointLength, NonceLength), item[Front..^TagLength], item[^TagLength..], plain);
        }
        catch (CryptographicException)
        {
            // No point of the curve, or not what was sealed.
            return false;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(plain);
        if (length is <= 0 or > LargestHeader || length > plain.Length - sizeof(int))
        {
            return false;
        }

        try
        {
            header = JsonSerializer.Deserialize<SealedHeader>(plain.AsSpan(sizeof(int), length), Json);
        }
        catch (JsonException)
        {
            return false;
        }

        file = plain[(sizeof(int) + length)..];
        CryptographicOperations.ZeroMemory(plain);
        return header is not null;
    }

    private async Task<ECDiffieHellman> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_key is null)
            {
                byte[] pkcs8 = await KeyFiles.StoredKeyAsync(stores, Name, cancellationToken);
                ECDiffieHellman read = ECDiffieHellman.Create();
                read.ImportPkcs8PrivateKey(pkcs8, out _);
                CryptographicOperations.ZeroMemory(pkcs8);
                _key = read;
            }

            return _key;
        }
        finally
        {
            _one.Release();
        }
    }
}
