using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm.Tests;

public class Pkcs11KeyTests
{
    private static readonly byte[] Data = "một văn bản"u8.ToArray();

    public static TheoryData<string, SignatureKind, string> Schemes => new()
    {
        { "rsa", SignatureKind.RsaPkcs1, "SHA256" }, { "rsa", SignatureKind.RsaPkcs1, "SHA512" }, { "rsa", SignatureKind.RsaPss, "SHA256" }, { "rsa", SignatureKind.RsaPss, "SHA384" },
        { "p256", SignatureKind.Ecdsa, "SHA256" }, { "p384", SignatureKind.Ecdsa, "SHA384" }, { "p521", SignatureKind.Ecdsa, "SHA512" },
    };

    [SkippableTheory]
    [MemberData(nameof(Schemes))]
    public async Task SignHashAsync_EveryScheme_IsVerifiedByTheCertificateHereAndByOpenSsl(string name, SignatureKind kind, string digest)
    {
        HashAlgorithmName hash = new(digest);
        SignatureScheme scheme = kind switch { SignatureKind.RsaPss => SignatureScheme.RsaPss(hash), SignatureKind.RsaPkcs1 => SignatureScheme.RsaPkcs1(hash), _ => SignatureScheme.Ecdsa(hash) };
        using Pkcs11Key key = SoftToken.Shared.Open(name, scheme);

        byte[] signature = await key.SignHashAsync(HashAlgorithms.Hash(hash, Data), CancellationToken.None);

        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, scheme.Algorithm, scheme.DigestAlgorithm, Data, signature));
        string folder = Directory.CreateTempSubdirectory("rv-hsm-openssl-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "data"), Data);
            File.WriteAllBytes(Path.Combine(folder, "signature"), signature);
            File.WriteAllText(Path.Combine(folder, "key.pem"), PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.Encoded.Span));
            string[] pss = kind == SignatureKind.RsaPss ? ["-sigopt", "rsa_padding_mode:pss"] : [];
            Assert.Contains("Verified OK", SoftToken.Run(
                "openssl", ["dgst", "-" + digest.ToLowerInvariant(), .. pss, "-verify", Path.Combine(folder, "key.pem"), "-signature", Path.Combine(folder, "signature"), Path.Combine(folder, "data")]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public void Open_ById_FindsTheSameKey()
    {
        SoftToken token = SoftToken.Shared;
        using Pkcs11Key key = Pkcs11Key.Open(
            new Pkcs11KeyOptions { Key = new Pkcs11Uri { Token = SoftToken.Label, Id = "02" } }, token.CertificateOf("p256"), SoftToken.ReadPin, TimeProvider.System);
        Assert.Equal(token.CertificateOf("p256").PublicKey, key.PublicKey);
    }

    [SkippableTheory]
    [InlineData("rsa", "p256")]
    [InlineData("p256", "rsa")]
    [InlineData("p256", "p384")]
    public void Open_KeyOfAnotherCertificate_IsRefused(string name, string certificate)
    {
        SoftToken token = SoftToken.Shared;
        HsmException refused = Assert.Throws<HsmException>(() => Pkcs11Key.Open(SoftToken.Options(name), token.CertificateOf(certificate), SoftToken.ReadPin, TimeProvider.System));
        Assert.Equal(HsmProblem.KeyMismatch, refused.Problem);
        Assert.Contains("name the right object or the right certificate", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(SoftToken.Label, "no-such-key")]
    [InlineData("no such token", "rsa")]
    public void Open_WhatIsNotThere_SaysWhereToLook(string label, string name)
    {
        SoftToken token = SoftToken.Shared;
        HsmException refused = Assert.Throws<HsmException>(() => Pkcs11Key.Open(
            new Pkcs11KeyOptions { Key = new Pkcs11Uri { Token = label, Object = name } }, token.CertificateOf("rsa"), SoftToken.ReadPin, TimeProvider.System));
        Assert.Equal(HsmProblem.KeyNotFound, refused.Problem);
        Assert.Contains("PKCS11_MODULE_PATH", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Open_WithoutEngineAndProvider_NamesThePackage()
    {
        SoftToken token = SoftToken.Shared;
        HsmException refused = Assert.Throws<HsmException>(() => Pkcs11Key.Open(
            SoftToken.Options("rsa") with { EngineName = "no-such-engine", ProviderName = "no-such-provider" }, token.CertificateOf("rsa"), SoftToken.ReadPin, TimeProvider.System));
        Assert.Equal(HsmProblem.EngineMissing, refused.Problem);
        Assert.Contains("libengine-pkcs11-openssl", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Open_WithAWrongPin_SaysSoAndNotThatItIsMissing()
    {
        SoftToken token = SoftToken.Shared;
        HsmException refused = Assert.Throws<HsmException>(() => Pkcs11Key.Open(
            new Pkcs11KeyOptions { Key = new Pkcs11Uri { Token = SoftToken.OtherLabel, Object = "other" } }, token.CertificateOf("p256"), () => "000000"u8.ToArray(), TimeProvider.System));
        Assert.Equal(HsmProblem.LoginRefused, refused.Problem);
        Assert.Contains("PIN is wrong or locked", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("000000", refused.ToString(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("1234\n")]
    public void Open_PinThatIsNone_IsTheCallersMistake(string pin)
    {
        SoftToken token = SoftToken.Shared;
        Assert.ThrowsAny<ArgumentException>(() => Pkcs11Key.Open(SoftToken.Options("rsa"), token.CertificateOf("rsa"), () => Encoding.UTF8.GetBytes(pin), TimeProvider.System));
    }

    [SkippableFact]
    public async Task Pin_AfterUse_IsClearedAndNowhereInWhatThisRoomSays()
    {
        SoftToken token = SoftToken.Shared;
        byte[] pin = SoftToken.ReadPin();
        Pkcs11KeyOptions options = SoftToken.Options("p256");
        using Pkcs11Key key = Pkcs11Key.Open(options, token.CertificateOf("p256"), () => pin, TimeProvider.System);
        Assert.All(pin, b => Assert.Equal(0, b));
        Assert.NotEmpty(await key.SignHashAsync(SHA256.HashData(Data), CancellationToken.None));
        Assert.DoesNotContain(SoftToken.Pin, options.ToString() + key, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignHashAsync_DigestOfAnotherLength_IsTheCallersMistake()
    {
        using Pkcs11Key key = SoftToken.Shared.Open("p256");
        await Assert.ThrowsAsync<ArgumentException>(async () => await key.SignHashAsync(new byte[20], CancellationToken.None));
    }

    [SkippableFact]
    public async Task SignHashAsync_FromManyThreads_AllSignaturesStand()
    {
        using Pkcs11Key key = SoftToken.Shared.Open("p256", handles: 3);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) =>
        {
            byte[] data = BitConverter.GetBytes(i);
            byte[] signature = await key.SignHashAsync(SHA256.HashData(data), cancellationToken);
            Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, key.Scheme.Algorithm, null, data, signature));
        });
    }

    /// <summary>What this engine does when a token comes back is its own; what matters is that every answer is typed and comes.</summary>
    [SkippableFact]
    public async Task SignHashAsync_TokenTakenOut_SaysSoEachTime()
    {
        SoftToken token = SoftToken.Shared;
        using Pkcs11Key key = Pkcs11Key.Open(
            new Pkcs11KeyOptions { Key = new Pkcs11Uri { Token = SoftToken.RemovableLabel, Object = "other" } }, token.RemovableCertificate, SoftToken.ReadPin, TimeProvider.System);
        Assert.NotEmpty(await key.SignHashAsync(SHA256.HashData(Data), CancellationToken.None));
        Directory.Move(token.RemovableFolder, token.RemovableFolder + "-away");
        try
        {
            for (int i = 0; i < 3; i++)
            {
                HsmException failed = await Assert.ThrowsAsync<HsmException>(async () => await key.SignHashAsync(SHA256.HashData(Data), CancellationToken.None));
                Assert.True(failed.Problem is HsmProblem.SigningFailed or HsmProblem.KeyNotFound, failed.ToString());
            }
        }
        finally
        {
            Directory.Move(token.RemovableFolder + "-away", token.RemovableFolder);
        }
    }

    [SkippableFact]
    public async Task SignHashAsync_AfterDispose_IsRefused()
    {
        Pkcs11Key key = SoftToken.Shared.Open("p256");
        key.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await key.SignHashAsync(new byte[32], CancellationToken.None));
    }
}
