using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>What a line is like.</summary>
/// <param name="UpBytesPerSecond">From the citizen to the service; 0 for as fast as the machine.</param>
/// <param name="DownBytesPerSecond">The other way.</param>
/// <param name="RoundTrip">There and back, without the time of the bytes themselves.</param>
/// <param name="Loss">Share of packets that are lost: each holds up everything behind it until it was sent again, as TCP does.</param>
public sealed record LineQuality(int UpBytesPerSecond = 0, int DownBytesPerSecond = 0, TimeSpan RoundTrip = default, double Loss = 0)
{
    /// <summary>Connections that want to become a WebSocket are dropped, as some offices do.</summary>
    public bool BlocksWebSockets { get; init; }

    /// <summary>128 kbit/s up, 300 ms round trip, 2 % loss.</summary>
    public static LineQuality Village { get; } = new(16_000, 64_000, TimeSpan.FromMilliseconds(300), 0.02);

    /// <summary>64 kbit/s both ways, 300 ms round trip.</summary>
    public static LineQuality Edge { get; } = new(8_000, 8_000, TimeSpan.FromMilliseconds(300));

    /// <summary>1 Mbit/s up, 60 ms round trip.</summary>
    public static LineQuality Mobile { get; } = new(125_000, 500_000, TimeSpan.FromMilliseconds(60));
}

/// <summary>A TCP proxy on loopback that is as slow, as late and as lossy as told; it counts bytes and can go dead.</summary>
public sealed class SlowLine : IAsyncDisposable
{
    private const int PacketBytes = 1400;

    /// <summary>What waits in the modem: beyond it the sender is held up.</summary>
    private const int BufferedBytes = 24 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly Uri _target;
    private readonly Lock _gate = new();
    private readonly Random _chance = new(7);
    private readonly Task _accepting;
    private readonly Bucket _up = new();
    private readonly Bucket _down = new();
    private LineQuality _quality;
    private volatile bool _isDead;
    private long _upBytes;
    private long _downBytes;

    public SlowLine(Uri target, LineQuality? quality = null)
    {
        _target = target;
        _quality = quality ?? new LineQuality();
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Open pages here.</summary>
    public Uri Address { get; }

    /// <summary>Bytes that the citizen's machine sent so far, headers included.</summary>
    public long UpBytes => Interlocked.Read(ref _upBytes);

    public long DownBytes => Interlocked.Read(ref _downBytes);

    public LineQuality Quality
    {
        get => _quality;
        set => _quality = value;
    }

    /// <summary>Nothing comes through any more, and nobody is told: a phone without a signal.</summary>
    public void GoDead() => _isDead = true;

    /// <summary>There is a signal again. What was open before is gone.</summary>
    public void ComeBack()
    {
        Break();
        _isDead = false;
    }

    /// <summary>Everything that is open ends at once; whoever comes again is let through.</summary>
    public void Break()
    {
        foreach (TcpClient client in _open.Keys)
        {
            client.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        foreach (TcpClient client in _open.Keys)
        {
            client.Close();
        }

        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            TcpClient near = await _listener.AcceptTcpClientAsync(_end.Token);
            if (_isDead)
            {
                near.Close();
                continue;
            }

            _ = CarryAsync(near);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient far = new() { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            _open[near] = 0;
            try
            {
                await far.ConnectAsync(_target.Host, _target.Port, _end.Token);
                await Task.WhenAny(
                    PipeAsync(near.GetStream(), far.GetStream(), isUp: true),
                    PipeAsync(far.GetStream(), near.GetStream(), isUp: false));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The line is gone; whoever used it notices.
            }
            finally
            {
                _open.TryRemove(near, out _);
            }
        }
    }

    private async Task PipeAsync(NetworkStream from, NetworkStream to, bool isUp)
    {
        System.Threading.Channels.Channel<(long Due, byte[] Bytes)> onTheWay = System.Threading.Channels.Channel.CreateBounded<(long, byte[])>(Math.Max(2, BufferedBytes / PacketBytes));
        Task delivering = DeliverAsync(onTheWay.Reader, to);
        byte[] packet = new byte[PacketBytes];
        long earliest = 0;
        try
        {
            while (await from.ReadAsync(packet, _end.Token) is int count and > 0)
            {
                while (_isDead)
                {
                    await Task.Delay(20, _end.Token);
                }

                Interlocked.Add(ref isUp ? ref _upBytes : ref _downBytes, count);
                LineQuality quality = _quality;
                if (isUp && quality.BlocksWebSockets && System.Text.Encoding.ASCII.GetString(packet, 0, count).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }

                await (isUp ? _up : _down).PassAsync(count, isUp ? quality.UpBytesPerSecond : quality.DownBytesPerSecond, _end.Token);
                TimeSpan late = quality.RoundTrip / 2;
                if (IsLost(quality.Loss))
                {
                    // Sent again after a round trip and what TCP waits besides.
                    late += quality.RoundTrip + TimeSpan.FromMilliseconds(200);
                }

                earliest = Math.Max(earliest, Environment.TickCount64 + (long)late.TotalMilliseconds);
                await onTheWay.Writer.WriteAsync((earliest, packet[..count]), _end.Token);
            }
        }
        finally
        {
            onTheWay.Writer.TryComplete();
        }

        await delivering;
    }

    private async Task DeliverAsync(System.Threading.Channels.ChannelReader<(long Due, byte[] Bytes)> onTheWay, NetworkStream to)
    {
        await foreach ((long due, byte[] bytes) in onTheWay.ReadAllAsync(_end.Token))
        {
            if (due - Environment.TickCount64 is > 0 and long wait)
            {
                await Task.Delay((int)wait, _end.Token);
            }

            while (_isDead)
            {
                await Task.Delay(20, _end.Token);
            }

            await to.WriteAsync(bytes, _end.Token);
        }
    }

    private bool IsLost(double share)
    {
        lock (_gate)
        {
            return share > 0 && _chance.NextDouble() < share;
        }
    }

    /// <summary>All connections of one direction share it.</summary>
    private sealed class Bucket
    {
        private readonly SemaphoreSlim _one = new(1);
        private double _free;

        public async Task PassAsync(int bytes, int bytesPerSecond, CancellationToken cancellationToken)
        {
            if (bytesPerSecond == 0)
            {
                return;
            }

            await _one.WaitAsync(cancellationToken);
            try
            {
                double now = Environment.TickCount64;
                _free = Math.Max(_free, now) + (1000.0 * bytes / bytesPerSecond);
                if (_free - now > 1)
                {
                    await Task.Delay((int)(_free - now), cancellationToken);
                }
            }
            finally
            {
                _one.Release();
            }
        }
    }
}
