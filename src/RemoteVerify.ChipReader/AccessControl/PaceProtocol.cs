// ICAO Doc 9303-11 clause 4.4 (PACE): what both ends compute.
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>The computations of one way of PACE.</summary>
internal sealed class PaceProtocol(PaceInfo info)
{
    private const uint PasswordCounter = 3;
    private const int MaxNonceBytes = 64;

    public PaceInfo Info { get; } = info;

    public int NonceBytes => PseudoRandomFunction.NonceBytes(Info.Cipher);

    /// <summary>Bytes of the terminal's nonce in the integrated mapping.</summary>
    public int AdditionalNonceBytes => PseudoRandomFunction.KeyBytes(Info.Cipher);

    /// <summary>The key that hides the nonce.</summary>
    public byte[] PasswordKey(AccessKey key) => MessageKeys.DeriveKey(Info.Cipher, key.Secret, PasswordCounter);

    /// <summary>Null when it is not made of whole blocks.</summary>
    public byte[]? DecryptNonce(AccessKey key, ReadOnlySpan<byte> encrypted)
    {
        using MessageKeys password = new(Info.Cipher, PasswordKey(key), []);
        return encrypted.Length is 0 or > MaxNonceBytes || encrypted.Length % password.BlockBytes != 0 ? null : password.DecryptBlocks(encrypted);
    }

    public byte[] EncryptNonce(AccessKey key, ReadOnlySpan<byte> nonce)
    {
        using MessageKeys password = new(Info.Cipher, PasswordKey(key), []);
        return password.EncryptBlocks(nonce);
    }

    /// <summary>The group of the session in the generic mapping; null when the other end's key is none.</summary>
    public AgreementGroup? Map(ReadOnlySpan<byte> nonce, AgreementKeyPair own, ReadOnlySpan<byte> other) =>
        Info.Group.MapGeneric(nonce, own.PrivateKey, other);

    /// <summary>The group of the session in the integrated mapping; null when a nonce has the wrong length.</summary>
    public AgreementGroup? MapIntegrated(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> additional) =>
        PseudoRandomFunction.Compute(Info.Cipher, nonce, additional, Info.Group.SizeBits) is { } random ? Info.Group.MapIntegrated(random) : null;

    public MessageKeys DeriveKeys(ReadOnlySpan<byte> sharedSecret) => MessageKeys.Derive(Info.Cipher, sharedSecret);

    /// <summary>What a token is computed over: the other end's ephemeral key (clause 4.4.3.4 and 9.4).</summary>
    public byte[] TokenInput(ReadOnlySpan<byte> otherPublicKey) => DataObject.Write(
        0x7F49,
        [.. DataObject.Write(0x06, ProtocolIdentifier.Encode(Info.Oid)), .. DataObject.Write(Info.Group.IsElliptic ? 0x86 : 0x84, otherPublicKey)]);
}
