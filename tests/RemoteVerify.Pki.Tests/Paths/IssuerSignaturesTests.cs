using System.Formats.Asn1;
using System.Numerics;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Tests.Paths;

public sealed class IssuerSignaturesTests
{
    [Fact]
    public async Task Verify_SameQuestionTwice_GivesTheSameAnswer()
    {
        using SoftwareKey key = TestKeys.New("p256"), other = TestKeys.New("p256");
        Certificate certificate = (await TestKeys.CertifyAsync(key)).Certificate;
        IssuerSignatures signatures = new();

        Assert.Equal(SignatureCheck.Valid, signatures.Verify(certificate, key.PublicKey));
        Assert.Equal(SignatureCheck.Valid, signatures.Verify(Certificate.Read(certificate.Encoded), key.PublicKey));
        Assert.Equal(SignatureCheck.Invalid, signatures.Verify(certificate, other.PublicKey));
    }

    [Fact]
    public async Task Verify_MonstrousKeys_StopsBeingJudged()
    {
        using SoftwareKey key = TestKeys.New("rsa-pkcs1");
        Certificate certificate = (await TestKeys.CertifyAsync(key)).Certificate;
        IssuerSignatures signatures = new();
        for (int i = 0; i < 5; i++)
        {
            Assert.NotEqual(SignatureCheck.Valid, signatures.Verify(certificate, Monster(i)));
        }

        // The budget is spent, so that even a right key is not looked at any more: not proven, never passed.
        Assert.Equal(SignatureCheck.UnsupportedAlgorithm, signatures.Verify(certificate, key.PublicKey));
        Assert.Equal(SignatureCheck.Valid, new IssuerSignatures().Verify(certificate, key.PublicKey));
    }

    /// <summary>RSA with the largest modulus and exponent that are read.</summary>
    private static PublicKeyInfo Monster(int number)
    {
        AsnWriter key = new(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteInteger((BigInteger.One << (RsaPublicKey.MaxModulusBits - 1)) + (2 * number) + 1);
            key.WriteInteger((BigInteger.One << (RsaPublicKey.MaxExponentBits - 1)) + 1);
        }

        AsnWriter info = new(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            AlgorithmIdentifier.WithNull(Oids.RsaEncryption).WriteTo(info);
            info.WriteBitString(key.Encode());
        }

        return PublicKeyInfo.Read(info.Encode());
    }
}
