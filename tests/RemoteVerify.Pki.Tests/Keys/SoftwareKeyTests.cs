using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Tests.Keys;

public sealed class SoftwareKeyTests
{
    private static readonly byte[] Hash = SHA256.HashData("data"u8);

    [Theory]
    [InlineData("rsa-pkcs1")]
    [InlineData("rsa-pss")]
    [InlineData("p256")]
    public async Task ImportPkcs8_OfExport_SignsWithTheSameKey(string name)
    {
        using SoftwareKey key = TestKeys.New(name);
        using SoftwareKey imported = SoftwareKey.ImportPkcs8(key.ExportPkcs8(), key.Scheme);
        Assert.Equal(key.PublicKey, imported.PublicKey);
        byte[] signature = await imported.SignHashAsync(Hash, CancellationToken.None);
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, key.Scheme.Algorithm, null, "data"u8, signature));
    }

    [Fact]
    public void ImportPkcs8_SomethingElse_IsAFormatException()
    {
        Assert.Throws<PkiFormatException>(() => SoftwareKey.ImportPkcs8([1, 2, 3]));
        using SoftwareKey key = TestKeys.New("p256");
        Assert.Throws<PkiFormatException>(() => SoftwareKey.ImportPkcs8([.. key.ExportPkcs8(), 0]));
    }

    [Fact]
    public void Constructor_SchemeOfAnotherFamily_IsRefused() => Assert.Throws<ArgumentException>(() =>
        SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256, SignatureScheme.RsaPkcs1(HashAlgorithmName.SHA256)));

    [Fact]
    public void SignHash_WrongLength_IsRefused()
    {
        using SoftwareKey key = TestKeys.New("p384");
        Assert.Throws<ArgumentException>(() => key.SignHash(Hash));
    }

    [Fact]
    public void SignHash_AfterDispose_IsRefused()
    {
        SoftwareKey key = TestKeys.New("p256");
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.SignHash(Hash));
    }

    [Theory]
    [InlineData("rsa-pkcs1")]
    [InlineData("p256")]
    public void SignHash_ManyThreadsOnOneKey_GiveValidSignatures(string name)
    {
        using SoftwareKey key = TestKeys.New(name);
        byte[][] signatures = new byte[64][];
        Parallel.For(0, signatures.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => signatures[i] = key.SignHash(Hash));
        Assert.All(signatures, s => Assert.Equal(
            SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, key.Scheme.Algorithm, null, "data"u8, s)));
    }

    [Fact]
    public void FromAlgorithm_OfEachScheme_IsThatScheme()
    {
        foreach (SignatureScheme scheme in new[]
        {
            SignatureScheme.RsaPkcs1(HashAlgorithmName.SHA512), SignatureScheme.RsaPss(HashAlgorithmName.SHA384), SignatureScheme.Ecdsa(HashAlgorithmName.SHA256),
        })
        {
            Assert.Equal(scheme, SignatureScheme.FromAlgorithm(scheme.Algorithm));
        }
    }
}
