using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Authority.Tests.OcspResponder;

public sealed class OcspResponderTests
{
    private static readonly DateTimeOffset Now = Hierarchy.Now;
    private static readonly Certificate Issuer = Hierarchy.Shared.IssuingAuthority.Certificate;

    private sealed class Register(Dictionary<string, CertificateState> states) : ICertificateStatusSource
    {
        public CertificateState Find(ReadOnlyMemory<byte> serialNumber) =>
            states.GetValueOrDefault(Convert.ToHexString(serialNumber.Span), new CertificateState(OcspCertificateStatus.Unknown));
    }

    [Theory]
    [InlineData(OcspCertificateStatus.Good, "leaf.pem: good")]
    [InlineData(OcspCertificateStatus.Revoked, "leaf.pem: revoked")]
    [InlineData(OcspCertificateStatus.Unknown, "leaf.pem: unknown")]
    public void Respond_RequestByOpenSsl_IsVerifiedByOpenSsl(OcspCertificateStatus status, string expected)
    {
        Certificate leaf = NewLeaf();
        using OpenSsl openssl = new();
        openssl.Write("root.pem", Hierarchy.Shared.Root.ToPem());
        openssl.Write("issuing.pem", Issuer.ToPem());
        openssl.Write("leaf.pem", leaf.ToPem());
        openssl.Run("ocsp -issuer issuing.pem -cert leaf.pem -reqout request.der");
        openssl.Write("response.der", NewResponder().Respond(openssl.Read("request.der"), Now, Source(leaf, status)));
        string output = openssl.Run(
            "ocsp -respin response.der -reqin request.der -issuer issuing.pem -cert leaf.pem -CAfile root.pem -verify_other issuing.pem -validity_period 300 -no_nonce");
        Assert.Contains("Response verify OK", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("no nonce", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Nonce Verify error", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Respond_RevokedCertificate_IsJudgedRevokedByTheChecker()
    {
        Certificate leaf = NewLeaf();
        OcspRequest request = OcspRequest.Create(leaf, Issuer);
        OcspResponse response = OcspResponse.Read(NewResponder().Respond(request.Encode(), Now, Source(leaf, OcspCertificateStatus.Revoked)));
        Assert.Equal(request.Nonce!.Value.ToArray(), response.Nonce!.Value.ToArray());
        Assert.Equal(Hierarchy.Shared.OcspResponder.Certificate, response.FindResponder(Issuer));
        RevocationVerdict verdict = RevocationChecker.Check(leaf, Issuer, [], [response], Now);
        Assert.Equal((RevocationState.Revoked, RevocationReason.Superseded), (verdict.State, verdict.Reason));
        Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(NewLeaf(), Issuer, [], [response], Now).State);
    }

    [Fact]
    public void Check_GoodResponse_IsGoodUntilItsNextUpdate()
    {
        Certificate leaf = NewLeaf();
        byte[] answer = NewResponder().Respond(OcspRequest.Create(leaf, Issuer).Encode(), Now, Source(leaf, OcspCertificateStatus.Good));
        OcspResponse response = OcspResponse.Read(answer);
        Assert.Equal(RevocationState.Good, RevocationChecker.Check(leaf, Issuer, [], [response], Now.AddMinutes(30)).State);
        Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(leaf, Issuer, [], [response], Now.AddHours(2)).State);
        Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(
            leaf, Issuer, [], [response], Now.AddHours(-1), new RevocationOptions { AcceptLaterEvidence = false }).State);

        byte[] changed = [.. answer];
        changed[answer.AsSpan().IndexOf(response.Signature.Span) + 20] ^= 1;
        Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(leaf, Issuer, [], [OcspResponse.Read(changed)], Now).State);
    }

    [Fact]
    public async Task Check_ResponseSignedByAnotherAuthorityOrWithoutDelegation_IsUnknown()
    {
        Certificate leaf = NewLeaf();
        OcspSingleResponse single = new(OcspCertId.For(leaf, Issuer), OcspCertificateStatus.Good, null, null, Now, Now.AddHours(1));
        foreach (CertifiedKey impostor in new[] { Hierarchy.Shared.OrganisationSeal, Hierarchy.Shared.RootAuthority, Hierarchy.Shared.TimestampAuthority })
        {
            byte[] response = await OcspResponseWriter.SignAsync([single], null, Now, impostor, CancellationToken.None);
            Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(leaf, Issuer, [], [OcspResponse.Read(response)], Now).State);
        }
    }

    [Fact]
    public void Check_ResponderCertificateWithNoCheck_NeedsNoEvidence() => Assert.Equal(
        RevocationState.NotNeeded, RevocationChecker.Check(Hierarchy.Shared.OcspResponder.Certificate, Issuer, [], [], Now).State);

    [Fact]
    public void Respond_BadRequests_AreAnsweredWithTheStatus()
    {
        Authority.OcspResponder.OcspResponder responder = NewResponder();
        Register source = Source(NewLeaf(), OcspCertificateStatus.Good);
        Assert.Equal(OcspResponseStatus.MalformedRequest, OcspResponse.Read(responder.Respond(new byte[] { 1, 2, 3 }, Now, source)).Status);
        OcspRequest foreign = OcspRequest.Create(Hierarchy.Shared.IssuingAuthority.Certificate, Hierarchy.Shared.Root);
        Assert.Equal(OcspResponseStatus.Unauthorized, OcspResponse.Read(responder.Respond(foreign.Encode(), Now, source)).Status);
        OcspRequest longNonce = OcspRequest.Create(NewLeaf(), Issuer) with { Nonce = new byte[129] };
        Assert.Equal(OcspResponseStatus.MalformedRequest, OcspResponse.Read(responder.Respond(longNonce.Encode(), Now, source)).Status);
    }

    [Fact]
    public async Task FindAsync_OwnAuthority_GivesEvidenceForEveryCertificateOfAChain()
    {
        Certificate leaf = NewLeaf();
        Crl rootList = Hierarchy.Shared.Parent.IssueCrl([], 1, Now, Now.AddDays(30));
        AuthorityRevocationSource source =
            new(NewResponder(), Source(leaf, OcspCertificateStatus.Good), () => [rootList], new TestKit.FakeClock(Now));
        RevocationEvidence ofLeaf = await source.FindAsync(leaf, Issuer, CancellationToken.None);
        RevocationEvidence ofIssuer = await source.FindAsync(Issuer, Hierarchy.Shared.Root, CancellationToken.None);
        Assert.Equal(RevocationState.Good, RevocationChecker.Check(leaf, Issuer, ofLeaf.Crls, ofLeaf.Responses, Now).State);
        Assert.Equal(
            RevocationState.Good, RevocationChecker.Check(Issuer, Hierarchy.Shared.Root, ofIssuer.Crls, ofIssuer.Responses, Now).State);
    }

    [Fact]
    public void OcspResponse_ByOpenSsl_IsReadAndJudged()
    {
        using OpenSsl openssl = new();
        openssl.Run("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /C=VN/CN=CA -days 10");
        openssl.Run("req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /C=VN/CN=Leaf");
        openssl.Run("x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 0x1234 -days 5 -out leaf.pem");
        openssl.Write("index.txt", "R\t400101000000Z\t250101000000Z,keyCompromise\t1234\tunknown\t/C=VN/CN=Leaf\n");
        openssl.Run("ocsp -issuer ca.pem -cert leaf.pem -reqout request.der");
        openssl.Run("ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -reqin request.der -respout response.der -ndays 1");
        Certificate issuer = Certificate.ReadPem(File.ReadAllText(openssl.PathOf("ca.pem")))[0];
        Certificate leaf = Certificate.ReadPem(File.ReadAllText(openssl.PathOf("leaf.pem")))[0];
        RevocationVerdict verdict = RevocationChecker.Check(leaf, issuer, [], [OcspResponse.Read(openssl.Read("response.der"))], Now);
        Assert.Equal((RevocationState.Revoked, RevocationReason.KeyCompromise), (verdict.State, verdict.Reason));
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), verdict.RevokedAt);
    }

    private static Authority.OcspResponder.OcspResponder NewResponder() => new(Hierarchy.Shared.OcspResponder, Issuer, new OcspResponderOptions());

    private static Register Source(Certificate leaf, OcspCertificateStatus status) => new(new Dictionary<string, CertificateState>
    {
        [Convert.ToHexString(leaf.SerialNumber.Span)] = status == OcspCertificateStatus.Revoked
            ? new CertificateState(status, Now.AddMinutes(-1), RevocationReason.Superseded)
            : new CertificateState(status),
    });

    private static Certificate NewLeaf()
    {
        using SoftwareKey key = Hierarchy.NewKey();
        return Hierarchy.Shared.Authority.Issue(
            CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "Officer" }, key.PublicKey, Now.AddMinutes(-1), Now.AddDays(30));
    }
}
