// ICAO Doc 9303-11 clause 4.4.3.3.3 and 4.4.3.5 (chip authentication mapping): PK_Map,IC = CA_IC * PK_IC.
using System.Numerics;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.KeyAgreement;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>The chip's proof inside PACE.</summary>
internal static class ChipAuthenticationMapping
{
    // The vector is the encryption of -1, which is what a counter of all ones gives.
    private static readonly byte[] AllOnes = [.. Enumerable.Repeat((byte)0xFF, 16)];

    /// <summary>The chip's end: CA_IC = (static key)^-1 * (mapping key) modulo the order, encrypted.</summary>
    public static byte[] Prove(MessageKeys keys, EllipticGroup group, ReadOnlySpan<byte> staticKey, ReadOnlySpan<byte> mappingKey)
    {
        BigInteger inverse = BigInteger.ModPow(Number(staticKey), group.Order - 2, group.Order);
        byte[] data = (inverse * Number(mappingKey) % group.Order).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = new byte[(int)((group.Order.GetBitLength() + 7) / 8)];
        data.CopyTo(padded.AsSpan(padded.Length - data.Length));
        return keys.Encrypt(AllOnes, padded);
    }

    /// <summary>The chip authentication data; null when padding or length is wrong.</summary>
    public static byte[]? Decrypt(MessageKeys keys, ReadOnlySpan<byte> encrypted) => keys.Decrypt(AllOnes, encrypted);

    /// <summary>True when the mapping key that the chip used is this multiple of its static key.</summary>
    public static bool IsProof(AgreementPublicKey staticKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mappingPublicKey) =>
        staticKey.Group.Multiply(staticKey.PublicKey.Span, data) is { } product && product.AsSpan().SequenceEqual(mappingPublicKey);

    /// <summary>The static keys that EF.CardSecurity lists; its signature is not judged here. Empty when the file is broken.</summary>
    public static IReadOnlyList<AgreementPublicKey> KeysOf(ReadOnlyMemory<byte> cardSecurity)
    {
        try
        {
            return SignedData.Read(cardSecurity).EncapsulatedContent is { } content ? SecurityInfos.ReadKeys(content) : [];
        }
        catch (PkiFormatException)
        {
            return [];
        }
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
