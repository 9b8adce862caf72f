using System.Security.Cryptography;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Encryption;

/// <summary>Fills a buffer with unpredictable bytes; hosts hand in <c>RandomNumberGenerator.Fill</c>.</summary>
public delegate void FillRandom(Span<byte> buffer);

/// <summary>Decrypts what is read and encrypts what an update adds (ISO 32000-2 clauses 7.6.2 to 7.6.6).</summary>
internal sealed class PdfDecryption
{
    private readonly byte[] _key;
    private readonly PdfCipher _embeddedFiles;
    private readonly bool _encryptMetadata;

    private PdfDecryption(byte[] key, PdfEncryption description, PdfCipher embeddedFiles, bool encryptMetadata)
    {
        _key = key;
        Description = description;
        _embeddedFiles = embeddedFiles;
        _encryptMetadata = encryptMetadata;
    }

    public PdfEncryption Description { get; }

    public static PdfDecryption Open(PdfDictionary dictionary, PdfDictionary trailer, string? password)
    {
        if (dictionary.GetName("Filter") != "Standard")
        {
            throw new PdfFormatException("encryption", -1, "only the standard security handler is read");
        }

        var fileId = trailer["ID"] is PdfArray { Count: > 0 } id && id[0] is PdfString first ? first.Bytes : default;
        var handler = new StandardHandler(dictionary, fileId);
        var opened = (password is null ? null : handler.TryPassword(password)) ?? handler.TryPassword("")
            ?? throw new PdfPasswordException(password is null ? "a password is needed" : "the password is wrong");
        var description = new PdfEncryption(
            handler.Revision, CipherOf(dictionary, "StrF"), CipherOf(dictionary, "StmF"), handler.Permissions, opened.Owner);
        var embedded = dictionary.Contains("EFF") ? CipherOf(dictionary, "EFF") : description.Streams;
        return new PdfDecryption(opened.Key, description, embedded, handler.EncryptMetadata);
    }

    public PdfObject Decrypt(PdfObject value, int number, int generation) =>
        Transform(value, (cipher, data) => Decrypt(cipher, data, number, generation));

    public PdfObject Encrypt(PdfObject value, int number, int generation, FillRandom random) =>
        Transform(value, (cipher, data) => Encrypt(cipher, data, number, generation, random));

    private static PdfCipher CipherOf(PdfDictionary dictionary, string which)
    {
        switch (dictionary.GetInteger("V"))
        {
            case 1 or 2:
                return PdfCipher.Rc4;
            case 4 or 5:
                var name = dictionary.GetName(which) ?? "Identity";
                var filter = (dictionary["CF"] as PdfDictionary)?[name] as PdfDictionary;
                return (name == "Identity" ? "None" : filter?.GetName("CFM")) switch
                {
                    "None" => PdfCipher.None,
                    "V2" => PdfCipher.Rc4,
                    "AESV2" => PdfCipher.Aes128,
                    "AESV3" => PdfCipher.Aes256,
                    _ => throw new PdfFormatException("encryption", -1, "crypt filter is missing or unknown"),
                };
            default:
                throw new PdfFormatException("encryption", -1, "/V is not 1, 2, 4 or 5");
        }
    }

    private PdfObject Transform(PdfObject value, Func<PdfCipher, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> apply)
    {
        switch (value)
        {
            case PdfString s:
                return new PdfString(apply(Description.Strings, s.Bytes), s.IsHex, s.SourceStart, s.SourceEnd);
            case PdfArray a:
                return new PdfArray(a.Select(i => Transform(i, apply)));
            case PdfDictionary d:
                return Transform(d, apply);
            case PdfStream s when s.Dictionary.GetName("Type") == "XRef":
                return s;
            case PdfStream s:
                return new PdfStream(Transform(s.Dictionary, apply), apply(CipherOf(s.Dictionary), s.EncodedData));
            default:
                return value;
        }
    }

    private PdfDictionary Transform(PdfDictionary dictionary, Func<PdfCipher, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> apply)
    {
        // ISO 32000-2 clause 7.6.2: /Contents of a signature dictionary is never encrypted.
        var isSignature = dictionary.Contains("ByteRange") && dictionary.Contains("Contents");
        return new PdfDictionary(dictionary.Select(e => isSignature && e.Key == "Contents"
            ? e
            : new KeyValuePair<string, PdfObject>(e.Key, Transform(e.Value, apply))));
    }

    private PdfCipher CipherOf(PdfDictionary stream)
    {
        var type = stream.GetName("Type");
        var filter = stream["Filter"] is PdfArray { Count: > 0 } list ? list[0] : stream["Filter"];
        if (filter is PdfName { Value: "Crypt" })
        {
            var settings = stream["DecodeParms"] is PdfArray { Count: > 0 } all ? all[0] : stream["DecodeParms"];
            return (settings as PdfDictionary)?.GetName("Name") is null or "Identity" ? PdfCipher.None : Description.Streams;
        }

        return type switch
        {
            "Metadata" when !_encryptMetadata => PdfCipher.None,
            "EmbeddedFile" => _embeddedFiles,
            _ => Description.Streams,
        };
    }

    private ReadOnlyMemory<byte> Decrypt(PdfCipher cipher, ReadOnlyMemory<byte> data, int number, int generation)
    {
        if (cipher == PdfCipher.None || data.Length == 0)
        {
            return data;
        }

        var key = KeyOf(cipher, number, generation);
        if (cipher == PdfCipher.Rc4)
        {
            return Rc4.Apply(key, data.Span);
        }

        if (data.Length == 16)
        {
            // A start vector and nothing behind it: some writers mean the empty string.
            return default;
        }

        if (data.Length < 32 || data.Length % 16 != 0)
        {
            throw new PdfFormatException("encryption", number, "AES data have a wrong length");
        }

        using var aes = Aes.Create();
        aes.Key = key;
        try
        {
            return aes.DecryptCbc(data.Span[16..], data.Span[..16], PaddingMode.PKCS7);
        }
        catch (CryptographicException)
        {
            throw new PdfFormatException("encryption", number, "AES padding is wrong");
        }
    }

    private ReadOnlyMemory<byte> Encrypt(PdfCipher cipher, ReadOnlyMemory<byte> data, int number, int generation, FillRandom random)
    {
        if (cipher == PdfCipher.None)
        {
            return data;
        }

        if (cipher == PdfCipher.Rc4)
        {
            throw new InvalidOperationException("RC4 is not written; ask PdfEncryption.CanWrite first.");
        }

        var start = new byte[16];
        random(start);
        using var aes = Aes.Create();
        aes.Key = KeyOf(cipher, number, generation);
        return (byte[])[.. start, .. aes.EncryptCbc(data.Span, start, PaddingMode.PKCS7)];
    }

    private byte[] KeyOf(PdfCipher cipher, int number, int generation)
    {
        if (cipher == PdfCipher.Aes256)
        {
            return _key.Length == 32 ? _key : throw new PdfFormatException("encryption", number, "AES-256 without a long key");
        }

        byte[] place = [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8)];
        byte[] salt = cipher == PdfCipher.Aes128 ? [0x73, 0x41, 0x6C, 0x54] : [];
        var hash = MD5.HashData((byte[])[.. _key, .. place, .. salt]);
        var length = Math.Min(_key.Length + 5, 16);
        return cipher == PdfCipher.Aes128 && length < 16
            ? throw new PdfFormatException("encryption", number, "AES-128 with a short key")
            : hash[..length];
    }
}
