using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Algorithms;

public sealed class SignatureVerifierTests
{
    private static readonly byte[] Message = "what was signed"u8.ToArray();

    [Fact]
    public void Verify_RsaPkcs1ByOpenSsl_IsValidForEveryDigest()
    {
        using OpenSsl openssl = new();
        PublicKeyInfo key = NewKey(openssl, "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048");
        foreach ((string digest, string oid) in new[]
        {
            ("sha1", Oids.RsaSha1), ("sha224", Oids.RsaSha224), ("sha256", Oids.RsaSha256), ("sha384", Oids.RsaSha384), ("sha512", Oids.RsaSha512),
        })
        {
            byte[] signature = Sign(openssl, $"dgst -{digest} -sign key.pem");
            AssertOnlyThisSignature(key, AlgorithmIdentifier.WithNull(oid), null, signature);
        }
    }

    [Fact]
    public void Verify_RsaEncryptionWithDigestBeside_UsesThatDigest()
    {
        using OpenSsl openssl = new();
        PublicKeyInfo key = NewKey(openssl, "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048");
        byte[] signature = Sign(openssl, "dgst -sha384 -sign key.pem");
        AlgorithmIdentifier plain = AlgorithmIdentifier.WithNull(Oids.RsaEncryption);
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key, plain, new AlgorithmIdentifier(Oids.Sha384), Message, signature));
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, plain, new AlgorithmIdentifier(Oids.Sha256), Message, signature));
        Assert.Equal(SignatureCheck.UnsupportedAlgorithm, SignatureVerifier.Verify(key, plain, null, Message, signature));
    }

    /// <summary>2048 bits and 2049 bits: with the odd one the encoded message is a byte shorter than the modulus.</summary>
    [Theory]
    [InlineData(2048)]
    [InlineData(2049)]
    public void Verify_RsaPssByOpenSsl_IsValidForEverySalt(int bits)
    {
        using OpenSsl openssl = new();
        PublicKeyInfo key = NewKey(openssl, $"genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:{bits}");
        foreach (int salt in new[] { 0, 20, 32, 100 })
        {
            byte[] signature = Sign(openssl, $"dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:{salt} -sign key.pem");
            AssertOnlyThisSignature(key, Pss(Oids.Sha256, salt), null, signature);
            Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, Pss(Oids.Sha256, salt + 1), null, Message, signature));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_DigestInfoWithAndWithoutNull_IsValid(bool withNull)
    {
        using RSA rsa = RSA.Create(2048);
        byte[] hash = SHA256.HashData(Message);
        byte[] oid = Convert.FromHexString("0609608648016503040201");
        byte[] algorithm = withNull ? [0x30, 0x0d, .. oid, 5, 0] : [0x30, 0x0b, .. oid];
        byte[] digestInfo = [0x30, (byte)(algorithm.Length + 34), .. algorithm, 4, 32, .. hash];
        byte[] signature = RawSign(rsa, digestInfo);
        AssertOnlyThisSignature(PublicKeyInfo.Read(rsa.ExportSubjectPublicKeyInfo()), AlgorithmIdentifier.WithNull(Oids.RsaSha256), null, signature);
    }

    /// <summary>Bleichenbacher's forgery needs a verifier that stops reading after the digest.</summary>
    [Fact]
    public void Verify_GarbageAfterDigestInfo_IsInvalid()
    {
        using RSA rsa = RSA.Create(2048);
        byte[] digestInfo = [.. Convert.FromHexString("3031300d060960864801650304020105000420"), .. SHA256.HashData(Message)];
        byte[] message = new byte[256];
        message[1] = 1;
        message.AsSpan(2, 8).Fill(0xff);
        digestInfo.CopyTo(message.AsSpan(11));
        RSAParameters p = rsa.ExportParameters(includePrivateParameters: true);
        byte[] signature = ToBytes(BigInteger.ModPow(Number(message), Number(p.D!), Number(p.Modulus!)), 256);
        PublicKeyInfo key = PublicKeyInfo.Read(rsa.ExportSubjectPublicKeyInfo());
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, AlgorithmIdentifier.WithNull(Oids.RsaSha256), null, Message, signature));
    }

    [Fact]
    public void Verify_EcdsaByOpenSsl_IsValidOnNamedAndExplicitCurves()
    {
        using OpenSsl openssl = new();
        foreach (string curve in new[] { "prime192v1", "secp224r1", "prime256v1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1" })
        {
            foreach (string form in new[] { "named_curve", "explicit" })
            {
                PublicKeyInfo key = NewKey(openssl, $"genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -pkeyopt ec_param_enc:{form}");
                Assert.Equal(form == "explicit", key.Ec!.Curve.Explicit is not null);
                AssertOnlyThisSignature(key, new AlgorithmIdentifier(Oids.EcdsaSha256), null, Sign(openssl, "dgst -sha256 -sign key.pem"));
                AssertOnlyThisSignature(key, new AlgorithmIdentifier(Oids.EcdsaSha512), null, Sign(openssl, "dgst -sha512 -sign key.pem"));
                AssertOnlyThisSignature(
                    key, new AlgorithmIdentifier(Oids.EcPublicKey), new AlgorithmIdentifier(Oids.Sha224), Sign(openssl, "dgst -sha224 -sign key.pem"));
            }
        }
    }

    [Fact]
    public void Verify_CompressedPoint_IsValidOnNamedAndExplicitCurves()
    {
        using OpenSsl openssl = new();
        foreach (string curve in new[] { "prime256v1", "secp224r1", "brainpoolP384r1" })
        {
            foreach (string form in new[] { "named_curve", "explicit" })
            {
                openssl.Run($"ecparam -genkey -noout -name {curve} -param_enc {form} -conv_form compressed -out key.pem");
                openssl.Run("ec -in key.pem -pubout -conv_form compressed -outform DER -out key.der");
                PublicKeyInfo key = PublicKeyInfo.Read(openssl.Read("key.der"));
                Assert.True(key.Ec!.EncodedPoint.Span[0] is 2 or 3);
                AssertOnlyThisSignature(key, new AlgorithmIdentifier(Oids.EcdsaSha256), null, Sign(openssl, "dgst -sha256 -sign key.pem"));
            }
        }
    }

    [Fact]
    public void Verify_PlainEcdsa_TakesFixedLengthsOnly()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKeyInfo key = PublicKeyInfo.Read(ecdsa.ExportSubjectPublicKeyInfo());
        byte[] signature = ecdsa.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        AssertOnlyThisSignature(key, new AlgorithmIdentifier(Oids.EcdsaPlainSha256), null, signature);
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, new AlgorithmIdentifier(Oids.EcdsaPlainSha256), null, Message, [0, .. signature]));
    }

    [Fact]
    public void Verify_KeyOfAnotherFamily_IsUnsupported()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKeyInfo key = PublicKeyInfo.Read(ecdsa.ExportSubjectPublicKeyInfo());
        Assert.Equal(
            SignatureCheck.UnsupportedAlgorithm, SignatureVerifier.Verify(key, AlgorithmIdentifier.WithNull(Oids.RsaSha256), null, Message, new byte[256]));
        Assert.Equal(SignatureCheck.UnsupportedAlgorithm, SignatureVerifier.Verify(key, new AlgorithmIdentifier("1.2.3"), null, Message, new byte[64]));
    }

    [Fact]
    public void Verify_ZeroSignatureNumbers_AreInvalid()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKeyInfo key = PublicKeyInfo.Read(ecdsa.ExportSubjectPublicKeyInfo());
        AlgorithmIdentifier algorithm = new(Oids.EcdsaSha256);
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, algorithm, null, Message, [0x30, 6, 2, 1, 0, 2, 1, 0]));
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, algorithm, null, Message, []));
    }

    private static void AssertOnlyThisSignature(PublicKeyInfo key, AlgorithmIdentifier algorithm, AlgorithmIdentifier? digest, byte[] signature)
    {
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key, algorithm, digest, Message, signature));
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, algorithm, digest, "something else"u8, signature));
        byte[] changed = [.. signature];
        changed[^1] ^= 1;
        Assert.Equal(SignatureCheck.Invalid, SignatureVerifier.Verify(key, algorithm, digest, Message, changed));
    }

    private static PublicKeyInfo NewKey(OpenSsl openssl, string command)
    {
        openssl.Run($"{command} -out key.pem");
        openssl.Run("pkey -in key.pem -pubout -out public.pem");
        return PublicKeyInfo.Read(Pem.Decode(File.ReadAllText(openssl.PathOf("public.pem")), "PUBLIC KEY")[0]);
    }

    private static byte[] Sign(OpenSsl openssl, string command)
    {
        openssl.Write("message", Message);
        openssl.Run($"{command} -binary -out signature message");
        return openssl.Read("signature");
    }

    private static AlgorithmIdentifier Pss(string digestOid, int salt)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 0)))
            {
                new AlgorithmIdentifier(digestOid).WriteTo(writer);
            }

            using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Mgf1);
                new AlgorithmIdentifier(digestOid).WriteTo(writer);
            }

            using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 2)))
            {
                writer.WriteInteger(salt);
            }
        }

        return new AlgorithmIdentifier(Oids.RsaPss, writer.Encode());
    }

    private static byte[] RawSign(RSA rsa, byte[] digestInfo)
    {
        RSAParameters p = rsa.ExportParameters(includePrivateParameters: true);
        int length = p.Modulus!.Length;
        byte[] message = new byte[length];
        message[1] = 1;
        message.AsSpan(2, length - digestInfo.Length - 3).Fill(0xff);
        digestInfo.CopyTo(message.AsSpan(length - digestInfo.Length));
        return ToBytes(BigInteger.ModPow(Number(message), Number(p.D!), Number(p.Modulus)), length);
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] ToBytes(BigInteger value, int length)
    {
        byte[] bytes = new byte[length];
        byte[] minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes.AsSpan(length - minimal.Length));
        return bytes;
    }

    /// <summary>A declared gap: the platform has no type for Ed25519.</summary>
    [Fact]
    public void Verify_Ed25519_IsUnsupportedAndNeverValid()
    {
        using OpenSsl openssl = new();
        openssl.Run("req -x509 -newkey ed25519 -nodes -days 30 -subj /CN=Ed -keyout ed.key -out ed.pem");
        RemoteVerify.Pki.Certificates.Certificate certificate = RemoteVerify.Pki.Certificates.Certificate.ReadPem(System.Text.Encoding.ASCII.GetString(openssl.Read("ed.pem")))[0];
        Assert.Equal(KeyKind.Other, certificate.PublicKey.Kind);
        Assert.Equal(SignatureCheck.UnsupportedAlgorithm, certificate.VerifySignature(certificate.PublicKey));
    }
}
