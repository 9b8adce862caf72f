using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pki.Tests.Revocation;

public sealed class ResponderRevocationTests
{
    private static readonly Uri Lists = new("http://lists.example/ca.crl");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(TestKeys.Now.ToUnixTimeSeconds());

    [Fact]
    public async Task Check_DelegatedResponder_NeedsItsIssuersWord()
    {
        Authority ca = await Authority.CreateAsync();
        Certificate leaf = await ca.IssueAsync("Leaf");
        CertifiedKey responder = await ca.ResponderAsync(ExtensionWriter.CrlDistributionPoint(Lists));
        OcspResponse good = await ca.AnswerAsync(responder, leaf);
        Crl clean = await ca.ListAsync(), revoking = await ca.ListAsync(new CrlEntry(responder.Certificate.SerialNumber, Now.AddMinutes(5), RevocationReason.KeyCompromise));

        Assert.Equal(RevocationState.Unknown, Check([]));
        Assert.Equal(RevocationState.Good, Check([], new RevocationOptions { RequireResponderStatus = false }));
        Assert.Equal(RevocationState.Good, Check([clean]));

        // The list speaks for the leaf too, so look at the response alone.
        Assert.Equal(ResponderStanding.Good, Standing(good, [clean]));
        Assert.Equal(ResponderStanding.Revoked, Standing(good, [clean, revoking]));
        RevocationStatement statement = Assert.Single(RevocationChecker.Statements(leaf, ca.Key.Certificate, [], [good]));
        Assert.False(Responders([revoking], new RevocationOptions { RequireResponderStatus = false }).Counts(statement, ca.Key.Certificate, Now, _ => Now.AddHours(1)));
        Assert.True(Responders([clean, revoking], new RevocationOptions()).Counts(statement, ca.Key.Certificate, Now, _ => Now));

        RevocationState Check(IReadOnlyList<Crl> lists, RevocationOptions? options = null) =>
            RevocationChecker.Check(leaf, ca.Key.Certificate, lists, [good], Now, options).State;

        ResponderStanding Standing(OcspResponse response, IReadOnlyList<Crl> lists) => Responders(lists, new RevocationOptions()).Judge(
            Assert.Single(RevocationChecker.Statements(leaf, ca.Key.Certificate, [], [response])), ca.Key.Certificate, Now, _ => DateTimeOffset.MaxValue);

        ResponderRevocation Responders(IReadOnlyList<Crl> lists, RevocationOptions options) =>
            new((certificate, issuer) => RevocationChecker.Statements(certificate, issuer, lists, [good]), options);
    }

    [Fact]
    public async Task Check_ResponderWithNoCheckOrWithoutAddressOrTheIssuerItself_NeedsNothing()
    {
        Authority ca = await Authority.CreateAsync();
        Certificate leaf = await ca.IssueAsync("Leaf");
        foreach (CertifiedKey responder in new[]
        {
            await ca.ResponderAsync(ExtensionWriter.CrlDistributionPoint(Lists), ExtensionWriter.OcspNoCheck()), await ca.ResponderAsync(), ca.Key,
        })
        {
            Assert.Equal(RevocationState.Good, RevocationChecker.Check(leaf, ca.Key.Certificate, [], [await ca.AnswerAsync(responder, leaf)], Now).State);
        }
    }

    [Fact]
    public async Task Check_RevokedByAnUncheckedResponder_StaysRevoked()
    {
        Authority ca = await Authority.CreateAsync();
        Certificate leaf = await ca.IssueAsync("Leaf");
        CertifiedKey responder = await ca.ResponderAsync(ExtensionWriter.CrlDistributionPoint(Lists));
        OcspResponse revoked = await ca.AnswerAsync(responder, leaf, OcspCertificateStatus.Revoked);

        Assert.Equal(RevocationState.Revoked, RevocationChecker.Check(leaf, ca.Key.Certificate, [], [revoked], Now).State);
    }

    private sealed record Authority(CertifiedKey Key)
    {
        public static async Task<Authority> CreateAsync() => new(await TestKeys.CertifyAsync(TestKeys.New("p256")));

        public ValueTask<Certificate> IssueAsync(string name) => TestKeys.IssueAsync(TestKeys.New("p256"), Key.Key, name, "Test Signer", null, null);

        public async Task<CertifiedKey> ResponderAsync(params CertificateExtension[] extensions)
        {
            SoftwareKey key = TestKeys.New("p256");
            Certificate certificate = await TestKeys.IssueAsync(
                key, Key.Key, "Responder", "Test Signer", null, null, [ExtensionWriter.ExtendedKeyUsage(false, Oids.OcspSigning), .. extensions]);
            return new CertifiedKey(certificate, [Key.Certificate], key);
        }

        public async Task<OcspResponse> AnswerAsync(CertifiedKey responder, Certificate about, OcspCertificateStatus status = OcspCertificateStatus.Good)
        {
            bool revoked = status == OcspCertificateStatus.Revoked;
            OcspSingleResponse answer = new(
                OcspCertId.For(about, Key.Certificate), status, revoked ? Now.AddMinutes(-1) : null, revoked ? RevocationReason.Superseded : null, Now, Now.AddHours(1));
            return OcspResponse.Read(await OcspResponseWriter.SignAsync([answer], null, Now, responder, default));
        }

        public async Task<Crl> ListAsync(params CrlEntry[] entries) => await CrlWriter.SignAsync(Key, entries, 1, Now, Now.AddHours(1), default);
    }
}
