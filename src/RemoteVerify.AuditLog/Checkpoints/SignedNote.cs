// C2SP signed-note: a text, an empty line, and signature lines "— name base64(key id || signature)".
// Its usual signature is Ed25519, which the platform's library doesn't have. We sign with ECDSA P-256 and SHA-256 (DER). The same
// signature stands in two lines: under our own type 0xff with a long identifier, as since the first version, and under type 0x02, which the
// specification assigns to ECDSA (key id: the first bytes of SHA-256 of the SubjectPublicKeyInfo). Readers that only know Ed25519 skip both.
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

    /// <summary>Signature type of the specification for ECDSA.</summary>
    private const byte Ecdsa = 0x02;

    /// <summary>Key id of type 0x02: the first four bytes of SHA-256(SubjectPublicKeyInfo).</summary>
    public byte[] EcdsaKeyId() => SHA256.HashData(Key.Encoded.Span)[..4];

    /// <summary>The key as tools for notes take it: <c>name+keyid+base64(0x02 || SubjectPublicKeyInfo)</c>.</summary>
    public string VerifierKey() => $"{Name}+{Convert.ToHexStringLower(EcdsaKeyId())}+{Convert.ToBase64String([Ecdsa, .. Key.Encoded.Span])}";

    /// <summary>Reads what <see cref="VerifierKey"/> writes.</summary>
    /// <exception cref="AuditLogFormatException">It is of another type, or its id is not that of the key.</exception>
    public static NoteKey ParseVerifierKey(string text)
    {
        string[] parts = text.Trim().Split('+', 3);
        byte[] key = new byte[text.Length];
        if (parts.Length != 3 || !Convert.TryFromBase64String(parts[2], key, out int length) || length < 2 || key[0] != Ecdsa)
        {
            throw new AuditLogFormatException("VerifierKey", 0, "not name+keyid+key of signature type 2 (ECDSA)");
        }

        NoteKey read = new(parts[0], PublicKeyInfo.Read(key[1..length]));
        return parts[1] == Convert.ToHexStringLower(read.EcdsaKeyId()) ? read : throw new AuditLogFormatException("VerifierKey", parts[0].Length + 1, "the key id is of another key");
    }

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
        NoteKey noteKey = new(keyName, key.PublicKey);
        return $"{text}\n{Line(noteKey.KeyId())}{Line(noteKey.EcdsaKeyId())}";

        string Line(byte[] keyId) => $"{LineStart}{keyName} {Convert.ToBase64String([.. keyId, .. signature])}\n";
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
        byte[][] keyIds = [key.KeyId(), key.EcdsaKeyId()];
        bool good = false;
        foreach (string line in note[(end + 2)..^1].Split('\n'))
        {
            good |= IsBy(line, key, keyIds, data);
        }

        return good ? text : null;
    }

    private static bool IsBy(string line, NoteKey key, byte[][] keyIds, byte[] data)
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
            && keyIds.Any(id => value.AsSpan(0, 4).SequenceEqual(id))
            && SignatureVerifier.Verify(key.Key, SignatureScheme.Ecdsa(HashAlgorithmName.SHA256).Algorithm, null, data, value.AsSpan(4, written - 4)) == SignatureCheck.Valid;
    }
}
