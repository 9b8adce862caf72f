using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RemoteVerify.TestKit;

/// <summary>
/// The officer's signer as a process of its own, on a terminal of its own (the program <c>script</c> makes one), with
/// the test at the keyboard. Its settings are in the token's folder.
/// </summary>
public sealed class SignerProgram : IAsyncDisposable
{
    public const string Origin = "https://phuong.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private int _seen;

    private SignerProgram(Process process, int port, string token)
    {
        (_process, Port, Token) = (process, port, token);
        _reading = Task.Run(ReadAsync);
    }

    public int Port { get; }

    /// <summary>The pairing token that the terminal showed.</summary>
    public string Token { get; }

    /// <summary>Everything that stood on the terminal so far.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
            {
                return _screen.ToString();
            }
        }
    }

    /// <summary>Where the built program is.</summary>
    public static string Assembly => Path.Combine(
        Repository.Root, "src", "RemoteVerify.Signer", "bin", AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release", "net10.0", "RemoteVerify.Signer.dll");

    /// <summary>Pairs <see cref="Origin"/>, starts the signer on the keys and waits until it serves. The PINs are typed.</summary>
    /// <param name="token">The officer's token.</param>
    /// <param name="arguments">Key options of <c>run</c>.</param>
    /// <param name="keys">How many PINs it asks for.</param>
    /// <param name="origin">Whose pages may ask.</param>
    /// <param name="seconds">How long it waits for an answer.</param>
    public static async Task<SignerProgram> StartAsync(SoftHsm token, IEnumerable<string> arguments, int keys = 1, string origin = Origin, int seconds = 60)
    {
        (int code, string output, string error) = await CommandAsync(token, "pair", "--origin", origin, "--state", token.PathOf("signer"), "--json");
        Assert.True(code == 0, error);
        int port = FreePort();
        string[] all =
        [
            "dotnet", "exec", Assembly, "run", "--port", $"{port}", "--state", token.PathOf("signer"), "--seconds", $"{seconds}", .. arguments,
        ];
        ProcessStartInfo start = new("script", ["-q", "-e", "-f", "-c", "exec " + string.Join(' ', all.Select(part => $"'{part}'")), "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Fill(start, token);
        start.Environment["TERM"] = "xterm";
        SignerProgram signer = new(Process.Start(start)!, port, JsonDocument.Parse(output).RootElement.GetProperty("token").GetString()!);
        for (int i = 0; i < keys; i++)
        {
            await signer.ExpectAsync("PIN ");
            await signer.TypeAsync(SoftHsm.Pin);
        }

        await signer.ExpectAsync("ready");
        return signer;
    }

    /// <summary>Runs one command to its end; without a terminal, because its streams are the test's.</summary>
    public static async Task<(int Code, string Output, string Error)> CommandAsync(SoftHsm token, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Assembly, .. arguments]);
        return await FinishAsync(start, token);
    }

    /// <summary>Runs one command with a PIN on descriptor 3, as a parent process hands it over.</summary>
    public static async Task<(int Code, string Output, string Error)> CommandWithPinAsync(SoftHsm token, string pin, params string[] arguments)
    {
        string file = token.PathOf("pin");
        await File.WriteAllTextAsync(file, pin + "\n");
        ProcessStartInfo start = new("bash", ["-c", "exec 3<\"$1\"; rm \"$1\"; shift; exec \"$@\"", "bash", file, "dotnet", "exec", Assembly, .. arguments, "--pin-fd", "3"]);
        return await FinishAsync(start, token);
    }

    /// <summary>Waits until the terminal shows a text after what was waited for before.</summary>
    public async Task<string> ExpectAsync(string text)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !_process.HasExited)
        {
            string screen = Screen;
            int at = screen.IndexOf(text, _seen, StringComparison.Ordinal);
            if (at >= 0)
            {
                string between = screen[_seen..(at + text.Length)];
                _seen = at + text.Length;
                return between;
            }

            await Task.Delay(20);
        }

        throw new Xunit.Sdk.XunitException($"The terminal never showed '{text}': {Screen}");
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\r");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Asks as a page of the origin does; a null header is left out.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseMessage Answer)> AskAsync(
        HttpMethod method, string path, object? body = null, string? origin = Origin, string? token = "", string? host = null)
    {
        using HttpRequestMessage request = new(method, $"http://127.0.0.1:{Port}{path}") { Content = body is null ? null : JsonContent.Create(body) };
        Add(request, "Origin", origin);
        Add(request, "X-Pairing-Token", token == "" ? Token : token);
        request.Headers.Host = host;
        HttpResponseMessage answer = await _http.SendAsync(request);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        return ((int)answer.StatusCode, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement, answer);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            // Ctrl-C on the signer's terminal.
            await _process.StandardInput.WriteAsync("\x03");
            await _process.StandardInput.FlushAsync();
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

        await _reading;
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static void Fill(ProcessStartInfo start, SoftHsm token)
    {
        foreach ((string name, string value) in token.Environment)
        {
            start.Environment[name] = value;
        }
    }

    private static async Task<(int, string, string)> FinishAsync(ProcessStartInfo start, SoftHsm token)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        Fill(start, token);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private async Task ReadAsync()
    {
        char[] piece = new char[1024];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(piece)) > 0)
        {
            lock (_screen)
            {
                _screen.Append(piece, 0, read);
            }
        }
    }
}
