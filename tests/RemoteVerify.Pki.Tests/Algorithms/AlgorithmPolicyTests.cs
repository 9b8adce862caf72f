using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Tests.Algorithms;

public sealed class AlgorithmPolicyTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void CheckDigest_Sha1_IsAcceptableOnlyBeforeItsDate()
    {
        AlgorithmPolicy policy = AlgorithmPolicy.Default;
        Assert.Equal(AlgorithmProblem.WeakDigest, policy.CheckDigest(HashAlgorithmName.SHA1, Today));
        Assert.Null(policy.CheckDigest(HashAlgorithmName.SHA1, policy.Sha1AcceptableUntil.AddTicks(-1)));
        Assert.Equal(AlgorithmProblem.WeakDigest, policy.CheckDigest(HashAlgorithmName.SHA1, policy.Sha1AcceptableUntil));
        Assert.Null(policy.CheckDigest(HashAlgorithmName.SHA256, Today));
        Assert.Equal(AlgorithmProblem.UnknownAlgorithm, policy.CheckDigest(HashAlgorithmName.MD5, Today));
        Assert.Equal(AlgorithmProblem.UnknownAlgorithm, policy.CheckDigest(null, Today));
    }

    [Fact]
    public void CheckKey_Sizes_AreJudgedWithTheDate()
    {
        using SoftwareKey rsa1024 = SoftwareKey.CreateRsa(1024);
        using SoftwareKey p256 = TestKeys.New("p256");
        using SoftwareKey brainpool160 = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.brainpoolP160r1);
        AlgorithmPolicy policy = AlgorithmPolicy.Default;
        Assert.Equal(AlgorithmProblem.ShortRsaKey, policy.CheckKey(rsa1024.PublicKey, Today));
        Assert.Null(policy.CheckKey(rsa1024.PublicKey, new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Null(policy.CheckKey(p256.PublicKey, Today));
        Assert.Equal(AlgorithmProblem.SmallCurve, policy.CheckKey(brainpool160.PublicKey, new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Check_SignatureWithWeakDigest_NamesIt()
    {
        using SoftwareKey key = TestKeys.New("p256");
        Assert.Equal([AlgorithmProblem.WeakDigest], AlgorithmPolicy.Default.Check(key.PublicKey, new AlgorithmIdentifier(Oids.EcdsaSha1), null, Today));
        Assert.Equal(
            [AlgorithmProblem.WeakDigest],
            AlgorithmPolicy.Default.Check(key.PublicKey, new AlgorithmIdentifier(Oids.EcdsaSha256), new AlgorithmIdentifier(Oids.Sha1), Today));
        Assert.Empty(AlgorithmPolicy.Default.Check(key.PublicKey, key.Scheme.Algorithm, key.Scheme.DigestAlgorithm, Today));
        Assert.Empty(AlgorithmPolicy.IdentityDocuments.Check(key.PublicKey, new AlgorithmIdentifier(Oids.EcdsaSha1), null, Today));
    }
}
