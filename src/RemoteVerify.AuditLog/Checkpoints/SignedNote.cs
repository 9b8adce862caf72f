// C2SP signed-note: a text, an empty line, and signature lines "— name base64(key id || signature)".
// Its usual signature is Ed25519, which the platform's library doesn't have. We sign with ECDSA P-256 and SHA-256 (DER),
// under signature type 0xff with a long identifier, as the note asks of types without an assignment. Readers that only
// know Ed25519 skip such lines, so a witness must be given this kind of key.
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.AuditLog.Checkpoints;

/// <summary>A key that may sign notes, as a checker knows it.</summary>
/// <param name="Name">Key name: no spaces, no plus sign.</param>
/// <param name="Key">Public key.</param>
public sealed record NoteKey(string Name, PublicKeyInfo Key)
{
    private static readonly byte[] SignatureType = [0xff, .. "remoteverify/ecdsa-p256-sha256"u8];

    /// <summary>The first four bytes of SHA-256(name || 0x0A || signature type || SubjectPublicKeyInfo).</summary>
    public byte[] KeyId() => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), 0x0a, .. SignatureType, .. Key.Encoded.Span])[..4];
}

/// <summary>Writes and checks signed notes.</summary>
public static class SignedNote
{
    /// <summary>Longest note taken, in characters.</summary>
    public const int MaximumLength = 1 << 16;

    private const string LineStart = "\u2014 ";

    /// <summary>Signs a text that ends with a line feed.</summary>
    public static async Task<string> SignAsync(string text, string keyName, ISigningKey key, CancellationToken cancellationToken)
    {
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
        {
            throw new ArgumentException("A note's text ends with a line feed and has no other control characters.", nameof(text));
        }

        if (keyName.Length == 0 || keyName.Any(c => char.IsWhiteSpace(c) || c == '+'))
        {
            throw new ArgumentException("A key name has no spaces and no plus sign.", nameof(keyName));
        }

        if (key.Scheme.Kind != SignatureKind.Ecdsa || key.Scheme.Hash != HashAlgorithmName.SHA256)
        {
            throw new ArgumentException("Notes are signed with ECDSA and SHA-256.", nameof(key));
        }

        byte[] signature = await key.SignHashAsync(SHA256.HashData(Encoding.UTF8.GetBytes(text)), cancellationToken);
        byte[] keyId = new NoteKey(keyName, key.PublicKey).KeyId();
        return $"{text}\n{LineStart}{keyName} {Convert.ToBase64String([.. keyId, .. signature])}\n";
    }

    /// <summary>The text of a note that this key signed; null when no line of it is by this key and right.</summary>
    /// <exception cref="AuditLogFormatException">It is not a note.</exception>
    public static string? Open(string note, NoteKey key)
    {
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > MaximumLength || end < 0 || end + 3 > note.Length - 1 || !note.EndsWith('\n'))
        {
            throw new AuditLogFormatException("SignedNote", 0, "no empty line before the signatures, or too long");
        }

        string text = note[..(end + 1)];
        byte[] data = Encoding.UTF8.GetBytes(text);
        byte[] keyId = key.KeyId();
        bool good = false;
        foreach (string line in note[(end + 2)..^1].Split('\n'))
        {
            good |= IsBy(line, key, keyId, data);
        }

        return good ? text : null;
    }

    private static bool IsBy(string line, NoteKey key, byte[] keyId, byte[] data)
    {
        string[] parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] != "\u2014")
        {
            throw new AuditLogFormatException("SignedNote", 0, "a signature line is malformed");
        }

        byte[] value = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], value, out int written) || written < 5)
        {
            throw new AuditLogFormatException("SignedNote", 0, "a signature is not base64");
        }

        return parts[1] == key.Name
            && value.AsSpan(0, 4).SequenceEqual(keyId)
            && SignatureVerifier.Verify(key.Key, SignatureScheme.Ecdsa(HashAlgorithmName.SHA256).Algorithm, null, data, value.AsSpan(4, written - 4)) == SignatureCheck.Valid;
    }
}
