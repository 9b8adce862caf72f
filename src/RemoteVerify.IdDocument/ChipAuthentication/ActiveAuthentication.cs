// ICAO Doc 9303-11 clause 6.1 (active authentication). The challenge is the server's: a client that chooses it proves nothing.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>Challenges for a chip's signing key, and the judgement of its answers.</summary>
public static class ActiveAuthentication
{
    /// <summary>Length of a challenge (RND.IFD).</summary>
    public const int ChallengeBytes = 8;

    // Doc 9303-11 clause 6.1.3: SHA-224 to SHA-512 with plain ECDSA. Chips do not always use the one that fits their curve.
    private static readonly (HashAlgorithmName Name, string PlainOid)[] EcdsaHashes =
    [
        (HashAlgorithmName.SHA256, Oids.EcdsaPlainSha256),
        (HashAlgorithmName.SHA384, Oids.EcdsaPlainSha384),
        (HashAlgorithmName.SHA512, Oids.EcdsaPlainSha512),
        (HashAlgorithms.Sha224, Oids.EcdsaPlainSha224),
    ];

    /// <summary>
    /// Makes the challenge of one transaction: the first eight bytes of an HMAC over its nonce, purpose and end, so that it can be
    /// recognised later without being stored, can't be foretold by the client and can't serve another purpose.
    /// </summary>
    /// <param name="serverKey">At least 32 secret bytes.</param>
    /// <param name="transactionNonce">What ties chip, camera and signing intent together; used once.</param>
    /// <param name="purpose">For example <c>identity-verification</c>.</param>
    /// <param name="expires">The answer must come before.</param>
    public static byte[] CreateChallenge(ReadOnlySpan<byte> serverKey, ReadOnlySpan<byte> transactionNonce, string purpose, DateTimeOffset expires)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ArgumentOutOfRangeException.ThrowIfLessThan(serverKey.Length, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(transactionNonce.Length, 16);
        byte[] purposeBytes = Encoding.UTF8.GetBytes(purpose);
        byte[] message = new byte[8 + 4 + transactionNonce.Length + purposeBytes.Length];
        BinaryPrimitives.WriteInt64BigEndian(message, expires.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(8), transactionNonce.Length);
        transactionNonce.CopyTo(message.AsSpan(12));
        purposeBytes.CopyTo(message.AsSpan(12 + transactionNonce.Length));
        return HMACSHA256.HashData(serverKey, message)[..ChallengeBytes];
    }

    /// <summary>True when the challenge is the one made for this transaction and its time has not run out.</summary>
    public static bool IsChallengeOf(
        ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> serverKey, ReadOnlySpan<byte> transactionNonce, string purpose, DateTimeOffset expires, DateTimeOffset at) =>
        at < expires && CryptographicOperations.FixedTimeEquals(challenge, CreateChallenge(serverKey, transactionNonce, purpose, expires));

    /// <summary>Judges an answer to a challenge.</summary>
    /// <param name="info">What DG14 says about the algorithm; a hint only, every permitted hash is tried.</param>
    /// <exception cref="IdDocumentFormatException">The key of DG15 is broken.</exception>
    public static ActiveAuthenticationResult Verify(Dg15 key, ActiveAuthenticationInfo? info, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> response)
    {
        ArgumentNullException.ThrowIfNull(key);
        PublicKeyInfo publicKey = key.PublicKey();
        return publicKey.Kind switch
        {
            KeyKind.Rsa => VerifyRsa(publicKey.Rsa!, challenge, response),
            KeyKind.Ec => VerifyEcdsa(publicKey, info, challenge, response),
            _ => ActiveAuthenticationResult.Refused("key-unsupported"),
        };
    }

    private static ActiveAuthenticationResult VerifyRsa(RsaPublicKey key, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> response)
    {
        // Chips and readers drop leading zero bytes; a longer answer is no answer of this key.
        if (response.Length == 0 || response.Length > key.ModulusBytes || Iso9796.Recover(key, response) is not { } recovered)
        {
            return ActiveAuthenticationResult.Refused("response-malformed");
        }

        return Iso9796.Verify(recovered, challenge) is { } hash
            ? new ActiveAuthenticationResult(true, NameOf(hash), false, null)
            : ActiveAuthenticationResult.Refused("challenge-mismatch");
    }

    private static ActiveAuthenticationResult VerifyEcdsa(
        PublicKeyInfo key, ActiveAuthenticationInfo? info, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> response)
    {
        foreach ((HashAlgorithmName name, string oid) in EcdsaHashes.OrderByDescending(hash => hash.PlainOid == info?.SignatureAlgorithm))
        {
            if (SignatureVerifier.Verify(key, new AlgorithmIdentifier(oid), null, challenge, response) == SignatureCheck.Valid)
            {
                return new ActiveAuthenticationResult(true, NameOf(name), false, null);
            }

            AlgorithmIdentifier digest = HashAlgorithms.IdentifierOf(name);
            if (response.Length > 0 && response[0] == 0x30
                && SignatureVerifier.Verify(key, new AlgorithmIdentifier(Oids.EcPublicKey), digest, challenge, response) == SignatureCheck.Valid)
            {
                return new ActiveAuthenticationResult(true, NameOf(name), true, null);
            }
        }

        return ActiveAuthenticationResult.Refused("challenge-mismatch");
    }

    private static string NameOf(HashAlgorithmName name) => name.Name!.ToLowerInvariant();
}
