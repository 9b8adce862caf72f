using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Cms;

public sealed class SignedDataTests
{
    private static readonly byte[] Content = "the signed document"u8.ToArray();

    public static TheoryData<string> Schemes => ["rsa-pkcs1", "rsa-pss", "p256", "p384", "p521"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task SignAsync_EveryScheme_IsAcceptedByOpenSslWithCades(string name)
    {
        using SoftwareKey key = TestKeys.New(name);
        CertifiedKey signer = await TestKeys.CertifyAsync(key);
        byte[] cms = await SignedDataBuilder.SignAsync(Content, Oids.Data, detached: true, signer, CancellationToken.None);
        using OpenSsl openssl = new();
        openssl.Write("cms.der", cms);
        openssl.Write("content", Content);
        openssl.Write("root.pem", signer.Certificate.ToPem());
        openssl.Run("cms -verify -cades -binary -inform DER -in cms.der -content content -CAfile root.pem -purpose any -out out");
        Assert.Equal(Content, openssl.Read("out"));

        SignedData read = SignedData.Read(cms);
        Assert.Null(read.EncapsulatedContent);
        Assert.Equal(1, read.Version);
        SignerInfo info = Assert.Single(read.Signers);
        Assert.Null(info.SigningTime);
        Assert.True(info.Verify(Content, info.FindCertificate(read.Certificates)!).IsValid);
        Assert.True(info.VerifyHash(HashAlgorithms.Hash(info.DigestName!.Value, Content), signer.Certificate).IsValid);
        Assert.Equal([SignerProblem.MessageDigestMismatch], info.Verify("other"u8, signer.Certificate).Problems);
    }

    [Fact]
    public async Task Complete_TwoPhases_GiveTheBytesOfOnePhase()
    {
        using SoftwareKey key = TestKeys.New("rsa-pkcs1");
        CertifiedKey signer = await TestKeys.CertifyAsync(key);
        SignedAttributesRequest request = new()
        {
            ContentHash = SHA256.HashData(Content),
            Scheme = key.Scheme,
            Certificate = signer.Certificate,
            CommitmentType = Oids.ProofOfApproval,
        };
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(request);
        byte[] signature = key.SignHash(SignedDataBuilder.HashToSign(attributes, key.Scheme));
        byte[] cms = SignedDataBuilder.Complete(new SignedDataParts
        {
            SignedAttributes = attributes,
            Scheme = key.Scheme,
            SignatureValue = signature,
            Certificate = signer.Certificate,
        });

        SignerInfo info = SignedData.Read(cms).Signers[0];
        Assert.True(info.Verify(Content, signer.Certificate).IsValid);
        Assert.Equal([Oids.ProofOfApproval], info.CommitmentTypes);
        Assert.Equal(attributes, info.SignedAttributesAsSet());
        SigningCertificateReference reference = Assert.Single(info.SigningCertificates);
        Assert.True(reference.Matches(signer.Certificate));
        Assert.Equal(HashAlgorithmName.SHA256, reference.HashAlgorithm);
    }

    [Fact]
    public async Task BuildSignedAttributes_Sha256_LeavesTheDefaultHashAlgorithmOut()
    {
        using SoftwareKey key = TestKeys.New("p256");
        CertifiedKey signer = await TestKeys.CertifyAsync(key);
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = SHA256.HashData(Content),
            Scheme = key.Scheme,
            Certificate = signer.Certificate,
        });

        // SEQUENCE { SEQUENCE OF { SEQUENCE { OCTET STRING 32 bytes ... }}}: the hash comes first, no algorithm before it.
        byte[] hash = [0x04, 0x20, .. SHA256.HashData(signer.Certificate.Encoded.Span)];
        int at = attributes.AsSpan().IndexOf(hash);
        Assert.True(at > 0);
        Assert.Equal(0x30, attributes[at - 2]);
    }

    [Theory]
    [InlineData("-md sha256 -nodetach", false)]
    [InlineData("-md sha384 -nodetach -cades", false)]
    [InlineData("-md sha256 -nodetach -keyid", false)]
    [InlineData("-md sha256 -nodetach -noattr", false)]
    [InlineData("-md sha512 -nodetach -stream", false)]
    [InlineData("-md sha256", true)]
    [InlineData("-md sha224 -nodetach -econtent_type 2.23.136.1.1.1", false)]
    [InlineData("-md sha256 -nodetach -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20", false)]
    public void Verify_SignedByOpenSsl_IsValidAndOneChangedByteIsNot(string options, bool detached)
    {
        using OpenSsl openssl = new();
        openssl.Run("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /C=VN/CN=Signer -days 10 -sha256");
        openssl.Write("content", Content);
        openssl.Run($"cms -sign -binary -in content -signer cert.pem -inkey key.pem {options} -outform DER -out cms.der");
        SignedData data = SignedData.Read(openssl.Read("cms.der"));
        Assert.Equal(detached, data.EncapsulatedContent is null);
        SignerInfo signer = Assert.Single(data.Signers);
        Certificate certificate = signer.FindCertificate(data.Certificates)!;
        Assert.True(signer.Verify(Content, certificate).IsValid);
        if (!detached)
        {
            Assert.Equal(Content, data.EncapsulatedContent!.Value.ToArray());
        }

        byte[] changed = [.. Content];
        changed[3] ^= 1;
        Assert.False(signer.Verify(changed, certificate).IsValid);
    }

    [Fact]
    public void Verify_EcdsaByOpenSsl_IsValid()
    {
        using OpenSsl openssl = new();
        openssl.Run("ecparam -genkey -noout -name brainpoolP384r1 -param_enc explicit -out key.pem");
        openssl.Run("req -x509 -new -key key.pem -out cert.pem -subj /C=VN/CN=Signer -days 10 -sha384");
        openssl.Write("content", Content);
        openssl.Run("cms -sign -binary -md sha256 -nodetach -in content -signer cert.pem -inkey key.pem -outform DER -out cms.der");
        SignedData data = SignedData.Read(openssl.Read("cms.der"));
        Assert.True(data.Signers[0].Verify(Content, data.Certificates[0]).IsValid);
        Assert.True(data.Certificates[0].IsSelfSigned());
    }

    [Fact]
    public async Task Verify_OtherCertificateWithTheSameNameAndSerial_IsRefusedByTheSignedReference()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] serial = [0x51];
        CertifiedKey signer = await TestKeys.CertifyAsync(key, serial);
        CertifiedKey twin = await TestKeys.CertifyAsync(key, serial, TestKeys.Now.AddDays(1));
        byte[] cms = await SignedDataBuilder.SignAsync(Content, Oids.Data, detached: false, signer, CancellationToken.None);
        SignerInfo info = SignedData.Read(cms).Signers[0];
        Assert.Equal([SignerProblem.SigningCertificateMismatch], info.Verify(Content, twin.Certificate).Problems);
        Assert.Equal(signer.Certificate, info.FindCertificate([twin.Certificate, signer.Certificate]));
    }

    [Fact]
    public async Task Read_ZeroPadding_IsIgnoredAndOtherTrailingBytesAreRefused()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] cms = await SignedDataBuilder.SignAsync(Content, Oids.Data, detached: false, await TestKeys.CertifyAsync(key), CancellationToken.None);
        SignedData data = SignedData.Read(new byte[][] { cms, new byte[100] }.SelectMany(b => b).ToArray());
        Assert.Equal(cms, data.Encoded.ToArray());
        Assert.Throws<PkiFormatException>(() => SignedData.Read((byte[])[.. cms, 0, 1]));
    }

    [Fact]
    public async Task Verify_AttributesWithAnotherContentType_IsRefused()
    {
        using SoftwareKey key = TestKeys.New("p256");
        CertifiedKey signer = await TestKeys.CertifyAsync(key);
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = SHA256.HashData(Content),
            Scheme = key.Scheme,
            Certificate = signer.Certificate,
            ContentType = Oids.TimestampInfo,
        });
        byte[] cms = SignedDataBuilder.Complete(new SignedDataParts
        {
            SignedAttributes = attributes,
            Scheme = key.Scheme,
            SignatureValue = key.SignHash(SignedDataBuilder.HashToSign(attributes, key.Scheme)),
            Certificate = signer.Certificate,
            Content = Content,
        });
        Assert.Equal([SignerProblem.ContentTypeMismatch], SignedData.Read(cms).Signers[0].Verify(Content, signer.Certificate).Problems);
    }
}
