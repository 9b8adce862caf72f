using System.Diagnostics;
using System.Security.Cryptography;
using RemoteVerify.Storage.Files.Fetching;

namespace RemoteVerify.Storage.Tests.Files.Fetching;

/// <summary>A disk that is really full: a file system of 128 KiB, or the device that refuses every byte.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-full-").FullName;
    private HttpsFileServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await HttpsFileServer.StartAsync();
        _server["/net"] = HttpsFileServer.File(Content);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task Fetch_SmallFileSystem_SaysThereIsNoSpaceAndLeavesNothing()
    {
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=128k", "none", _folder), "only root may mount a small file system");
        try
        {
            ModelFetchResult result = await FetchAsync();
            Assert.Equal(ModelFetchEnd.NoSpace, result.End);
            Assert.Contains("no space left", result.Sentence, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(_folder));
        }
        finally
        {
            Assert.True(Run("umount", _folder));
        }
    }

    [SkippableFact]
    public async Task Fetch_DeviceThatIsAlwaysFull_SaysThereIsNoSpaceAndLeavesNothing()
    {
        Skip.IfNot(File.Exists("/dev/full"), "there is no /dev/full");
        File.CreateSymbolicLink(Path.Combine(_folder, $".net.onnx.{Order().Sha256[..16]}.partial"), "/dev/full");
        ModelFetchResult result = await FetchAsync();
        Assert.True(result.End == ModelFetchEnd.NoSpace, result.ToString());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Fetch_FolderThatIsAFile_SaysThatItCantBeWrittenTo()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        using ModelFetcher fetcher = new(new ModelFetchOptions { TrustedRoots = _server.Roots });
        ModelFetchResult result = await fetcher.FetchAsync(Order(), file, CancellationToken.None);
        Assert.Equal(ModelFetchEnd.NotWritable, result.End);
    }

    private ModelFetchOrder Order() => new("net.onnx", Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length, new Uri(_server.Https, "/net"));

    private async Task<ModelFetchResult> FetchAsync()
    {
        using ModelFetcher fetcher = new(new ModelFetchOptions { TrustedRoots = _server.Roots });
        return await fetcher.FetchAsync(Order(), _folder, CancellationToken.None);
    }

    private static bool Run(string tool, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
