// Letters and digits of Douglas Crockford's Base32: no I, L, O and U, which are read as 1, 1 and 0.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>
/// A share as people copy it from paper: five lines of four groups of four characters, and two that check the line. A mistyped line is named.
/// The QR code holds the same characters without spaces, behind <see cref="QrPrefix"/>.
/// </summary>
public static class ShareText
{
    /// <summary>What a QR code of a share begins with.</summary>
    public const string QrPrefix = "RVSHARE1:";

    public const int Lines = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LineBytes = EscrowShare.EncodedLength / Lines;
    private const int LineCharacters = LineBytes * 8 / 5;
    private const int GroupLength = 4;
    private const int Checked = 2;

    /// <summary>The five lines.</summary>
    public static IReadOnlyList<string> Write(EscrowShare share)
    {
        byte[] bytes = share.Encode();
        string[] lines = [.. Enumerable.Range(0, Lines).Select(line =>
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(line * LineBytes, LineBytes);
            string text = Letters(part);
            return string.Join(' ', text.Chunk(GroupLength).Select(group => new string(group)).Append(CheckOf(line, part)));
        })];
        CryptographicOperations.ZeroMemory(bytes);
        return lines;
    }

    /// <summary>What the QR code holds: upper-case letters, digits and a colon, which a code packs tightly.</summary>
    public static string WriteQr(EscrowShare share) => QrPrefix + string.Concat(Write(share)).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Reads lines, or what a scanner read from the QR code; small letters, spaces and dashes don't matter.</summary>
    /// <exception cref="BackupException">It is no share, or a line of it is mistyped.</exception>
    public static EscrowShare Read(string text)
    {
        string plain = Plain(text);
        if (plain.Length != Lines * (LineCharacters + Checked))
        {
            throw new BackupException(
                BackupFault.ShareUnreadable, string.Create(CultureInfo.InvariantCulture, $"A share has {Lines} lines of {LineCharacters + Checked} characters, {Lines * (LineCharacters + Checked)} in all; these are {plain.Length}."));
        }

        byte[] bytes = new byte[EscrowShare.EncodedLength];
        for (int line = 0; line < Lines; line++)
        {
            string part = plain.Substring(line * (LineCharacters + Checked), LineCharacters + Checked);
            Span<byte> target = bytes.AsSpan(line * LineBytes, LineBytes);
            Bytes(part[..LineCharacters], target);
            if (CheckOf(line, target) != part[LineCharacters..])
            {
                throw new BackupException(BackupFault.ShareUnreadable, $"Line {line + 1} of a share is mistyped; compare it with the paper.");
            }
        }

        EscrowShare share = EscrowShare.Decode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return share;
    }

    private static string Plain(string text)
    {
        string trimmed = text.Trim();
        trimmed = trimmed.StartsWith(QrPrefix, StringComparison.OrdinalIgnoreCase) ? trimmed[QrPrefix.Length..] : trimmed;
        StringBuilder plain = new();
        foreach (char c in trimmed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c != '-'))
        {
            char meant = c switch { 'I' or 'L' => '1', 'O' => '0', _ => c };
            plain.Append(Alphabet.Contains(meant, StringComparison.Ordinal) ? meant : throw new BackupException(BackupFault.ShareUnreadable, $"A share has no character '{c}'."));
        }

        return plain.ToString();
    }

    private static string Letters(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        int pending = 0;
        int bits = 0;
        foreach (byte b in bytes)
        {
            pending = (pending << 8) | b;
            bits += 8;
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(pending >> (bits - 5)) & 31]);
            }

            pending &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    private static void Bytes(string letters, Span<byte> target)
    {
        int pending = 0;
        int bits = 0;
        int at = 0;
        foreach (char letter in letters)
        {
            pending = (pending << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                target[at++] = (byte)(pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
    }

    /// <summary>Ten bits of a hash of the line and its place.</summary>
    private static string CheckOf(int line, ReadOnlySpan<byte> part)
    {
        byte[] hash = SHA256.HashData([(byte)line, .. part]);
        return $"{Alphabet[hash[0] & 31]}{Alphabet[hash[1] & 31]}";
    }
}
