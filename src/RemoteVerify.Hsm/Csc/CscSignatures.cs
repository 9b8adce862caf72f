using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Takes only signatures that the credential's certificate verifies.</summary>
internal static class CscSignatures
{
    /// <exception cref="CscException">One is missing or is not the key's.</exception>
    public static IReadOnlyList<byte[]> Check(CscCredential credential, IReadOnlyList<ReadOnlyMemory<byte>> hashes, IReadOnlyList<byte[]>? values)
    {
        if (values is null || values.Count != hashes.Count)
        {
            throw CscWire.Trouble(CscProblem.AnswerMalformed);
        }

        return [.. values.Select((value, i) => Accept(credential, hashes[i], value))];
    }

    /// <summary>Some services give an ECDSA value as r and s, one after the other.</summary>
    private static byte[] Accept(CscCredential credential, ReadOnlyMemory<byte> hash, byte[] value)
    {
        SignatureParameters parameters = SignatureParameters.Resolve(credential.Scheme.Algorithm, credential.Scheme.DigestAlgorithm)!;
        PublicKeyInfo key = credential.Certificate.PublicKey;
        if (SignatureVerifier.VerifyHash(key, parameters, hash.Span, value) == SignatureCheck.Valid)
        {
            return value;
        }

        if (credential.Scheme.Kind == SignatureKind.Ecdsa && value.Length == (key.KeySizeBits + 7) / 8 * 2)
        {
            byte[] der = CscDerValue.FromPlain(value);
            if (SignatureVerifier.VerifyHash(key, parameters, hash.Span, der) == SignatureCheck.Valid)
            {
                return der;
            }
        }

        throw CscWire.Trouble(CscProblem.AnswerMalformed);
    }
}
