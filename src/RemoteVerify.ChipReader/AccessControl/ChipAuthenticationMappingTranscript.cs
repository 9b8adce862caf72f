using System.Security.Cryptography;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>
/// A run of PACE with chip authentication mapping as it can be computed again: the terminal's keys, what the chip sent, and EF.CardSecurity, whose
/// signature is for whoever judges. It shows the chip to the one who made the terminal's keys, and to nobody else.
/// </summary>
public sealed record ChipAuthenticationMappingTranscript
{
    /// <summary>0.4.0.127.0.7.2.2.4.6.{2, 3, 4}.</summary>
    public required string Protocol { get; init; }

    /// <summary>The chip's nonce, decrypted.</summary>
    public required ReadOnlyMemory<byte> Nonce { get; init; }

    /// <summary>The terminal's private key of the mapping, big-endian.</summary>
    public required ReadOnlyMemory<byte> MappingPrivateKey { get; init; }

    /// <summary>The chip's public key of the mapping: 04 | x | y.</summary>
    public required ReadOnlyMemory<byte> ChipMappingPublicKey { get; init; }

    /// <summary>The terminal's ephemeral private key.</summary>
    public required ReadOnlyMemory<byte> EphemeralPrivateKey { get; init; }

    /// <summary>The chip's ephemeral public key.</summary>
    public required ReadOnlyMemory<byte> ChipEphemeralPublicKey { get; init; }

    /// <summary>The chip's token, 8 bytes.</summary>
    public required ReadOnlyMemory<byte> ChipToken { get; init; }

    /// <summary>The encrypted chip authentication data (data object 8A).</summary>
    public required ReadOnlyMemory<byte> EncryptedData { get; init; }

    /// <summary>EF.CardSecurity as read under the session; empty when the chip did not give it.</summary>
    public ReadOnlyMemory<byte> CardSecurity { get; init; }

    /// <summary>
    /// Computes the run again. True: the chip holds the private key of one of the keys in EF.CardSecurity, as far as that file is authentic.
    /// </summary>
    public bool Proves() => ChipAuthenticationMapping.KeysOf(CardSecurity).Any(Proves);

    public override string ToString() => $"ChipAuthenticationMappingTranscript({Protocol}, not shown)";

    private bool Proves(AgreementPublicKey key)
    {
        if (PaceInfo.FromOid(Protocol, null, key.Group) is not { Mapping: PaceMapping.ChipAuthentication } info)
        {
            return false;
        }

        PaceProtocol protocol = new(info);
        if (key.Group.MapGeneric(Nonce.Span, MappingPrivateKey.Span, ChipMappingPublicKey.Span) is not { } mapped
            || mapped.PublicOf(EphemeralPrivateKey.Span) is not { } own
            || mapped.Agree(EphemeralPrivateKey.Span, ChipEphemeralPublicKey.Span) is not { } secret)
        {
            return false;
        }

        using MessageKeys keys = protocol.DeriveKeys(secret);
        CryptographicOperations.ZeroMemory(secret);
        return CryptographicOperations.FixedTimeEquals(ChipToken.Span, keys.Token(protocol.TokenInput(own)))
            && ChipAuthenticationMapping.Decrypt(keys, EncryptedData.Span) is { } data
            && ChipAuthenticationMapping.IsProof(key, data, ChipMappingPublicKey.Span);
    }
}
