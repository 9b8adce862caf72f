using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The service as a process of its own on a free loopback port; it ends with the demo, however the demo ends.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private DemoService(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts the service and waits until it answers.</summary>
    /// <param name="assembly">Path of <c>RemoteVerify.Server.dll</c>.</param>
    /// <param name="settings">Configuration keys and values, handed over as environment variables.</param>
    /// <exception cref="CommandException">It ended early or did not answer in a minute; the message holds its last words.</exception>
    public static async Task<DemoService> StartAsync(string assembly, IReadOnlyDictionary<string, string> settings, HttpClient http, CancellationToken cancellationToken)
    {
        if (!File.Exists(assembly))
        {
            throw CommandException.Environment($"The service is not built ({assembly} is missing). Run ./rv setup.");
        }

        Uri address = new($"http://127.0.0.1:{FreePort()}");
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        start.ArgumentList.Add(assembly);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(address.ToString());
        foreach ((string key, string value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        // The service stops when this pipe closes: no orphan stays behind a demo that was killed.
        start.Environment["Service__StopWhenInputEnds"] = "true";
        start.Environment["Service__PublicAddress"] = address.ToString();
        DemoService service = new(Process.Start(start) ?? throw CommandException.Environment("dotnet could not be started."), address);
        service.CollectLog();
        await service.WaitUntilReadyAsync(http, cancellationToken);
        return service;
    }

    /// <summary>Everything the service has said so far.</summary>
    public string Log()
    {
        lock (_log)
        {
            return _log.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private void CollectLog()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (_log)
            {
                if (line.Data is not null && _log.Length < 4_000_000)
                {
                    _log.AppendLine(line.Data);
                }
            }
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartLimit)
        {
            if (_process.HasExited)
            {
                throw CommandException.Environment($"The service ended while starting:{Environment.NewLine}{Log().Trim()}");
            }

            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(Address, "/health"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(150, cancellationToken);
        }

        throw CommandException.Environment($"The service did not answer within {StartLimit.TotalSeconds:0} s:{Environment.NewLine}{Log().Trim()}");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
