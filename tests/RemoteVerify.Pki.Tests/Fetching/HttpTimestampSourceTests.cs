using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.TestKit;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pki.Tests.Fetching;

public sealed class HttpTimestampSourceTests : IDisposable
{
    private static readonly byte[] Data = "dữ liệu"u8.ToArray();
    private static readonly byte[] Hash = SHA256.HashData(Data);

    private readonly OpenSsl _openssl = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _openssl.Dispose();
    }

    [Fact]
    public async Task GetTokenAsync_FromOpenSslsAuthority_IsCheckedHereAndByOpenSsl()
    {
        Authority();
        using LoopbackServer server = new((context, query) => LoopbackServer.SendAsync(context, "application/timestamp-reply", Reply(query)));

        byte[] token = await Source(server.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None);

        Assert.True(TimestampToken.Read(token).VerifyData(Data).IsValid);
        _openssl.Write("token.der", token);
        _openssl.Write("data", Data);
        Assert.Contains("Verification: OK", _openssl.Run("ts -verify -token_in -in token.der -data data -CAfile tsa.pem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_DigestThatTheAuthorityDoesNotTake_IsRefused()
    {
        Authority("sha512");
        using LoopbackServer server = new((context, query) => LoopbackServer.SendAsync(context, "application/timestamp-reply", Reply(query)));
        TimestampRefusedException refused = await Assert.ThrowsAsync<TimestampRefusedException>(() => Source(server.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
        Assert.Contains("BadAlgorithm", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTokenAsync_AnswerToAnotherQuestionOrGarbage_IsRefused()
    {
        Authority();
        byte[]? first = null;
        using LoopbackServer server = new((context, query) => LoopbackServer.SendAsync(context, "application/timestamp-reply", first ??= Reply(query)));
        Assert.NotEmpty(await Source(server.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));

        // The same digest again: only the nonce tells.
        await Assert.ThrowsAsync<TimestampRefusedException>(() => Source(server.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
        using LoopbackServer garbage = new((context, _) => LoopbackServer.SendAsync(context, "application/timestamp-reply", [1, 2, 3]));
        await Assert.ThrowsAsync<TimestampRefusedException>(() => Source(garbage.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
    }

    [Theory]
    [InlineData("silent", FetchProblem.TimedOut)]
    [InlineData("drip", FetchProblem.TimedOut)]
    [InlineData("long-announced", FetchProblem.TooLong)]
    [InlineData("long-in-pieces", FetchProblem.TooLong)]
    [InlineData("missing", FetchProblem.ErrorStatus)]
    [InlineData("failing", FetchProblem.ErrorStatus)]
    [InlineData("page", FetchProblem.WrongContent)]
    [InlineData("redirect", FetchProblem.Redirected)]
    [InlineData("redirect-for-ever", FetchProblem.ErrorStatus)]
    [InlineData("cut", FetchProblem.Unreachable)]
    public async Task GetTokenAsync_ServerThatMisbehaves_EndsInTimeWithAType(string how, FetchProblem problem)
    {
        using LoopbackServer server = new((context, _) => MisbehaveAsync(context, how));
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan limit = problem == FetchProblem.TimedOut ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(30);
        FetchException failed = await Assert.ThrowsAsync<FetchException>(
            () => new HttpTimestampSource(_client, server.Address, new FetchOptions { TimeLimit = limit }).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
        Assert.Equal(problem, failed.Problem);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"it took {watch.Elapsed}");
    }

    [Fact]
    public async Task GetTokenAsync_NobodyListens_IsUnreachable()
    {
        Uri address = new($"http://127.0.0.1:{LoopbackServer.FreePort()}/");
        FetchException failed = await Assert.ThrowsAsync<FetchException>(() => Source(address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, CancellationToken.None));
        Assert.Equal(FetchProblem.Unreachable, failed.Problem);
    }

    [Fact]
    public async Task GetTokenAsync_CancelledByTheCaller_IsACancellation()
    {
        using LoopbackServer server = new((context, _) => MisbehaveAsync(context, "silent"));
        using CancellationTokenSource cancelled = new(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source(server.Address).GetTokenAsync(HashAlgorithmName.SHA256, Hash, cancelled.Token));
    }

    private static async Task MisbehaveAsync(HttpListenerContext context, string how)
    {
        HttpListenerResponse response = context.Response;
        response.ContentType = "application/timestamp-reply";
        switch (how)
        {
            case "silent":
                await Task.Delay(TimeSpan.FromSeconds(5));
                break;
            case "drip":
                response.SendChunked = true;
                for (int i = 0; i < 100; i++)
                {
                    await response.OutputStream.WriteAsync(new byte[] { 0x30 });
                    await response.OutputStream.FlushAsync();
                    await Task.Delay(TimeSpan.FromMilliseconds(50));
                }

                break;
            case "long-announced":
                response.ContentLength64 = TimestampResponse.MaxBytes + 1L;
                await response.OutputStream.WriteAsync(new byte[1000]);
                break;
            case "long-in-pieces":
                response.SendChunked = true;
                for (int sent = 0; sent <= TimestampResponse.MaxBytes; sent += 64 << 10)
                {
                    await response.OutputStream.WriteAsync(new byte[64 << 10]);
                }

                break;
            case "missing" or "failing":
                await LoopbackServer.SendAsync(context, "application/timestamp-reply", [0x30, 0], how == "missing" ? 404 : 500);
                break;
            case "page":
                await LoopbackServer.SendAsync(context, "text/html; charset=utf-8", "<html>Sign in to this network</html>"u8.ToArray());
                break;
            case "redirect" when context.Request.HttpMethod == "GET":
                await LoopbackServer.SendAsync(context, "application/timestamp-reply", [0x30, 0]);
                break;
            case "redirect" or "redirect-for-ever":
                response.StatusCode = 302;
                response.RedirectLocation = "/again";
                break;
            case "cut":
                response.ContentLength64 = 1000;
                await response.OutputStream.WriteAsync(new byte[10]);
                await response.OutputStream.FlushAsync();
                response.Abort();
                break;
        }
    }

    private HttpTimestampSource Source(Uri address) => new(_client, address);

    private byte[] Reply(byte[] query)
    {
        _openssl.Write("query.tsq", query);
        _openssl.Try("ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr");
        return _openssl.Read("reply.tsr");
    }

    private void Authority(string digests = "sha256, sha384, sha512")
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
            default_policy = 1.2.3.4.1
            digests = {digests}
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """);
    }
}
