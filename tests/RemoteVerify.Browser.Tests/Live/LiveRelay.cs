using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>Debian's coturn on loopback behind a line of the test, with the secret that the service knows too. Calls of these tests go by it alone.</summary>
internal sealed class LiveRelay : IAsyncDisposable
{
    private const string Program = "/usr/bin/turnserver";
    private readonly Process _process;
    private readonly List<string> _said = [];

    private LiveRelay(Process process, SlowLine line)
    {
        (_process, Line) = (process, line);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said)
            {
                lock (_said)
                {
                    _said.Add(said);
                }
            }
        };
        _process.BeginOutputReadLine();
    }

    public static bool IsInstalled => File.Exists(Program);

    public SlowLine Line { get; }

    /// <summary>How many places for a call the relay gave out, to whom it knew by the shared secret.</summary>
    public int Allocations
    {
        get
        {
            lock (_said)
            {
                return _said.Count(line => line.Contains("ALLOCATE processed, success", StringComparison.Ordinal));
            }
        }
    }

    public static async Task<LiveRelay> StartAsync(BrowserFixture browser)
    {
        Skip.IfNot(BrowserFixture.IsInstalled, "Chromium is not installed");
        Skip.IfNot(IsInstalled, $"coturn is not installed ({Program}); ./rv setup installs the Debian package");
        int port = KnownThings.FreePort();
        string folder = Directory.CreateTempSubdirectory("rv-turn-").FullName;
        ProcessStartInfo start = new(Program,
        [
            "-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", $"--listening-port={port.ToString(CultureInfo.InvariantCulture)}", "--no-tls", "--no-dtls", "--fingerprint", "--lt-cred-mech",
            "--use-auth-secret", $"--static-auth-secret={browser.Known.RelaySecret}", "--realm=remoteverify.test", "--allow-loopback-peers", "--cli-password=not-used", "--cli-port=" + KnownThings.FreePort().ToString(CultureInfo.InvariantCulture),
            "--verbose", "--log-file=stdout", "--simple-log", $"--pidfile={Path.Combine(folder, "pid")}", $"--userdb={Path.Combine(folder, "db")}",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        LiveRelay relay = new(process, SlowLine.Start(browser.Known.RelayPort, port));
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!await AnswersAsync(port))
        {
            Assert.False(process.HasExited, string.Join('\n', relay._said));
            await Task.Delay(50, limit.Token);
        }

        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Line.DisposeAsync();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
