using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Webhooks;

/// <summary>A receiver in Node.js that verifies with the npm package standardwebhooks, which is not ours.</summary>
internal sealed class NodeReceiver : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<JsonElement> _events = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly Task _reading;

    private NodeReceiver(Process process, string port)
    {
        _process = process;
        Address = $"http://127.0.0.1:{port}/";
        _reading = ReadAsync();
    }

    public string Address { get; }

    public static async Task<NodeReceiver> StartAsync(string secret)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Repository.Root, "node_modules", "standardwebhooks")), "the npm package standardwebhooks is not installed (./rv setup)");
        Process process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "tools", "webhook-receiver.mjs"), secret])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        string port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver did not start.");
        return new NodeReceiver(process, port);
    }

    /// <summary>What it received, once the test is content with it.</summary>
    public async Task<JsonElement[]> WaitAsync(Func<IReadOnlyList<JsonElement>, bool> enough, TimeSpan patience)
    {
        using CancellationTokenSource limit = new(patience);
        while (!enough([.. _events]))
        {
            await _news.WaitAsync(limit.Token);
        }

        return [.. _events];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _news.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _events.Enqueue(JsonDocument.Parse(line).RootElement);
            _news.Release();
        }
    }
}
