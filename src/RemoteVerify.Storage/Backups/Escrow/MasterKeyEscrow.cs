using System.Security.Cryptography;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>Makes shares of a master key, and the key out of enough of them.</summary>
public static class MasterKeyEscrow
{
    private const int CheckLength = EscrowShare.ValueLength - MasterKey.Length;

    /// <param name="master">The key.</param>
    /// <param name="threshold">Shares that will be needed, at least 2.</param>
    /// <param name="shares">Shares to make, at most 255.</param>
    public static IReadOnlyList<EscrowShare> Split(MasterKey master, int threshold, int shares)
    {
        byte[] secret = new byte[EscrowShare.ValueLength];
        master.Bytes.CopyTo(secret);
        CheckOf(master.Bytes).CopyTo(secret.AsSpan(MasterKey.Length));
        try
        {
            string set = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
            return [.. SecretSharing.Split(secret, threshold, shares).Select((value, index) => new EscrowShare(set, threshold, index + 1, shares, value))];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <returns>The key, 32 bytes; the caller clears them.</returns>
    /// <exception cref="BackupException">They are too few, of several escrows, or don't fit together.</exception>
    public static byte[] Recover(IReadOnlyCollection<EscrowShare> shares)
    {
        EscrowShare[] different = [.. shares.GroupBy(s => s.Number).Select(group => group.First())];
        if (different.Length == 0)
        {
            throw new BackupException(BackupFault.TooFewShares, "No share was given.");
        }

        EscrowShare first = different[0];
        if (different.Any(s => (s.Set, s.Threshold, s.Shares) != (first.Set, first.Threshold, first.Shares)))
        {
            throw new BackupException(BackupFault.SharesOfOthers, $"The shares are of several escrows ({string.Join(", ", different.Select(s => s.Set).Distinct())}); take those of one.");
        }

        if (different.Length < first.Threshold)
        {
            throw new BackupException(BackupFault.TooFewShares, $"{first.Threshold} different shares of escrow {first.Set} are needed, {different.Length} given (numbers {string.Join(", ", different.Select(s => s.Number).Order())}).");
        }

        byte[] secret = SecretSharing.Combine([.. different.Take(first.Threshold).Select(s => ((byte)s.Number, s.Value))]);
        byte[] key = secret.AsSpan(0, MasterKey.Length).ToArray();
        bool fits = CryptographicOperations.FixedTimeEquals(secret.AsSpan(MasterKey.Length), CheckOf(key));
        CryptographicOperations.ZeroMemory(secret);
        return fits ? key : throw new BackupException(BackupFault.SharesOfOthers, "The shares don't fit together: one of them is forged, or they are of different keys.");
    }

    /// <summary>Names a key without telling anything of it that could be used: to see whether an escrow is of the present key.</summary>
    public static string NameOf(MasterKey master) => Convert.ToHexStringLower(master.DeriveAnew("RemoteVerify master key name v1").AsSpan(0, 8));

    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> key)
    {
        byte[] titled = [.. "RemoteVerify escrow v1"u8, .. key];
        byte[] hash = SHA256.HashData(titled);
        CryptographicOperations.ZeroMemory(titled);
        return hash.AsSpan(0, CheckLength);
    }
}
