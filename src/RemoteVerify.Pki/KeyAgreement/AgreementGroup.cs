// ICAO Doc 9303-11 clause 9.6 (key agreement) and 4.4.3.3 (mappings of PACE); BSI TR-03111 clause 4.3 and PKCS#3 for the agreement itself.
using System.Security.Cryptography;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>Domain parameters of a Diffie-Hellman agreement, over an elliptic curve or a finite field, and what is computed in them.</summary>
public abstract class AgreementGroup
{
    /// <summary>True for an elliptic curve.</summary>
    public abstract bool IsElliptic { get; }

    /// <summary>Bits of the field.</summary>
    public abstract int SizeBits { get; }

    /// <summary>Bits of a symmetric key that is as hard to find (NIST SP 800-57 part 1, table 2).</summary>
    public abstract int StrengthBits { get; }

    /// <summary>True when <see cref="MapIntegrated"/> is defined (Doc 9303-11 appendix B wants a prime of the form 4k + 3 on curves).</summary>
    public abstract bool HasIntegratedMapping { get; }

    /// <summary>Bytes of a public key.</summary>
    public abstract int PublicKeyBytes { get; }

    /// <summary>A fresh key pair.</summary>
    public abstract AgreementKeyPair Generate();

    /// <summary>The public key of a private one: 04 | x | y, or the number as long as the prime; null when the private key is 0 in the group.</summary>
    /// <param name="privateKey">Big-endian number.</param>
    public abstract byte[]? PublicOf(ReadOnlySpan<byte> privateKey);

    /// <summary>True when the bytes are an element that a key may be: on the curve, or of the right order, and not the neutral one.</summary>
    public abstract bool IsPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>The shared secret: the x-coordinate, or the number, as long as the field; null when the other's key is none of this group.</summary>
    public abstract byte[]? Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey);

    /// <summary>The other's key times (to the power of) a scalar, encoded as a public key; null when it is none of this group.</summary>
    public abstract byte[]? Multiply(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> scalar);

    /// <summary>Generic mapping: the generator becomes s*G + H (g^s * h), where H is the secret shared with the other end; null when that fails.</summary>
    public abstract AgreementGroup? MapGeneric(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey);

    /// <summary>Integrated mapping: the generator becomes the element that a pseudo-random number stands for; null when there is none.</summary>
    /// <param name="pseudoRandom">R(s, t) before its reduction modulo the prime.</param>
    public abstract AgreementGroup? MapIntegrated(ReadOnlySpan<byte> pseudoRandom);

    /// <summary>The generator, encoded as a public key.</summary>
    public abstract byte[] EncodedGenerator { get; }

    /// <summary>True for the same field, curve and order, whatever the generator.</summary>
    public abstract bool HasSameElements(AgreementGroup other);
}

/// <summary>A private key and the public one that goes to the other end. Disposing overwrites the private key.</summary>
public sealed class AgreementKeyPair(byte[] privateKey, byte[] publicKey) : IDisposable
{
    /// <summary>Big-endian number.</summary>
    public ReadOnlySpan<byte> PrivateKey => privateKey;

    public ReadOnlyMemory<byte> PublicKey => publicKey;

    public void Dispose() => CryptographicOperations.ZeroMemory(privateKey);

    public override string ToString() => "AgreementKeyPair(not shown)";
}
