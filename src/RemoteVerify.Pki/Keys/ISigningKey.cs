using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Keys;

/// <summary>A private key, wherever it lives: in memory, in an HSM, on a card, behind a remote service.</summary>
public interface ISigningKey
{
    /// <summary>How this key signs.</summary>
    SignatureScheme Scheme { get; }

    /// <summary>The public half.</summary>
    PublicKeyInfo PublicKey { get; }

    /// <summary>Signs a digest made with <see cref="SignatureScheme.Hash"/>; ECDSA values are DER.</summary>
    /// <exception cref="ArgumentException">The digest has the wrong length.</exception>
    /// <exception cref="KeyUnavailableException">The token or provider did not sign.</exception>
    ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
