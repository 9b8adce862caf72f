using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Tests.Algorithms;

public sealed class RsaPublicKeyTests
{
    private static readonly byte[] Message = "what was signed"u8.ToArray();

    [Fact]
    public void Read_ModulusWithoutLeadingZero_IsTheSameKey()
    {
        using RSA rsa = RSA.Create(2048);
        RSAParameters numbers = rsa.ExportParameters(false);
        RsaPublicKey right = RsaPublicKey.Read(rsa.ExportRSAPublicKey());
        byte[] faulty = Encode(numbers.Modulus!, numbers.Exponent!);
        RsaPublicKey read = RsaPublicKey.Read(faulty);
        Assert.True(numbers.Modulus![0] >= 0x80, "A 2048-bit modulus begins with a one bit.");
        Assert.Equal(right, read);
        Assert.Equal(2048, read.ModulusBits);
        byte[] signature = rsa.SignData(Message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(right.Recover(signature), read.Recover(signature));
        PublicKeyInfo key = PublicKeyInfo.Read(SubjectPublicKeyInfo(faulty));
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.WithNull(Oids.RsaSha256);
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key, algorithm, null, Message, signature));
        signature[10] ^= 1;
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, algorithm, null, Message, signature));
    }

    [Fact]
    public void Read_ZeroOrNegativeNumber_IsRefused()
    {
        Assert.Throws<PkiFormatException>(() => RsaPublicKey.Read(Encode([0], [1, 0, 1])));
        Assert.Throws<PkiFormatException>(() => RsaPublicKey.Read(Encode([0x7f, 1], [0xff])));
        Assert.Equal(new BigInteger(0x7f01), RsaPublicKey.Read(Encode([0x7f, 1], [3])).Modulus);
    }

    /// <summary>The numbers as they are, without the zero octet that keeps them positive.</summary>
    private static byte[] Encode(byte[] modulus, byte[] exponent)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            // The writer takes only minimal two's complement, which a modulus that begins with nine one bits isn't.
            writer.WriteEncodedValue(modulus.Length == 256 ? [0x02, 0x82, 0x01, 0x00, .. modulus] : [0x02, (byte)modulus.Length, .. modulus]);
            writer.WriteInteger(exponent);
        }

        return writer.Encode();
    }

    private static byte[] SubjectPublicKeyInfo(byte[] key)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.RsaEncryption);
                writer.WriteNull();
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
