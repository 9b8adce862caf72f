using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using RemoteVerify.Storage.Files.Fetching;

namespace RemoteVerify.Storage.Tests.Files.Fetching;

/// <summary>Against a real HTTPS server on loopback. What every failure has in common: nothing under the final name.</summary>
public sealed class ModelFetcherTests : IAsyncLifetime
{
    private const string Name = "net.onnx";
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-fetch-").FullName;
    private HttpsFileServer _server = null!;

    private string Target => Path.Combine(_folder, Name);

    private string[] Left => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)!)];

    public async Task InitializeAsync() => _server = await HttpsFileServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Fetch_ServedFile_IsInPlaceAndNothingElseIs()
    {
        _server["/net"] = HttpsFileServer.File(Content);
        await ExpectAsync(ModelFetchEnd.Done, "SHA-256 as in the manifest");
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([Name], Left);
    }

    [Fact]
    public async Task Fetch_OtherBytesOfTheSameLength_AreThrownAway()
    {
        _server["/net"] = HttpsFileServer.File(RandomNumberGenerator.GetBytes(Content.Length));
        await ExpectAsync(ModelFetchEnd.WrongFile, "another SHA-256");
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Fetch_WrongHash_LeavesAnOlderFileAsItWas()
    {
        File.WriteAllText(Target, "older");
        _server["/net"] = HttpsFileServer.File(new byte[Content.Length]);
        await ExpectAsync(ModelFetchEnd.WrongFile, "thrown away");
        Assert.Equal("older", File.ReadAllText(Target));
    }

    [Fact]
    public async Task Fetch_CutTransfer_KeepsWhatCameUnderAnotherNameAndGoesOnFromThere()
    {
        _server["/net"] = HttpsFileServer.CutAfter(Content, 120_000);
        await ExpectAsync(ModelFetchEnd.Cut, "was cut after 120000 of 300000 bytes");
        Assert.DoesNotContain(Name, Left);
        Assert.Equal(120_000, new FileInfo(Path.Combine(_folder, Assert.Single(Left))).Length);

        _server["/net"] = HttpsFileServer.File(Content);
        await ExpectAsync(ModelFetchEnd.Done, "");
        Assert.Equal(["", "bytes=120000-"], _server.Ranges);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([Name], Left);
    }

    [Fact]
    public async Task Fetch_ServerThatKnowsNoRanges_StartsOver()
    {
        _server["/net"] = HttpsFileServer.CutAfter(Content, 100_000);
        await ExpectAsync(ModelFetchEnd.Cut, "");
        _server["/net"] = context => context.Response.Body.WriteAsync(Content).AsTask();
        await ExpectAsync(ModelFetchEnd.Done, "");
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Fetch_KeptPieceIsNotOfThisFile_StartsOverByItself()
    {
        _server["/net"] = HttpsFileServer.CutAfter(new byte[Content.Length], 100_000);
        await ExpectAsync(ModelFetchEnd.Cut, "");
        _server["/net"] = HttpsFileServer.File(Content);
        await ExpectAsync(ModelFetchEnd.Done, "");
        Assert.Equal(["", "bytes=100000-", ""], _server.Ranges);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Fetch_RangeOfAnotherLength_StartsOverByItself()
    {
        _server["/net"] = HttpsFileServer.CutAfter(Content, 100_000);
        await ExpectAsync(ModelFetchEnd.Cut, "");
        _server["/net"] = context =>
        {
            if (context.Request.Headers.Range.Count == 0)
            {
                return HttpsFileServer.File(Content)(context);
            }

            context.Response.StatusCode = 416;
            return Task.CompletedTask;
        };
        await ExpectAsync(ModelFetchEnd.Done, "");
    }

    [Theory]
    [InlineData(299_999, "offers 299999 bytes where the manifest says 300000")]
    [InlineData(300_001, "offers 300001 bytes where the manifest says 300000")]
    public async Task Fetch_OtherLength_IsNotTaken(int length, string sentence)
    {
        _server["/net"] = HttpsFileServer.File(new byte[length]);
        await ExpectAsync(ModelFetchEnd.WrongFile, sentence);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Fetch_EndlessAnswerWithoutALength_IsStoppedAtTheSize()
    {
        _server["/net"] = async context =>
        {
            byte[] piece = new byte[50_000];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        };
        await ExpectAsync(ModelFetchEnd.WrongFile, "sends more than the 300000 bytes");
        Assert.Empty(Left);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ModelManifestLimit + 1)]
    public async Task Fetch_SizeOutOfRange_AsksNobody(long size)
    {
        ModelFetchResult result = await FetchAsync(Order() with { SizeBytes = size });
        Assert.Equal(ModelFetchEnd.WrongFile, result.End);
        Assert.Empty(_server.Ranges);
    }

    [Theory]
    [InlineData(404, ModelFetchEnd.NotServed, "there is no such file at https://localhost")]
    [InlineData(410, ModelFetchEnd.NotServed, "there is no such file at https://localhost")]
    [InlineData(500, ModelFetchEnd.NotServed, "answered 500")]
    [InlineData(403, ModelFetchEnd.NotServed, "answered 403")]
    public async Task Fetch_FileThatIsNotServed_SaysSo(int status, ModelFetchEnd end, string sentence)
    {
        _server["/net"] = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        await ExpectAsync(end, sentence);
        Assert.Empty(Left);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Fetch_RedirectToHttps_IsFollowed(int status)
    {
        _server["/net"] = HttpsFileServer.SendTo(new Uri("/there", UriKind.Relative), status);
        _server["/there"] = HttpsFileServer.SendTo(new Uri(_server.Https, "/file"), status);
        _server["/file"] = HttpsFileServer.File(Content);
        await ExpectAsync(ModelFetchEnd.Done, "");
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Fetch_RedirectToPlainHttp_IsRefusedBeforeItIsAsked()
    {
        _server["/net"] = HttpsFileServer.SendTo(new Uri(_server.Http, "/file"));
        _server["/file"] = HttpsFileServer.File(Content);
        await ExpectAsync(ModelFetchEnd.RefusedAddress, "is not https");
        Assert.Single(_server.Ranges);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Fetch_RedirectInACircle_EndsAtTheLimit()
    {
        _server["/net"] = HttpsFileServer.SendTo(new Uri(_server.Https, "/net"));
        await ExpectAsync(ModelFetchEnd.RefusedAddress, "more than 5 times");
        Assert.Equal(6, _server.Ranges.Count);
    }

    [Fact]
    public async Task Fetch_RedirectWithoutAnAddress_SaysSo()
    {
        _server["/net"] = context =>
        {
            context.Response.StatusCode = 302;
            return Task.CompletedTask;
        };
        await ExpectAsync(ModelFetchEnd.NotServed, "does not say where");
    }

    [Fact]
    public async Task Fetch_PlainHttpAddress_IsRefused()
    {
        _server["/net"] = HttpsFileServer.File(Content);
        Assert.Equal(ModelFetchEnd.RefusedAddress, (await FetchAsync(Order() with { Address = new Uri(_server.Http, "/net") })).End);
        Assert.Empty(_server.Ranges);
    }

    [Fact]
    public async Task Fetch_CertificateThatNobodyVouchesFor_IsNotTrusted()
    {
        _server["/net"] = HttpsFileServer.File(Content);
        using ModelFetcher fetcher = new();
        ModelFetchResult result = await fetcher.FetchAsync(Order(), _folder, CancellationToken.None);
        Assert.Equal(ModelFetchEnd.Unreachable, result.End);
        Assert.Empty(_server.Ranges);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Fetch_TrustedCertificateOfAnotherName_IsNotTrusted()
    {
        _server["/net"] = HttpsFileServer.File(Content);
        ModelFetchResult result = await FetchAsync(Order() with { Address = new Uri($"https://127.0.0.1:{_server.Https.Port}/net") });
        Assert.Equal(ModelFetchEnd.Unreachable, result.End);
        Assert.Empty(_server.Ranges);
    }

    [Fact]
    public async Task Fetch_NobodyListens_IsUnreachable()
    {
        ModelFetchResult result = await FetchAsync(Order() with { Address = new Uri("https://127.0.0.1:1/net") });
        Assert.Equal(ModelFetchEnd.Unreachable, result.End);
        Assert.Contains("can't be reached", result.Sentence, StringComparison.Ordinal);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Fetch_ServerThatFallsSilent_IsCutAndKept()
    {
        _server["/net"] = async context =>
        {
            context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(Content.AsMemory(0, 70_000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using ModelFetcher fetcher = new(new ModelFetchOptions { TrustedRoots = _server.Roots, SilenceTimeout = TimeSpan.FromSeconds(5) });
        Assert.Equal(ModelFetchEnd.Cut, (await fetcher.FetchAsync(Order(), _folder, CancellationToken.None)).End);
        Assert.Equal(70_000, new FileInfo(Path.Combine(_folder, Assert.Single(Left))).Length);
    }

    [Fact]
    public async Task Fetch_Cancelled_StopsAndKeepsTheFinalNameFree()
    {
        using CancellationTokenSource stop = new();
        _server["/net"] = async context =>
        {
            context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(Content.AsMemory(0, 70_000));
            await context.Response.Body.FlushAsync();
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using ModelFetcher fetcher = new(new ModelFetchOptions { TrustedRoots = _server.Roots });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchAsync(Order(), _folder, stop.Token));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Fetch_TwoAtOnce_OnlyOneWrites()
    {
        TaskCompletionSource begun = new(), goOn = new();
        _server["/net"] = async context =>
        {
            begun.TrySetResult();
            await goOn.Task;
            await HttpsFileServer.File(Content)(context);
        };
        Task<ModelFetchResult> first = FetchAsync(Order());
        await begun.Task;
        ModelFetchResult second = await FetchAsync(Order());
        goOn.SetResult();
        Assert.Equal(ModelFetchEnd.NotWritable, second.End);
        Assert.Equal(ModelFetchEnd.Done, (await first).End);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData("../net.onnx")]
    [InlineData("a/net.onnx")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task Fetch_NameThatLeadsElsewhere_IsTheCallersMistake(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(Order() with { FileName = name }));

    private const long ModelManifestLimit = 64L << 20;

    private ModelFetchOrder Order() => new(Name, Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length, new Uri(_server.Https, "/net"));

    private async Task<ModelFetchResult> FetchAsync(ModelFetchOrder order)
    {
        using ModelFetcher fetcher = new(new ModelFetchOptions { TrustedRoots = _server.Roots });
        return await fetcher.FetchAsync(order, _folder, CancellationToken.None);
    }

    private async Task ExpectAsync(ModelFetchEnd end, string sentence)
    {
        ModelFetchResult result = await FetchAsync(Order());
        Assert.Equal(end, result.End);
        Assert.Contains(sentence, result.Sentence, StringComparison.Ordinal);
    }
}
