// RFC 8017 sections 8.1.2, 8.2.2 and 9. Public values only, so nothing here needs constant time.
// The platform is asked first, being many times as fast. What it does not accept is judged by own arithmetic, because it refuses a PSS salt that is not as long as the digest and a DigestInfo
// without NULL parameters, and both occur in issued passports and in the ICAO master list.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

internal static class RsaVerification
{
    public static SignatureCheck Verify(RsaPublicKey key, SignatureParameters parameters, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (key.ModulusBits > RsaPublicKey.MaxModulusBits || key.Exponent.GetBitLength() > RsaPublicKey.MaxExponentBits)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        if (signature.Length != key.ModulusBytes)
        {
            return SignatureCheck.Invalid;
        }

        if (PlatformAccepts(key, parameters, hash, signature))
        {
            return SignatureCheck.Valid;
        }

        if (key.Recover(signature) is not { } message)
        {
            // Also for a key that is too dear for own arithmetic: the platform has said no, and only rare forms would be missed.
            return SignatureCheck.Invalid;
        }

        bool matches = parameters.Kind == SignatureKind.RsaPss
            ? PssMatches(message, key.ModulusBits - 1, parameters, hash)
            : Pkcs1Matches(message, parameters.Hash, hash);
        return matches ? SignatureCheck.Valid : SignatureCheck.Invalid;
    }

    /// <summary>Only a yes of the platform counts: its no may mean a form that it does not know.</summary>
    private static bool PlatformAccepts(RsaPublicKey key, SignatureParameters parameters, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        bool isPss = parameters.Kind == SignatureKind.RsaPss;
        if (parameters.Hash == HashAlgorithms.Sha224
            || (isPss && (parameters.MaskHash != parameters.Hash || parameters.SaltLengthBytes != HashAlgorithms.LengthOf(parameters.Hash))))
        {
            return false;
        }

        try
        {
            return PlatformKeys.Of(key).VerifyHash(hash, signature, parameters.Hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A key that the platform does not take.
            return false;
        }
    }

    /// <summary>Builds what a right signature must contain and compares, so that no parser can be fooled (RFC 8017 section 8.2.2 note).</summary>
    private static bool Pkcs1Matches(ReadOnlySpan<byte> message, HashAlgorithmName algorithm, ReadOnlySpan<byte> hash) =>
        message.SequenceEqual(Pkcs1Encode(message.Length, algorithm, hash, withNull: true))
        || message.SequenceEqual(Pkcs1Encode(message.Length, algorithm, hash, withNull: false));

    private static byte[] Pkcs1Encode(int length, HashAlgorithmName algorithm, ReadOnlySpan<byte> hash, bool withNull)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            string oid = HashAlgorithms.OidOf(algorithm);
            (withNull ? AlgorithmIdentifier.WithNull(oid) : new AlgorithmIdentifier(oid)).WriteTo(writer);
            writer.WriteOctetString(hash);
        }

        byte[] digestInfo = writer.Encode();
        int padding = length - digestInfo.Length - 3;
        if (padding < 8)
        {
            return [];
        }

        byte[] encoded = new byte[length];
        encoded[1] = 1;
        encoded.AsSpan(2, padding).Fill(0xff);
        digestInfo.CopyTo(encoded.AsSpan(length - digestInfo.Length));
        return encoded;
    }

    private static bool PssMatches(ReadOnlySpan<byte> message, int messageBits, SignatureParameters parameters, ReadOnlySpan<byte> hash)
    {
        int length = (messageBits + 7) / 8;
        ReadOnlySpan<byte> encoded = message[^length..];
        bool leadingIsZero = length == message.Length || message[0] == 0;
        int databaseLength = length - hash.Length - 1;
        if (!leadingIsZero || databaseLength < 1 || encoded[^1] != 0xbc)
        {
            return false;
        }

        ReadOnlySpan<byte> h = encoded.Slice(databaseLength, hash.Length);
        byte[] database = Mgf1(parameters.MaskHash, h, databaseLength);
        for (int i = 0; i < databaseLength; i++)
        {
            database[i] ^= encoded[i];
        }

        int unusedBits = (8 * length) - messageBits;
        if (encoded[0] >> (8 - unusedBits) != 0)
        {
            return false;
        }

        database[0] &= (byte)(0xff >> unusedBits);
        int separator = database.AsSpan().IndexOfAnyExcept((byte)0);
        if (separator < 0 || database[separator] != 1 || databaseLength - separator - 1 != parameters.SaltLengthBytes)
        {
            return false;
        }

        byte[] salted = [.. new byte[8], .. hash, .. database.AsSpan(separator + 1)];
        return HashAlgorithms.Hash(parameters.Hash, salted).AsSpan().SequenceEqual(h);
    }

    private static byte[] Mgf1(HashAlgorithmName algorithm, ReadOnlySpan<byte> seed, int length)
    {
        byte[] mask = new byte[length];
        byte[] block = [.. seed, 0, 0, 0, 0];
        int done = 0;
        for (uint counter = 0; done < length; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(seed.Length), counter);
            byte[] part = HashAlgorithms.Hash(algorithm, block);
            int take = Math.Min(part.Length, length - done);
            part.AsSpan(0, take).CopyTo(mask.AsSpan(done));
            done += take;
        }

        return mask;
    }
}
