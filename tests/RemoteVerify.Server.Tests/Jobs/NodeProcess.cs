using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Jobs;

/// <summary>One node of a service as a process of its own, so that it can be killed without warning.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly StringBuilder _said = new();

    private NodeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts the built service and waits until it answers.</summary>
    public static async Task<NodeProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        Uri address = new($"http://127.0.0.1:{FreePort()}");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string service = Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "bin", configuration, "net10.0", "RemoteVerify.Server.dll");
        ProcessStartInfo start = new("dotnet", [service, "--urls", address.ToString()])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(service)!,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";

        // It ends when this process does, however that happens.
        start.Environment["Service__StopWhenInputEnds"] = "true";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var node = new NodeProcess(Process.Start(start)!, address);
        node.Listen();
        await Eventually.IsAsync(node.AnswersAsync);
        return node;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<JsonElement> HealthAsync() => JsonDocument.Parse(await _http.GetStringAsync(new Uri(Address, "/health"))).RootElement;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The node ended while it started: {Said}");
        }

        try
        {
            await HealthAsync();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Listen()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (_said)
            {
                _said.AppendLine(line.Data);
            }
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
