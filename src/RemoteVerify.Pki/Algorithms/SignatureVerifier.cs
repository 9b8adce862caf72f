using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>Checks one signature value; never throws on what the key or the signature contain.</summary>
public static class SignatureVerifier
{
    /// <summary>Checks a signature over data.</summary>
    /// <param name="key">Key of the alleged signer.</param>
    /// <param name="signatureAlgorithm">As in the signed object; CMS may name only the key type.</param>
    /// <param name="digestAlgorithm">Digest named beside it; used where <paramref name="signatureAlgorithm"/> names none.</param>
    /// <param name="data">The signed bytes as received.</param>
    /// <param name="signature">The signature value.</param>
    public static SignatureCheck Verify(
        PublicKeyInfo key, AlgorithmIdentifier signatureAlgorithm, AlgorithmIdentifier? digestAlgorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        return SignatureParameters.Resolve(signatureAlgorithm, digestAlgorithm) is { } parameters
            ? VerifyHash(key, parameters, HashAlgorithms.Hash(parameters.Hash, data), signature)
            : SignatureCheck.UnsupportedAlgorithm;
    }

    /// <summary>Checks a signature over a digest that the caller has computed with <see cref="SignatureParameters.Hash"/>.</summary>
    public static SignatureCheck VerifyHash(PublicKeyInfo key, SignatureParameters parameters, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(parameters);
        if (hash.Length != HashAlgorithms.LengthOf(parameters.Hash))
        {
            return SignatureCheck.Invalid;
        }

        return parameters.Kind switch
        {
            SignatureKind.RsaPkcs1 or SignatureKind.RsaPss =>
                key.Rsa is { } rsa ? RsaVerification.Verify(rsa, parameters, hash, signature) : SignatureCheck.UnsupportedAlgorithm,
            _ => key.Ec is { } ec ? VerifyEcdsa(ec, parameters.Kind, hash, signature) : SignatureCheck.UnsupportedAlgorithm,
        };
    }

    private static SignatureCheck VerifyEcdsa(EcPublicKey key, SignatureKind kind, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (PlatformKeys.Of(key) is not { } ecdsa)
            {
                return SignatureCheck.UnsupportedAlgorithm;
            }

            int length = (ecdsa.KeySize + 7) / 8;
            byte[]? plain = kind == SignatureKind.EcdsaPlain ? signature.ToArray() : DerToPlain(signature, length);
            return plain is not null && plain.Length == 2 * length && ecdsa.VerifyHash(hash, plain, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                ? SignatureCheck.Valid
                : SignatureCheck.Invalid;
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // The library refuses the curve or the point (not on the curve, order wrong): nothing that can be judged.
            return SignatureCheck.UnsupportedAlgorithm;
        }
    }

    private static byte[]? DerToPlain(ReadOnlySpan<byte> signature, int length)
    {
        try
        {
            Asn1Reader reader = new(signature.ToArray(), "Ecdsa-Sig-Value");
            Asn1Reader sequence = reader.Sequence();
            BigInteger r = sequence.Integer();
            BigInteger s = sequence.Integer();
            sequence.End();
            reader.End();
            return r.Sign > 0 && s.Sign > 0 && r.GetBitLength() <= 8 * length && s.GetBitLength() <= 8 * length
                ? [.. EcPoint.ToBytes(r, length), .. EcPoint.ToBytes(s, length)]
                : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }
}
