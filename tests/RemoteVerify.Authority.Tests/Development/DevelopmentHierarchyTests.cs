using RemoteVerify.Authority.Development;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Authority.Tests.Development;

public sealed class DevelopmentHierarchyTests
{
    [Fact]
    public void Import_OfExport_HasTheSameKeysAndCertificates()
    {
        using DevelopmentHierarchy imported = DevelopmentHierarchy.Import(Hierarchy.Shared.Export());
        Assert.Equal(All(Hierarchy.Shared).Select(k => k.Certificate), All(imported).Select(k => k.Certificate));
        Assert.All(All(imported), k => Assert.Equal(k.Certificate.PublicKey, k.Key.PublicKey));
        Assert.Equal(Hierarchy.Shared.Export(), imported.Export());
    }

    [Fact]
    public void Import_ChangedOrSwappedBytes_AreRefused()
    {
        byte[] exported = Hierarchy.Shared.Export();
        Assert.Throws<PkiFormatException>(() => DevelopmentHierarchy.Import(exported.AsMemory(0, exported.Length - 1)));
        Assert.Throws<PkiFormatException>(() => DevelopmentHierarchy.Import(new byte[] { 0x30, 0 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Create_EveryLeaf_HasAPathToTheRootAndSaysDevelopment(bool rsa)
    {
        using DevelopmentHierarchy plain = DevelopmentHierarchy.Create(Hierarchy.Now, new DevelopmentHierarchyOptions());
        DevelopmentHierarchy hierarchy = rsa ? Hierarchy.Rsa : plain;
        foreach (CertifiedKey key in All(hierarchy))
        {
            Assert.True(PathBuilder.Build(key.Certificate, key.Chain, [hierarchy.Root], Hierarchy.Now, PathProfile.Rfc5280).IsValid);
            Assert.Contains("development", key.Certificate.Subject.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.True(DevelopmentHierarchy.IsDevelopment(key.Certificate));
            Assert.Empty(key.Certificate.CrlDistributionPoints);
            Assert.Empty(key.Certificate.OcspAddresses);
        }
    }

    [Fact]
    public void Create_IssuingAuthority_CannotIssueAuthorities()
    {
        Assert.Equal(new BasicConstraints(true, 0), Hierarchy.Shared.IssuingAuthority.Certificate.BasicConstraints);
        Assert.Equal(KeyUsages.KeyCertSign | KeyUsages.CrlSign, Hierarchy.Shared.IssuingAuthority.Certificate.KeyUsage);
        Assert.True(Hierarchy.Shared.Root.IsSelfSigned());
        Assert.True(Hierarchy.Shared.OcspResponder.Certificate.HasOcspNoCheck);
    }

    private static CertifiedKey[] All(DevelopmentHierarchy h) =>
        [h.RootAuthority, h.IssuingAuthority, h.TimestampAuthority, h.OcspResponder, h.OrganisationSeal];
}
