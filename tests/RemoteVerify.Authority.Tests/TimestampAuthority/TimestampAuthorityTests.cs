using System.Security.Cryptography;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.TestKit;

namespace RemoteVerify.Authority.Tests.TimestampAuthority;

public sealed class TimestampAuthorityTests
{
    private static readonly byte[] Data = "timestamped data"u8.ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Respond_QueryByOpenSsl_IsVerifiedByOpenSsl(bool rsa)
    {
        DevelopmentHierarchy hierarchy = rsa ? Hierarchy.Rsa : Hierarchy.Shared;
        Authority.TimestampAuthority.TimestampAuthority authority = new(hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System);
        using OpenSsl openssl = new();
        openssl.Write("data", Data);
        openssl.Write("root.pem", hierarchy.Root.ToPem());
        openssl.Write("issuing.pem", hierarchy.IssuingAuthority.Certificate.ToPem());
        openssl.Run("ts -query -data data -sha512 -cert -out query.tsq");
        byte[] response = authority.Respond(openssl.Read("query.tsq"), Hierarchy.Now);
        openssl.Write("response.tsr", response);
        openssl.Run("ts -verify -queryfile query.tsq -in response.tsr -CAfile root.pem");
        openssl.Write("token.der", TimestampResponse.Read(response).Token!.Value.Span);
        openssl.Run("ts -verify -data data -in token.der -token_in -CAfile root.pem");

        openssl.Write("data", "other data");
        Assert.NotEqual(0, openssl.Try("ts -verify -data data -in token.der -token_in -CAfile root.pem").Code);
    }

    [Fact]
    public void Respond_WithoutCertificateRequest_SendsNone()
    {
        Authority.TimestampAuthority.TimestampAuthority authority = NewAuthority(out _);
        TimestampRequest request = TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data)) with { CertificateRequested = false };
        TimestampToken token = TimestampToken.Read(TimestampResponse.Read(authority.Respond(request.Encode(), Hierarchy.Now)).Token!.Value);
        Assert.Empty(token.Certificates);
        Assert.Equal([TimestampProblem.SignerCertificateMissing], token.VerifyData(Data).Problems);
        Assert.True(token.VerifyData(Data, [Hierarchy.Shared.TimestampAuthority.Certificate]).IsValid);
    }

    [Fact]
    public async Task GetTokenAsync_InProcess_StatesTheClockInMilliseconds()
    {
        FakeClock clock = new(new DateTimeOffset(Hierarchy.Now.Ticks / 10_000_000 * 10_000_000, TimeSpan.Zero));
        Authority.TimestampAuthority.TimestampAuthority authority = new(Hierarchy.Shared.TimestampAuthority, new TimestampAuthorityOptions(), clock);

        // 688 ms is a fraction that the base library's decoder reads as 687.9999.
        clock.Advance(TimeSpan.FromTicks(6_885_678));
        byte[] encoded = await authority.GetTokenAsync(HashAlgorithmName.SHA384, SHA384.HashData(Data), CancellationToken.None);
        TimestampToken token = TimestampToken.Read(encoded);
        Assert.True(token.VerifyData(Data).IsValid);
        Assert.Equal(new DateTimeOffset(clock.GetUtcNow().Ticks / 10_000 * 10_000, TimeSpan.Zero), token.Time);
        Assert.Equal(TimeSpan.FromSeconds(1), token.Info.Accuracy);
        Assert.Equal(TimestampAuthorityOptions.DevelopmentPolicy, token.Info.Policy);
        Assert.Equal([TimestampProblem.ImprintMismatch], token.VerifyData("other"u8).Problems);
    }

    [Fact]
    public void Respond_Nonce_IsEchoed()
    {
        Authority.TimestampAuthority.TimestampAuthority authority = NewAuthority(out _);
        TimestampRequest request = TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data));
        TimestampToken token = TimestampToken.Read(TimestampResponse.Read(authority.Respond(request.Encode(), Hierarchy.Now)).Token!.Value);
        Assert.True(token.Answers(request));
        Assert.False(token.Answers(TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data))));
        Assert.False(token.Answers(request with { Imprint = SHA256.HashData("other"u8) }));
    }

    [Fact]
    public void Respond_UnacceptableRequests_AreRejectedWithTheReason()
    {
        TimestampRequest good = TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data));
        (byte[] Request, TimestampFailure Failure)[] cases =
        [
            ([], TimestampFailure.BadDataFormat),
            ([1, 2, 3], TimestampFailure.BadDataFormat),
            (new byte[TimestampRequest.MaxBytes + 1], TimestampFailure.BadDataFormat),
            ((good with { Version = 2 }).Encode(), TimestampFailure.BadRequest),
            ((good with { Nonce = Enumerable.Repeat((byte)1, 65).ToArray() }).Encode(), TimestampFailure.BadRequest),
            ((good with { ImprintAlgorithm = new AlgorithmIdentifier(Oids.Sha1), Imprint = new byte[20] }).Encode(), TimestampFailure.BadAlgorithm),
            ((good with { ImprintAlgorithm = new AlgorithmIdentifier("1.2.3") }).Encode(), TimestampFailure.BadAlgorithm),
            ((good with { Imprint = new byte[31] }).Encode(), TimestampFailure.BadDataFormat),
            ((good with { Policy = "1.2.3" }).Encode(), TimestampFailure.UnacceptedPolicy),
        ];
        Authority.TimestampAuthority.TimestampAuthority authority = NewAuthority(out _);
        foreach ((byte[] request, TimestampFailure failure) in cases)
        {
            TimestampResponse response = TimestampResponse.Read(authority.Respond(request, Hierarchy.Now));
            Assert.Equal((TimestampStatus.Rejection, failure), (response.Status, response.Failure!.Value));
            Assert.Null(response.Token);
        }
    }

    [Fact]
    public void Respond_Rejection_IsReadableByOpenSsl()
    {
        using OpenSsl openssl = new();
        openssl.Write("response.tsr", NewAuthority(out _).Respond(new byte[] { 5, 0 }, Hierarchy.Now));
        string text = openssl.Run("ts -reply -in response.tsr -text");
        Assert.Contains("Status: Rejected", text, StringComparison.Ordinal);
        Assert.Contains("Failure info: the data submitted has the wrong format", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Respond_AfterTheCertificateHasExpired_IsRejected()
    {
        byte[] request = TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data)).Encode();
        TimestampResponse response = TimestampResponse.Read(NewAuthority(out _).Respond(request, Hierarchy.Now.AddYears(11)));
        Assert.Equal(TimestampFailure.TimeNotAvailable, response.Failure);
    }

    [Fact]
    public void Constructor_CertificateOfAnotherProfile_IsRefused() => Assert.Throws<ArgumentException>(() =>
        new Authority.TimestampAuthority.TimestampAuthority(Hierarchy.Shared.OrganisationSeal, new TimestampAuthorityOptions(), TimeProvider.System));

    [Fact]
    public void TimestampToken_ByOpenSsl_IsReadAndVerified()
    {
        using OpenSsl openssl = new();
        openssl.Write("ts.cnf", """
            [tsa]
            default_tsa = t
            [t]
            serial = serial
            crypto_device = builtin
            signer_digest = sha256
            default_policy = 1.2.3.4
            digests = sha256
            accuracy = secs:1, millisecs:500, microsecs:100
            ordering = yes
            tsa_name = yes
            ess_cert_id_chain = no
            """);
        openssl.Run("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /C=VN/CN=TSA -days 10 "
            + "-addext extendedKeyUsage=critical,timeStamping -addext keyUsage=digitalSignature -addext basicConstraints=CA:FALSE");
        openssl.Write("data", Data);
        openssl.Run("ts -query -data data -sha256 -cert -out query.tsq");
        openssl.Run("ts -reply -config ts.cnf -queryfile query.tsq -signer cert.pem -inkey key.pem -out response.tsr");
        TimestampToken token = TimestampToken.Read(TimestampResponse.Read(openssl.Read("response.tsr")).Token!.Value);
        Assert.True(token.VerifyData(Data).IsValid);
        Assert.True(token.Answers(TimestampRequest.Read(openssl.Read("query.tsq"))));
        Assert.Equal("1.2.3.4", token.Info.Policy);
        Assert.True(token.Info.Ordering);
        Assert.Equal(TimeSpan.FromTicks(15_001_000), token.Info.Accuracy);
        Assert.Equal(Certificate.ReadPem(File.ReadAllText(openssl.PathOf("cert.pem")))[0], token.SignerCertificate);
    }

    private static Authority.TimestampAuthority.TimestampAuthority NewAuthority(out FakeClock clock)
    {
        clock = new FakeClock(Hierarchy.Now);
        return new Authority.TimestampAuthority.TimestampAuthority(Hierarchy.Shared.TimestampAuthority, new TimestampAuthorityOptions(), clock);
    }
}
