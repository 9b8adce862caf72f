using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Encryption;

/// <summary>File key from a password: standard security handler, revisions 2 to 6 (ISO 32000-2 clause 7.6.4).</summary>
internal sealed class StandardHandler
{
    private static readonly byte[] Padding =
        Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    private readonly byte[] _owner;
    private readonly byte[] _user;
    private readonly PdfDictionary _dictionary;
    private readonly byte[] _fileId;
    private readonly int _keyBytes;

    public StandardHandler(PdfDictionary dictionary, ReadOnlyMemory<byte> fileId)
    {
        _dictionary = dictionary;
        _fileId = fileId.ToArray();
        Revision = (int)(dictionary.GetInteger("R") is >= 2 and <= 6 and var r ? r : throw Broken("/R is not 2 to 6"));
        Permissions = (int)(dictionary.GetInteger("P") ?? throw Broken("/P is missing"));
        EncryptMetadata = dictionary["EncryptMetadata"] is not PdfBoolean { Value: false };
        _owner = Text("O", Revision >= 5 ? 48 : 32);
        _user = Text("U", Revision >= 5 ? 48 : 32);
        var bits = dictionary.GetInteger("Length") ?? 40;
        _keyBytes = Revision == 2 || dictionary.GetInteger("V") == 1 ? 5 : Revision == 4 ? 16 : (int)Math.Clamp(bits < 40 ? bits * 8 : bits, 40, 128) / 8;
    }

    public int Revision { get; }

    public int Permissions { get; }

    public bool EncryptMetadata { get; }

    /// <summary>The file key, and whether the owner password gave it; null when the password is neither.</summary>
    public (byte[] Key, bool Owner)? TryPassword(string password)
    {
        if (Revision >= 5)
        {
            var text = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
            var opened = TryModern(text.AsSpan(0, Math.Min(127, text.Length)).ToArray());
            return opened is { } found && Revision == 6 ? (CheckPermissions(found.Key), found.Owner) : opened;
        }

        var padded = Pad(Encoding.Latin1.GetBytes(password));
        if (TryUser(padded) is { } key)
        {
            // The same password may be the owner's too; then the owner's rights count.
            return (key, UserFromOwner(padded).AsSpan().SequenceEqual(padded));
        }

        return TryUser(UserFromOwner(padded)) is { } ownerKey ? (ownerKey, true) : null;
    }

    private byte[]? TryUser(byte[] padded)
    {
        var key = LegacyKey(padded);
        if (Revision == 2)
        {
            return Rc4.Apply(key, Padding).AsSpan().SequenceEqual(_user.AsSpan(0, 32)) ? key : null;
        }

        var check = MD5.HashData((byte[])[.. Padding, .. _fileId]);
        for (var i = 0; i < 20; i++)
        {
            check = Rc4.Apply(Xor(key, i), check);
        }

        return check.AsSpan().SequenceEqual(_user.AsSpan(0, 16)) ? key : null;
    }

    private byte[] LegacyKey(byte[] padded)
    {
        var permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, Permissions);
        byte[] metadata = Revision >= 4 && !EncryptMetadata ? [255, 255, 255, 255] : [];
        var hash = MD5.HashData((byte[])[.. padded, .. _owner.AsSpan(0, 32), .. permissions, .. _fileId, .. metadata]);
        return Stretch(hash);
    }

    private byte[] UserFromOwner(byte[] padded)
    {
        var key = Stretch(MD5.HashData(padded));
        var text = _owner[..32];
        for (var i = Revision == 2 ? 0 : 19; i >= 0; i--)
        {
            text = Rc4.Apply(Xor(key, i), text);
        }

        return text;
    }

    private byte[] Stretch(byte[] hash)
    {
        for (var i = 0; Revision >= 3 && i < 50; i++)
        {
            hash = MD5.HashData(hash.AsSpan(0, _keyBytes));
        }

        return hash[.._keyBytes];
    }

    private (byte[] Key, bool Owner)? TryModern(byte[] password)
    {
        byte[] user = _user[..48];
        if (Hash(password, _owner.AsSpan(32, 8), user).AsSpan().SequenceEqual(_owner.AsSpan(0, 32)))
        {
            return (Unwrap(Hash(password, _owner.AsSpan(40, 8), user), "OE"), true);
        }

        return Hash(password, _user.AsSpan(32, 8), []).AsSpan().SequenceEqual(_user.AsSpan(0, 32))
            ? (Unwrap(Hash(password, _user.AsSpan(40, 8), []), "UE"), false)
            : null;
    }

    private byte[] Unwrap(byte[] key, string name)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(Text(name, 32).AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>Algorithm 13: /Perms repeats /P under the file key, so that nobody widens the permissions.</summary>
    private byte[] CheckPermissions(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptEcb(Text("Perms", 16).AsSpan(0, 16), PaddingMode.None);
        return plain.AsSpan(9, 3).SequenceEqual("adb"u8) && BinaryPrimitives.ReadInt32LittleEndian(plain) == Permissions
            ? key
            : throw Broken("/Perms does not repeat /P");
    }

    /// <summary>Plain SHA-256 for revision 5; algorithm 2.B for revision 6.</summary>
    private byte[] Hash(byte[] password, ReadOnlySpan<byte> salt, byte[] user)
    {
        var hash = SHA256.HashData((byte[])[.. password, .. salt, .. user]);
        if (Revision == 5)
        {
            return hash;
        }

        for (var round = 0; ; round++)
        {
            byte[] once = [.. password, .. hash, .. user];
            var repeated = new byte[once.Length * 64];
            for (var i = 0; i < 64; i++)
            {
                once.CopyTo(repeated, i * once.Length);
            }

            using var aes = Aes.Create();
            aes.Key = hash[..16];
            var mixed = aes.EncryptCbc(repeated, hash.AsSpan(16, 16), PaddingMode.None);
            hash = (mixed.AsSpan(0, 16).ToArray().Sum(b => b) % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 63 && mixed[^1] <= round - 31)
            {
                return hash[..32];
            }
        }
    }

    private byte[] Text(string key, int atLeast) =>
        _dictionary[key] is PdfString s && s.Bytes.Length >= atLeast ? s.Bytes.ToArray() : throw Broken($"/{key} is missing or short");

    private static byte[] Pad(byte[] password) => [.. password.AsSpan(0, Math.Min(32, password.Length)), .. Padding.AsSpan(0, Math.Max(0, 32 - password.Length))];

    private static byte[] Xor(byte[] key, int value) => [.. key.Select(b => (byte)(b ^ value))];

    private static PdfFormatException Broken(string message) => new("encryption", -1, message);
}
