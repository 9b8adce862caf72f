using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Server.Tests;

/// <summary>A bad line to the service: each of the first connections breaks, after some bytes to it or before its first byte back.</summary>
public sealed class BrokenLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _service;
    private readonly Queue<int> _breaks;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    /// <param name="breaks">For each connection in turn the bytes to the service after which it breaks; 0 lets the request through and swallows the answer. Afterwards the line holds.</param>
    public BrokenLine(Uri service, params IEnumerable<int> breaks)
    {
        (_service, _breaks) = (service, new Queue<int>(breaks));
        _listener.Start();
        _work = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Breaks that are still to come.</summary>
    public int Left
    {
        get
        {
            lock (_breaks)
            {
                return _breaks.Count;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using Socket near = client;
        using Socket far = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _service.Port, _end.Token);
            int? after = Next();
            Task there = CopyAsync(near, far, after is > 0 ? after : null);
            Task back = after == 0 ? far.ReceiveAsync(new byte[1], _end.Token).AsTask() : CopyAsync(far, near, null);
            await Task.WhenAny(there, back);
            if (after is null)
            {
                await back;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }

        // Not an orderly end: a line that broke.
        near.LingerState = far.LingerState = new LingerOption(true, 0);
    }

    private int? Next()
    {
        lock (_breaks)
        {
            return _breaks.TryDequeue(out int after) ? after : null;
        }
    }

    private async Task CopyAsync(Socket from, Socket to, int? most)
    {
        byte[] buffer = new byte[8192];
        int copied = 0;
        while (most is null || copied < most)
        {
            int read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, (most ?? int.MaxValue) - copied)), _end.Token);
            if (read == 0)
            {
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, read), _end.Token);
            copied += read;
        }
    }
}
