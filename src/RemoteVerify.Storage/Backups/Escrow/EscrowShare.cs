using System.Security.Cryptography;

namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>One share of a master key, as its holder keeps it.</summary>
/// <param name="Set">4 random bytes that all shares of one escrow have, hexadecimal.</param>
/// <param name="Threshold">Shares that are needed.</param>
/// <param name="Number">1 to <paramref name="Shares"/>.</param>
/// <param name="Shares">Shares that were made.</param>
/// <param name="Value">Its part of key and check value, <see cref="ValueLength"/> bytes: secret.</param>
public sealed record EscrowShare(string Set, int Threshold, int Number, int Shares, byte[] Value)
{
    /// <summary>A key of 32 bytes and a check value of 4, shared together.</summary>
    public const int ValueLength = 36;

    /// <summary>Version, set, threshold, number, shares, value, check of the share.</summary>
    internal const int EncodedLength = 1 + 4 + 3 + ValueLength + CheckLength;

    internal const int CheckLength = 6;
    private const byte Version = 1;

    /// <summary>50 bytes; the caller clears them.</summary>
    internal byte[] Encode()
    {
        byte[] bytes = new byte[EncodedLength];
        bytes[0] = Version;
        Convert.FromHexString(Set).CopyTo(bytes, 1);
        (bytes[5], bytes[6], bytes[7]) = ((byte)Threshold, (byte)Number, (byte)Shares);
        Value.CopyTo(bytes, 8);
        CheckOf(bytes.AsSpan(0, EncodedLength - CheckLength)).CopyTo(bytes.AsSpan(EncodedLength - CheckLength));
        return bytes;
    }

    /// <exception cref="BackupException">The check is wrong, or it is of another version.</exception>
    internal static EscrowShare Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != EncodedLength || !bytes[^CheckLength..].SequenceEqual(CheckOf(bytes[..^CheckLength])))
        {
            throw new BackupException(BackupFault.ShareUnreadable, "The share as a whole is not right although each line is: lines are in another order, or of several shares.");
        }

        return bytes[0] == Version && bytes[5] >= 2 && bytes[6] >= 1 && bytes[7] >= Math.Max(bytes[5], bytes[6])
            ? new EscrowShare(Convert.ToHexString(bytes[1..5]), bytes[5], bytes[6], bytes[7], bytes.Slice(8, ValueLength).ToArray())
            : throw new BackupException(BackupFault.UnknownVersion, "This share was made by a newer version of the program; recover the key with that.");
    }

    /// <summary>Says nothing of its value.</summary>
    public override string ToString() => $"share {Number} of {Shares} of escrow {Set}, {Threshold} needed";

    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes).AsSpan(0, CheckLength);
}
