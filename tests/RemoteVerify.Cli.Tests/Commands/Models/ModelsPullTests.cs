using RemoteVerify.Storage.Tests.Files.Fetching;

namespace RemoteVerify.Cli.Tests.Commands.Models;

/// <summary>The command as people run it; every way a transfer can fail is tested where the fetcher lives, in the tests of Storage.</summary>
public sealed class ModelsPullTests : IAsyncLifetime
{
    private ModelInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await ModelInstallation.CreateAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task Pull_FromTheServer_CompletesTheSetThatIsThenUsed()
    {
        CommandAnswer pulled = (await PullAsync("--json")).Expect(0);
        Assert.True(pulled.Json.GetProperty("complete").GetBoolean());
        Assert.Equal(5, pulled.Json.GetProperty("fetched").GetArrayLength());
        Assert.All(_installation.Files, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(_installation.Fetched, file.Key))));
        Assert.Equal(5, Directory.GetFiles(_installation.Fetched).Length);

        CommandAnswer check = (await _installation.RunAsync("check", "--json")).Expect(0);
        Assert.Equal(("standard", "development"), (check.Json.GetProperty("set").GetString(), check.Json.GetProperty("grade").GetString()));

        // Nothing is asked for twice.
        int asked = _installation.Server.Ranges.Count;
        (await PullAsync()).Expect(0);
        Assert.Equal(asked, _installation.Server.Ranges.Count);
    }

    [Fact]
    public async Task Pull_OneFileCut_SaysSoAndTheNextPullGoesOn()
    {
        byte[] bytes = _installation.Files["MobileFaceNet.onnx"];
        _installation.Server["/MobileFaceNet.onnx"] = HttpsFileServer.CutAfter(bytes, 20_000);
        CommandAnswer cut = (await PullAsync()).Expect(3);
        Assert.Contains("MobileFaceNet.onnx: the transfer from localhost was cut after 20000 of 50000 bytes", cut.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_installation.Fetched, "MobileFaceNet.onnx")));
        (await _installation.RunAsync("check", "--set", "standard")).Expect(1);

        _installation.Server["/MobileFaceNet.onnx"] = HttpsFileServer.File(bytes);
        (await PullAsync()).Expect(0);
        Assert.Equal("bytes=20000-", _installation.Server.Ranges[^1]);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_installation.Fetched, "MobileFaceNet.onnx")));
    }

    [Fact]
    public async Task Pull_WithoutTrust_TakesNothing()
    {
        CommandAnswer pulled = (await _installation.RunAsync("pull")).Expect(3);
        Assert.Contains("localhost can't be reached", pulled.Output, StringComparison.Ordinal);
        Assert.Empty(_installation.Server.Ranges);
        Assert.Empty(Directory.GetFiles(_installation.Fetched));
    }

    [Fact]
    public async Task Pull_ConvertedOrOwnFiles_SaysWhereTheyComeFromInstead()
    {
        Assert.Contains("RV_MODEL_MIRROR by hand", (await PullAsync("--set", "standard-fusion")).Expect(3).Output, StringComparison.Ordinal);
        Assert.Contains("belongs to this repository", (await PullAsync("--set", "demo")).Expect(3).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullQuick_Unreachable_AnswersInOneLineAndSoon()
    {
        await _installation.Server.DisposeAsync();
        long started = TimeProvider.System.GetTimestamp();
        CommandAnswer pulled = (await PullAsync("--quick")).Expect(1);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Assert.Single(pulled.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("models: no set is complete", pulled.Output, StringComparison.Ordinal);
        Assert.Equal("", pulled.Messages);
    }

    [Fact]
    public async Task PullQuick_Reachable_UsesTheStandardSet()
    {
        CommandAnswer pulled = (await PullAsync("--quick")).Expect(0);
        Assert.Equal("models: using the set standard (development grade); 5 files were fetched", pulled.Output.Trim());
    }

    [Fact]
    public async Task Pull_TrustFileWithoutACertificate_IsWrongUse()
    {
        File.WriteAllText(_installation["empty.pem"], "nothing");
        (await _installation.RunAsync("pull", "--trust", _installation["empty.pem"])).ExpectMessage(2, "no certificate");
    }

    private Task<CommandAnswer> PullAsync(params string[] arguments) => _installation.RunAsync(["pull", "--trust", _installation["root.pem"], .. arguments]);
}
