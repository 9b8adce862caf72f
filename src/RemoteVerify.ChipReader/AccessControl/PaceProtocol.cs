// ICAO Doc 9303-11 clause 9.2.5 (PACEInfo), 9.5.1 (standardised domain parameters) and 4.4 (the protocol's computations).
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>One way of PACE with generic mapping over an elliptic curve, and what both ends compute in it.</summary>
internal sealed class PaceProtocol
{
    private const string GenericMappingEcdh = "0.4.0.127.0.7.2.2.4.2.";
    private const int MaxInfos = 32;
    private const uint PasswordCounter = 3;

    private static readonly Dictionary<int, string> Curves = new()
    {
        [8] = "1.2.840.10045.3.1.1",
        [9] = "1.3.36.3.3.2.8.1.1.3",
        [10] = "1.3.132.0.33",
        [11] = "1.3.36.3.3.2.8.1.1.5",
        [12] = "1.2.840.10045.3.1.7",
        [13] = "1.3.36.3.3.2.8.1.1.7",
        [14] = "1.3.36.3.3.2.8.1.1.9",
        [15] = "1.3.132.0.34",
        [16] = "1.3.36.3.3.2.8.1.1.11",
        [17] = "1.3.36.3.3.2.8.1.1.13",
        [18] = "1.3.132.0.35",
    };

    private PaceProtocol(string oid, SessionCipher cipher, int parameterId)
    {
        Cipher = cipher;
        ParameterId = parameterId;
        Curve = CurveArithmetic.Explicit(Curves[parameterId]);
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        EncodedOid = writer.Encode();
    }

    public SessionCipher Cipher { get; }

    public int ParameterId { get; }

    public ECCurve Curve { get; }

    /// <summary>The object identifier with its tag 06.</summary>
    public byte[] EncodedOid { get; }

    /// <summary>The first of the chip's offers that is spoken here; null when there is none.</summary>
    public static PaceProtocol? Choose(ReadOnlyMemory<byte> cardAccess)
    {
        try
        {
            AsnReader infos = new AsnReader(cardAccess, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true);
            for (int i = 0; infos.HasData && i < MaxInfos; i++)
            {
                AsnReader info = infos.ReadSequence();
                string oid = info.ReadObjectIdentifier();
                if (CipherOf(oid) is { } cipher && info.TryReadInt32(out int version) && version == 2
                    && info.HasData && info.TryReadInt32(out int parameters) && Curves.ContainsKey(parameters))
                {
                    return new PaceProtocol(oid, cipher, parameters);
                }
            }

            return null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The key that hides the nonce.</summary>
    public byte[] PasswordKey(AccessKey key) => MessageKeys.DeriveKey(Cipher, key.Secret, PasswordCounter);

    public byte[] DecryptNonce(AccessKey key, ReadOnlySpan<byte> encrypted)
    {
        using MessageKeys password = new(Cipher, PasswordKey(key), []);
        return password.DecryptBlocks(encrypted);
    }

    public byte[] EncryptNonce(AccessKey key, ReadOnlySpan<byte> nonce)
    {
        using MessageKeys password = new(Cipher, PasswordKey(key), []);
        return password.EncryptBlocks(nonce);
    }

    /// <summary>The new generator s*G + H, where H is shared; null when the other end's point is none.</summary>
    public ECPoint? Map(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ownScalar, ECPoint other) =>
        CurveArithmetic.Multiply(Curve, other, ownScalar) is { } shared && CurveArithmetic.Multiply(Curve, Curve.G, nonce) is { } scaled
            ? CurveArithmetic.Add(Curve, scaled, shared)
            : null;

    /// <summary>Session keys from the second agreement; null when the other end's point is none.</summary>
    public MessageKeys? Agree(ReadOnlySpan<byte> ownScalar, ECPoint other) =>
        CurveArithmetic.Multiply(Curve, other, ownScalar) is { } shared ? MessageKeys.Derive(Cipher, shared.X) : null;

    /// <summary>What a token is computed over: the other end's ephemeral key (clause 4.4.3.4).</summary>
    public byte[] TokenInput(ECPoint other) =>
        DataObject.Write(0x7F49, [.. EncodedOid, .. DataObject.Write(0x86, CurveArithmetic.Encode(other))]);

    private static SessionCipher? CipherOf(string oid) => oid switch
    {
        GenericMappingEcdh + "1" => SessionCipher.TripleDes,
        GenericMappingEcdh + "2" => SessionCipher.Aes128,
        GenericMappingEcdh + "3" => SessionCipher.Aes192,
        GenericMappingEcdh + "4" => SessionCipher.Aes256,
        _ => null,
    };
}
