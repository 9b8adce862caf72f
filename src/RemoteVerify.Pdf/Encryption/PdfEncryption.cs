namespace RemoteVerify.Pdf.Encryption;

/// <summary>How strings or streams are encrypted.</summary>
public enum PdfCipher
{
    /// <summary>Not at all (crypt filter Identity).</summary>
    None,

    /// <summary>RC4, read only: it is too weak to write.</summary>
    Rc4,

    /// <summary>AES-128 in CBC mode, a key per object.</summary>
    Aes128,

    /// <summary>AES-256 in CBC mode, one key.</summary>
    Aes256,
}

/// <summary>What protects an opened document.</summary>
/// <param name="Revision">Revision of the standard security handler, 2 to 6.</param>
/// <param name="Strings">Cipher of strings.</param>
/// <param name="Streams">Cipher of streams.</param>
/// <param name="Permissions">The /P bits (ISO 32000-2 table 22).</param>
/// <param name="OpenedAsOwner">The owner password opened it, so permissions don't bind.</param>
public sealed record PdfEncryption(int Revision, PdfCipher Strings, PdfCipher Streams, int Permissions, bool OpenedAsOwner)
{
    /// <summary>New objects can be written: no RC4.</summary>
    public bool CanWrite => Strings != PdfCipher.Rc4 && Streams != PdfCipher.Rc4;

    /// <summary>Contents may be changed (bit 4).</summary>
    public bool MayModify => OpenedAsOwner || (Permissions & 0x08) != 0;

    /// <summary>Annotations and form fields may be added or filled (bit 6).</summary>
    public bool MayAnnotate => OpenedAsOwner || (Permissions & 0x20) != 0;

    /// <summary>Existing form fields, signature fields too, may be filled (bit 9, or bit 6).</summary>
    public bool MayFillForms => OpenedAsOwner || (Permissions & 0x120) != 0;
}
