using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Whose upload it is; nobody else sees it.</summary>
/// <param name="Owner">Role and opaque id; for a citizen with the case.</param>
public sealed record UploadOwner(string Tenant, string Owner);

/// <summary>How much may be on its way.</summary>
/// <param name="OwnerUploads">Uploads of one owner at once.</param>
/// <param name="TenantBytes">Announced bytes of one tenant together.</param>
public sealed record UploadQuota(int OwnerUploads, long TenantBytes);

/// <summary>A file on its way, or whole.</summary>
/// <param name="Length">Bytes that were announced.</param>
/// <param name="Offset">Bytes that are here.</param>
/// <param name="MediaType">What the client says it is; its bytes are judged by who takes it.</param>
/// <param name="DeclaredSha256">Lower-case hexadecimal, or null.</param>
/// <param name="Sha256">Of all bytes, once they are here; null before.</param>
public sealed record Upload(Guid Id, long Length, long Offset, string MediaType, string? DeclaredSha256, string? Sha256, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"Upload {Id:D} {Offset}/{Length}";
}

/// <summary>Files that come in pieces over bad lines: each piece is encrypted under a key of the upload and counts once it is committed, on any node.</summary>
public sealed class UploadStore
{
    /// <summary>Largest piece that is kept as one, in bytes.</summary>
    public const int PieceBytes = 256 << 10;

    /// <summary>Most pieces of one upload, however small.</summary>
    public const int MaximumPieces = 20_000;

    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly MasterKey _master;
    private readonly TimeProvider _clock;

    internal UploadStore(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, MasterKey master, TimeProvider clock) =>
        (_contexts, _rules, _master, _clock) = (contexts, rules, master, clock);

    private sealed record Description(string MediaType, string? Declared, string? Sha256);

    /// <summary>A new upload; null when the owner or the tenant has too much on its way.</summary>
    public async Task<Upload?> CreateAsync(
        UploadOwner owner, long length, string mediaType, string? declaredSha256, TimeSpan kept, UploadQuota quota, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await _rules.BeginExclusiveAsync(context, cancellationToken);
        DateTimeOffset now = _clock.GetUtcNow();
        long at = Time.Write(now);
        IQueryable<UploadRow> living = context.Uploads.AsNoTracking().Where(u => u.Tenant == owner.Tenant && u.ExpiresAt > at);
        if (await living.CountAsync(u => u.Owner == owner.Owner, cancellationToken) >= quota.OwnerUploads
            || await living.SumAsync(u => u.Length, cancellationToken) + length > quota.TenantBytes)
        {
            return null;
        }

        Guid id = Guid.CreateVersion7(now);
        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        context.Uploads.Add(new UploadRow
        {
            Id = id,
            Tenant = owner.Tenant,
            Owner = owner.Owner,
            Length = length,
            WrappedKey = Sealed.Seal(_master.Bytes, $"upload/{id:D}/key", key),
            Description = Seal(id, key, new Description(mediaType, declaredSha256, null)),
            ExpiresAt = Time.Write(now + kept),
        });
        CryptographicOperations.ZeroMemory(key);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Upload(id, length, 0, mediaType, declaredSha256, null, Time.Read(Time.Write(now + kept)));
    }

    /// <summary>The upload, or null when it is not this owner's, ended or has run out.</summary>
    public async Task<Upload?> FindAsync(UploadOwner owner, Guid id, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await RowAsync(context, owner, id, cancellationToken) is { } row ? Read(row) : null;
    }

    /// <summary>Adds a piece where the last one ended; false when it is not wanted there (any more).</summary>
    public async Task<bool> AppendAsync(UploadOwner owner, Guid id, long offset, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await RowAsync(context, owner, id, cancellationToken) is not { } row || row.Offset != offset || offset + piece.Length > row.Length || row.Pieces >= MaximumPieces)
        {
            return false;
        }

        byte[] key = KeyOf(row);
        context.UploadPieces.Add(new UploadPieceRow { Upload = id, Offset = offset, Length = piece.Length, Data = Sealed.Seal(key, Place(id, offset), piece.Span) });
        CryptographicOperations.ZeroMemory(key);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Uploads.Where(u => u.Id == id && u.Offset == offset).ExecuteUpdateAsync(
            u => u.SetProperty(r => r.Offset, offset + piece.Length).SetProperty(r => r.Pieces, r => r.Pieces + 1), cancellationToken) != 1)
        {
            return false;
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>After the last piece: compares the hash. A file that is not what was announced is destroyed.</summary>
    /// <returns>The whole upload; null when its hash is another one.</returns>
    public async Task<Upload?> CompleteAsync(UploadOwner owner, Guid id, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await RowAsync(context, owner, id, cancellationToken) is not { } row || row.Offset != row.Length)
        {
            return null;
        }

        if (row.IsComplete)
        {
            return Read(row);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (byte[] piece in PiecesAsync(context, row, cancellationToken))
        {
            hash.AppendData(piece);
        }

        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        byte[] key = KeyOf(row);
        Description described = Open(row, key);
        if (described.Declared is { } declared && declared != actual)
        {
            await DeleteAsync(owner, id, cancellationToken);
            return null;
        }

        byte[] box = Seal(id, key, described with { Sha256 = actual });
        CryptographicOperations.ZeroMemory(key);
        await context.Uploads.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(r => r.Description, box).SetProperty(r => r.IsComplete, true), cancellationToken);
        return Read(row) with { Sha256 = actual };
    }

    /// <summary>The bytes of a whole upload, piece by piece.</summary>
    public async IAsyncEnumerable<byte[]> ReadAsync(UploadOwner owner, Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await RowAsync(context, owner, id, cancellationToken) is { IsComplete: true } row)
        {
            await foreach (byte[] piece in PiecesAsync(context, row, cancellationToken))
            {
                yield return piece;
            }
        }
    }

    /// <summary>Destroys the upload with its key; false when there is none.</summary>
    public async Task<bool> DeleteAsync(UploadOwner owner, Guid id, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        bool found = await context.Uploads.Where(u => u.Id == id && u.Tenant == owner.Tenant && u.Owner == owner.Owner).ExecuteDeleteAsync(cancellationToken) == 1;
        if (found)
        {
            await context.UploadPieces.Where(p => p.Upload == id).ExecuteDeleteAsync(cancellationToken);
        }

        return found;
    }

    /// <summary>Destroys what has run out, and pieces that came in while their upload ended.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        int ended = await context.Uploads.Where(u => u.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        await context.UploadPieces.Where(p => !context.Uploads.Any(u => u.Id == p.Upload)).ExecuteDeleteAsync(cancellationToken);
        return ended;
    }

    private async IAsyncEnumerable<byte[]> PiecesAsync(StorageContext context, UploadRow row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] key = KeyOf(row);
        long offset = 0;
        while (offset < row.Length)
        {
            long at = offset;
            UploadPieceRow piece = await context.UploadPieces.AsNoTracking().FirstOrDefaultAsync(p => p.Upload == row.Id && p.Offset == at, cancellationToken)
                ?? throw new StorageIntegrityException($"A piece of upload {row.Id:D} is missing.");
            byte[] data = Sealed.Open(key, Place(row.Id, at), piece.Data);
            offset += data.Length;
            yield return data;
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private async Task<UploadRow?> RowAsync(StorageContext context, UploadOwner owner, Guid id, CancellationToken cancellationToken)
    {
        long now = Time.Write(_clock.GetUtcNow());
        return await context.Uploads.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Tenant == owner.Tenant && u.Owner == owner.Owner && u.ExpiresAt > now, cancellationToken);
    }

    private Upload Read(UploadRow row)
    {
        byte[] key = KeyOf(row);
        Description described = Open(row, key);
        CryptographicOperations.ZeroMemory(key);
        return new Upload(row.Id, row.Length, row.Offset, described.MediaType, described.Declared, described.Sha256, Time.Read(row.ExpiresAt));
    }

    private byte[] KeyOf(UploadRow row) => Sealed.Open(_master.Bytes, $"upload/{row.Id:D}/key", row.WrappedKey);

    private static byte[] Seal(Guid id, byte[] key, Description description) =>
        Sealed.Seal(key, $"upload/{id:D}/description", JsonSerializer.SerializeToUtf8Bytes(description, StoredJson.Options));

    private static Description Open(UploadRow row, byte[] key) =>
        JsonSerializer.Deserialize<Description>(Sealed.Open(key, $"upload/{row.Id:D}/description", row.Description), StoredJson.Options)!;

    private static string Place(Guid id, long offset) => $"upload/{id:D}/piece/{offset}";
}
