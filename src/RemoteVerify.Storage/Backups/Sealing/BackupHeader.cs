using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Backups.Sealing;

/// <summary>
/// The beginning of a backup, the only part in clear: 8 bytes <c>RVBACKUP</c>, version (2 bytes, big endian), length (4 bytes), JSON. It holds the
/// backup's own key, wrapped (AES-256-GCM) under a key derived from the master key (HKDF-SHA256 with a salt of this backup).
/// </summary>
internal sealed record BackupHeader(Guid Id, DateTimeOffset CreatedAt, byte[] Salt, byte[] WrappedKey)
{
    public const ushort Version = 1;
    private const int LongestJson = 16 << 10;
    private const int FixedLength = 14;
    private const string Purpose = "RemoteVerify backup v1";
    private static readonly byte[] Magic = "RVBACKUP"u8.ToArray();

    /// <summary>A header with a fresh key, which the caller clears.</summary>
    public static BackupHeader Fresh(MasterKey master, DateTimeOffset now, out byte[] key)
    {
        key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        Guid id = Guid.NewGuid();
        byte[] salt = RandomNumberGenerator.GetBytes(MasterKey.Length);
        byte[] wrapping = master.DeriveAnew(Purpose, salt);
        try
        {
            return new BackupHeader(id, now, salt, Sealed.Seal(wrapping, Place(id), key));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>The backup's key; the caller clears it.</summary>
    /// <exception cref="BackupException">It is under another master key.</exception>
    public byte[] OpenKey(MasterKey master)
    {
        byte[] wrapping = master.DeriveAnew(Purpose, Salt);
        try
        {
            return Sealed.Open(wrapping, Place(Id), WrappedKey);
        }
        catch (StorageIntegrityException e)
        {
            throw new BackupException(BackupFault.OtherMasterKey, "This backup was made under another master key, or its beginning was changed. Recover the key of its time (./rv keys recover).", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>Writes it and returns the hash that binds every later byte to it.</summary>
    public byte[] Write(Stream target)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this);
        byte[] all = new byte[FixedLength + json.Length];
        Magic.CopyTo(all, 0);
        BinaryPrimitives.WriteUInt16BigEndian(all.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32BigEndian(all.AsSpan(10), json.Length);
        json.CopyTo(all, FixedLength);
        target.Write(all);
        return SHA256.HashData(all);
    }

    /// <exception cref="BackupException">It is none, of another version, or cut.</exception>
    public static BackupHeader Read(Stream source, out byte[] hash)
    {
        byte[] start = new byte[FixedLength];
        int got = source.ReadAtLeast(start, FixedLength, throwOnEndOfStream: false);
        if (got < Magic.Length || !start.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new BackupException(BackupFault.NotABackup, "This file is not a backup of this service.");
        }

        if (got < FixedLength)
        {
            throw Cut();
        }

        ushort version = BinaryPrimitives.ReadUInt16BigEndian(start.AsSpan(8));
        if (version != Version)
        {
            throw new BackupException(BackupFault.UnknownVersion, $"This backup has format version {version}; this program reads version {Version}. Restore it with the program that made it, then update.");
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(10));
        if (length is <= 0 or > LongestJson)
        {
            throw Changed(null);
        }

        byte[] all = new byte[FixedLength + length];
        start.CopyTo(all, 0);
        if (source.ReadAtLeast(all.AsSpan(FixedLength), length, throwOnEndOfStream: false) < length)
        {
            throw Cut();
        }

        hash = SHA256.HashData(all);
        try
        {
            return JsonSerializer.Deserialize<BackupHeader>(all.AsSpan(FixedLength)) is { Salt: not null, WrappedKey: not null } header ? header : throw Changed(null);
        }
        catch (JsonException e)
        {
            throw Changed(e);
        }
    }

    public override string ToString() => $"backup {Id:D}";

    private static BackupException Cut() => new(BackupFault.Truncated, "This backup ends within its first bytes.");

    private static BackupException Changed(Exception? cause) => new(BackupFault.Changed, "The beginning of this backup was changed.", cause);

    private static string Place(Guid id) => $"backup/{id:D}/key";
}
