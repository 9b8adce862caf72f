using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>A line over TCP between browsers and a relay, as fast as the test lets it be: so many bytes a second each way, for all connections together.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Bucket _there = new(), _back = new();
    private readonly Task _accepting;

    private SlowLine(TcpListener listener, int target)
    {
        (_listener, _target) = (listener, target);
        _accepting = AcceptAsync();
    }

    /// <summary>Bytes a second each way; null for as fast as it goes, 0 for nothing at all.</summary>
    public int? BytesPerSecond
    {
        set => _there.BytesPerSecond = _back.BytesPerSecond = value;
    }

    public static SlowLine Start(int port, int target)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Start();
        return new SlowLine(listener, target);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                running.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient kept = near;
        using TcpClient far = new();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            using CancellationTokenSource one = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            await Task.WhenAny(PumpAsync(near, far, _there, one.Token), PumpAsync(far, near, _back, one.Token));
            await one.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The relay is gone.
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Bucket bucket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, cancellationToken) is > 0 and int length)
            {
                await bucket.TakeAsync(length, cancellationToken);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone.
        }
    }

    private sealed class Bucket
    {
        private const int Step = 10;
        private readonly SemaphoreSlim _one = new(1);
        private volatile int _perSecond = int.MaxValue;
        private double _left;

        public int? BytesPerSecond
        {
            set => _perSecond = value ?? int.MaxValue;
        }

        public async Task TakeAsync(int bytes, CancellationToken cancellationToken)
        {
            await _one.WaitAsync(cancellationToken);
            try
            {
                while (_perSecond != int.MaxValue && _left < bytes)
                {
                    await Task.Delay(Step, cancellationToken);
                    _left = Math.Min(_left + (_perSecond * Step / 1000.0), 4000);
                }

                _left = Math.Max(0, _left - bytes);
            }
            finally
            {
                _one.Release();
            }
        }
    }
}
