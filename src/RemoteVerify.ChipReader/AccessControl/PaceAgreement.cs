using System.Security.Cryptography;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>What the reader knows after the second agreement, before the tokens. Disposing overwrites what is secret.</summary>
internal sealed class PaceAgreement(byte[] nonce, AgreementKeyPair? mapping, byte[] chipMapping, AgreementKeyPair own, byte[] other, MessageKeys keys) : IDisposable
{
    public byte[] OtherPublicKey => other;

    public AgreementKeyPair Own => own;

    public MessageKeys Keys => keys;

    /// <summary>The same keys, for the session that outlives this.</summary>
    public MessageKeys CopyKeys() => new(keys.Cipher, keys.EncryptionKey.ToArray(), keys.MacKey.ToArray());

    public ChipAuthenticationMappingTranscript Record(PaceInfo info, byte[] token, byte[] encryptedData) => new()
    {
        Protocol = info.Oid,
        Nonce = nonce.ToArray(),
        MappingPrivateKey = mapping is null ? ReadOnlyMemory<byte>.Empty : mapping.PrivateKey.ToArray(),
        ChipMappingPublicKey = chipMapping,
        EphemeralPrivateKey = own.PrivateKey.ToArray(),
        ChipEphemeralPublicKey = other,
        ChipToken = token,
        EncryptedData = encryptedData,
    };

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(nonce);
        mapping?.Dispose();
        own.Dispose();
        keys.Dispose();
    }
}
