using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>
/// A population database and a civil-status register of made-up people, as HTTP servers on a free loopback port:
/// <c>POST /population/look-ups</c> and <c>POST /civil-status/look-ups</c>. They answer exactly the fields that are asked for, and can be told
/// to fail as such lines fail. For tests and the demo only.
/// </summary>
public sealed class RegisterSimulator : IAsyncDisposable
{
    private const int MaximumRequestBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<MadeUpPerson> _people;
    private readonly Task _serving;
    private int _questions;

    private RegisterSimulator(IReadOnlyList<MadeUpPerson> people)
    {
        _people = people;
        _listener.Start();
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        PopulationAddress = new Uri($"http://127.0.0.1:{port}/population/");
        CivilStatusAddress = new Uri($"http://127.0.0.1:{port}/civil-status/");
        _serving = ServeAsync();
    }

    public Uri PopulationAddress { get; }

    public Uri CivilStatusAddress { get; }

    /// <summary>How the population database behaves from now on.</summary>
    public RegisterBehaviour Population { get; set; }

    /// <summary>How the civil-status register behaves from now on.</summary>
    public RegisterBehaviour CivilStatus { get; set; }

    /// <summary>How many questions came.</summary>
    public int Questions => Volatile.Read(ref _questions);

    public static RegisterSimulator Start(params IReadOnlyList<MadeUpPerson> people) => new(people);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = HandleAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                if (await ReadAsync(stream, _end.Token) is not { } request)
                {
                    await WriteAsync(stream, 400, "{}", _end.Token);
                    return;
                }

                Interlocked.Increment(ref _questions);
                bool population = request.Path == "/population/look-ups";
                RegisterBehaviour behaviour = population ? Population : CivilStatus;
                if (behaviour == RegisterBehaviour.Hangs)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                (int status, string body) = behaviour switch
                {
                    RegisterBehaviour.Overloaded => (503, "{}"),
                    RegisterBehaviour.Broken => (500, "{}"),
                    RegisterBehaviour.Malformed => (200, "<html>Bảo trì hệ thống</html>"),
                    _ when request.Path is not ("/population/look-ups" or "/civil-status/look-ups") => (404, "{}"),
                    _ => (200, Answer(request.Body, population)),
                };
                await WriteAsync(stream, status, body, _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or JsonException or KeyNotFoundException)
            {
                // The caller gave up, or asked nonsense: the line is closed.
            }
        }
    }

    /// <summary>Number and name must both be right, as the real databases demand; of a person only what was asked for.</summary>
    private string Answer(byte[] body, bool population)
    {
        using JsonDocument question = JsonDocument.Parse(body);
        string number = question.RootElement.GetProperty("personalNumber").GetString()!;
        string name = question.RootElement.GetProperty("fullName").GetString()!;
        string[] fields = [.. question.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)];
        MadeUpPerson? person = _people.FirstOrDefault(p => p.PersonalNumber == number && string.Equals(p.FullName, name, StringComparison.OrdinalIgnoreCase));
        IReadOnlyDictionary<string, string>? values = population ? person?.Population : person?.CivilStatus;
        return values is null
            ? "{\"found\":false}"
            : JsonSerializer.Serialize(new { found = true, values = population ? values.Where(value => fields.Contains(value.Key)).ToDictionary() : values.ToDictionary() });
    }

    private static async Task<(string Path, byte[] Body)?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var received = new List<byte>();
        byte[] buffer = new byte[8192];
        int head = -1;
        int length = 0;
        while (head < 0 || received.Count < head + length)
        {
            int read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0 || received.Count + read > MaximumRequestBytes)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, read));
            if (head < 0 && HeadOf(received) is { } found)
            {
                (head, length) = found;
            }
        }

        string[] first = Encoding.ASCII.GetString([.. received.Take(head)]).Split('\r')[0].Split(' ');
        return first is ["POST", var path, _] ? (path, [.. received.Skip(head).Take(length)]) : null;
    }

    /// <summary>Length of the head with its empty line, and the length of the body; null while the head is not whole.</summary>
    private static (int Head, int Length)? HeadOf(List<byte> received)
    {
        string text = Encoding.ASCII.GetString([.. received]);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        string? length = text[..end].Split("\r\n").Select(line => line.Split(':', 2)).FirstOrDefault(part => part.Length == 2 && part[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))?[1];
        return (end + 4, int.TryParse(length, out int bytes) && bytes is >= 0 and < MaximumRequestBytes ? bytes : 0);
    }

    private static async Task WriteAsync(NetworkStream stream, int status, string body, CancellationToken cancellationToken)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Simulated\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(head, cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
