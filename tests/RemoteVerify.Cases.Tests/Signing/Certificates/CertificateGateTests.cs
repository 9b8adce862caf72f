using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.Signing.Certificates;

public sealed class CertificateGateTests
{
    [Theory]
    [InlineData(AnchorKind.Public, SignatureKind.Public)]
    [InlineData(AnchorKind.OfficialDuty, SignatureKind.OfficialDuty)]
    [InlineData(AnchorKind.Foreign, SignatureKind.Foreign)]
    public async Task Check_OfAListedRoot_IsOfTheRootsKind(AnchorKind listed, SignatureKind expected)
    {
        await using Office office = await Office.OpenAsync();
        using PublicProvider provider = new(office.Clock.GetUtcNow());
        using SoftwareKey key = SoftwareKey.CreateRsa(2048);
        office.National = provider.Listed(listed);
        SignerCertificate judged = (await CheckAsync(office, provider.Issue(key), provider.Root)).Value;
        Assert.Equal(expected, judged.Kind);
        Assert.Equal(provider.Root, judged.Chain[^1]);
    }

    [Fact]
    public async Task Check_OfThisServicesAuthority_IsADevelopmentSignatureWhateverAListSays()
    {
        await using Office office = await Office.OpenAsync();
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        Certificate own = office.Issue(CertificateProfile.Officer, "Cán bộ", key.PublicKey);
        Assert.Equal(SignatureKind.Development, (await CheckAsync(office, own)).Value.Kind);
        office.National = new([new TrustAnchor(office.Root, AnchorKind.Public)], null);
        Assert.Equal(SignatureKind.Development, (await CheckAsync(office, own)).Value.Kind);
    }

    [Fact]
    public async Task Check_WhatMustNotSign_SaysWhich()
    {
        await using Office office = await Office.OpenAsync();
        DateTimeOffset now = office.Clock.GetUtcNow();
        using PublicProvider provider = new(now);
        using PublicProvider stranger = new(now);
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        office.National = provider.Listed(AnchorKind.Public);

        Assert.Equal(RefusalCode.CertificateNotValidNow, await CodeAsync(office, provider.Issue(key, age: TimeSpan.FromDays(9), rest: TimeSpan.FromDays(-1))));
        Assert.Equal(RefusalCode.CertificateNotValidNow, await CodeAsync(office, provider.Issue(key, age: TimeSpan.FromDays(-1))));
        Assert.Equal(RefusalCode.CertificateNotForSigning, await CodeAsync(office, provider.Root));
        Assert.Equal(RefusalCode.CertificateNotForSigning, await CodeAsync(office, provider.Issue(key, profile: CertificateProfile.Timestamp)));
        Assert.Equal(RefusalCode.CertificateNotTrusted, await CodeAsync(office, stranger.Issue(key), stranger.Root));
        Assert.Equal(RefusalCode.CertificateTooWeak, await CodeAsync(office, Weak(now)));
        office.National = new([], "expired");
        Assert.Equal(RefusalCode.TrustListUnusable, await CodeAsync(office, provider.Issue(key)));
    }

    [Fact]
    public async Task Check_RevocationOfOthers_MustBeKnownAndGood()
    {
        await using Office office = await Office.OpenAsync();
        using PublicProvider provider = new(office.Clock.GetUtcNow(), publishesLists: true);
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        office.National = provider.Listed(AnchorKind.Public);
        Certificate certificate = provider.Issue(key);

        Assert.Equal(RefusalCode.CertificateStatusUnknown, await CodeAsync(office, certificate));
        office.Revocations = provider.List();
        Assert.True((await CheckAsync(office, certificate)).IsDone);
        office.Revocations = provider.List(certificate);
        Assert.Equal(RefusalCode.CertificateRevoked, await CodeAsync(office, certificate));
    }

    private static Task<Outcome<SignerCertificate>> CheckAsync(Office office, Certificate certificate, params Certificate[] chain) =>
        office.Gate.CheckAsync(certificate, chain, office.Clock.GetUtcNow(), CancellationToken.None);

    private static async Task<RefusalCode> CodeAsync(Office office, Certificate certificate, params Certificate[] chain) =>
        (await CheckAsync(office, certificate, chain)).Refusal!.Code;

    /// <summary>No authority here issues to such a key.</summary>
    private static Certificate Weak(DateTimeOffset now)
    {
        using RSA key = RSA.Create(1024);
        using var made = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return Certificate.Read(made.RawData);
    }
}
