using System.Security.Cryptography;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Tests.Fetching;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Timestamps;

/// <summary>Tokens of OpenSSL's authority, taken only when they are of now and lead to a trusted root.</summary>
public sealed class TrustedTimestampSourceTests : IDisposable
{
    private const string Policy = "1.2.3.4.1";

    private static readonly byte[] Hash = SHA256.HashData("dữ liệu"u8);

    private readonly OpenSsl _openssl = new();
    private readonly HttpClient _client = new();
    private readonly LoopbackServer _server;
    private readonly Certificate _own;

    public TrustedTimestampSourceTests()
    {
        _openssl.Run("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=TSA -addext extendedKeyUsage=critical,timeStamping -addext keyUsage=critical,digitalSignature -keyout tsa.key -out tsa.pem");
        _openssl.Write("serial", "01\n");
        _openssl.Write("tsa.cnf", $"""
            [tsa]
            default_tsa = t
            [t]
            serial = serial
            signer_cert = tsa.pem
            signer_key = tsa.key
            signer_digest = sha256
            default_policy = {Policy}
            other_policies = 1.2.3.4.2
            digests = sha256
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """);
        _own = Certificate.ReadPem(System.Text.Encoding.ASCII.GetString(_openssl.Read("tsa.pem")))[0];
        _server = new LoopbackServer((context, query) =>
        {
            _openssl.Write("query.tsq", query);
            _openssl.Try("ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr");
            return LoopbackServer.SendAsync(context, "application/timestamp-reply", _openssl.Read("reply.tsr"));
        });
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _openssl.Dispose();
    }

    [Fact]
    public async Task GetTokenAsync_OfATrustedAuthorityNow_IsTaken() =>
        Assert.True(TimestampToken.Read(await GetAsync([_own], TimeSpan.Zero)).Verify(Hash).IsValid);

    [Fact]
    public async Task GetTokenAsync_OfAnUnknownAuthority_IsNotTrusted() => Assert.Equal(TimestampTrouble.NotTrusted, await TroubleAsync([], TimeSpan.Zero));

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task GetTokenAsync_WithATimeThatIsNotNow_IsWrong(int minutes) => Assert.Equal(TimestampTrouble.WrongTime, await TroubleAsync([_own], TimeSpan.FromMinutes(minutes)));

    [Fact]
    public async Task GetTokenAsync_WithATimeJustAhead_IsGivenOutWhenThatTimeHasCome()
    {
        // The authority's certificate is older than the clock that goes slow.
        await Task.Delay(TimeSpan.FromSeconds(3));
        Ahead clock = new(TimeSpan.FromSeconds(-1.5));
        byte[] token = await new TrustedTimestampSource(Source(null), new TimestampTrust { Roots = _ => [_own] }, clock).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None);
        Assert.True(TimestampToken.Read(token).Time <= clock.GetUtcNow());
    }

    [Fact]
    public async Task GetTokenAsync_UnderTheAskedPolicyOnly_IsTaken()
    {
        Assert.Equal("1.2.3.4.2", TimestampToken.Read(await Source("1.2.3.4.2").GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None)).Info.Policy);
        TimestampRefusedException refused = await Assert.ThrowsAsync<TimestampRefusedException>(() => Source("1.2.3.4.3").GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
        Assert.Equal(TimestampTrouble.Refused, refused.Trouble);
    }

    private async Task<TimestampTrouble> TroubleAsync(IReadOnlyList<Certificate> roots, TimeSpan ahead) =>
        (await Assert.ThrowsAsync<TimestampRefusedException>(() => GetAsync(roots, ahead))).Trouble;

    private Task<byte[]> GetAsync(IReadOnlyList<Certificate> roots, TimeSpan ahead) =>
        new TrustedTimestampSource(Source(null), new TimestampTrust { Roots = _ => roots }, new Ahead(ahead)).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None);

    private HttpTimestampSource Source(string? policy) => new(_client, _server.Address, null, policy);

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
