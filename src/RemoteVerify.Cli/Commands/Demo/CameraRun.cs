using System.Diagnostics;
using System.Net.WebSockets;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>How a capture went, seen from the camera's side.</summary>
/// <param name="FramesPerSecond">Pictures sent per second of the session.</param>
/// <param name="Window">Frames on their way at once that the server allowed at the end: one in its low mode, which stays. Their number a second says nothing of it, since large frames come fewer.</param>
internal sealed record CameraResult(string Outcome, string Code, uint Frames, double FramesPerSecond, int Window, TimeSpan Took, IReadOnlyList<string> Steps)
{
    /// <summary>A run in the low mode for weak lines shows nothing about the usual one.</summary>
    public bool FellIntoLowMode => Window < ProtocolLimits.Window;

    public override string ToString() => $"{Frames} frames, {FramesPerSecond:0.0}/s, {Steps.Count} steps ({string.Join(", ", Steps)}), {Took.TotalSeconds:0} s{(FellIntoLowMode ? ", LOW MODE" : "")}";
}

/// <summary>One capture over the service's WebSocket, exactly as a browser does it.</summary>
internal sealed class CameraRun(Uri address, IPictureSource source)
{
    /// <summary>How the camera names itself: the truth, so that the service can flag it.</summary>
    public const string CameraLabel = "RemoteVerify synthetic camera";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan FrameTime = TimeSpan.FromSeconds(1.0 / 30);

    private readonly CaptureClient _client = new();
    private readonly List<string> _steps = [];
    private readonly Lock _gate = new();
    private TimeSpan _lastPicture = -FrameTime;

    public async Task<CameraResult> RunAsync(string path, string ticket, CancellationToken cancellationToken)
    {
        using ClientWebSocket socket = new();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        UriBuilder target = new(new Uri(address, path)) { Scheme = address.Scheme == "https" ? "wss" : "ws" };
        await socket.ConnectAsync(target.Uri, limit.Token);
        long started = Stopwatch.GetTimestamp();
        await socket.SendAsync(ProtocolCodec.Write(Hello(ticket)), WebSocketMessageType.Text, true, limit.Token);
        Task receiving = ReceiveAsync(socket, started, limit.Token);
        Task sending = SendAsync(socket, started, receiving, limit.Token);
        await Task.WhenAll(receiving, sending);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        return _client.Result is { } result
            ? new CameraResult(result.Outcome, result.Code, _client.FramesSent, _client.FramesSent / took.TotalSeconds, _client.Policy?.Window ?? 0, took, _steps)
            : throw new InvalidOperationException($"The service closed the capture without a result ({socket.CloseStatus} {socket.CloseStatusDescription}).");
    }

    private static ClientHello Hello(string ticket) => new()
    {
        Ticket = ticket,
        ScreenWidth = 1366,
        ScreenHeight = 768,
        Languages = ["vi"],
        ScreenColours = true,
        WebP = true,
        Camera = new CameraFacts { Label = CameraLabel, Width = 640, Height = 480, FrameRate = 15, Cameras = 1 },
        Device = new DeviceFacts { UserAgent = "rv demo" },
    };

    private async Task ReceiveAsync(ClientWebSocket socket, long started, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }

            Take(buffer.AsSpan(0, length), Stopwatch.GetElapsedTime(started));
        }
    }

    private void Take(ReadOnlySpan<byte> message, TimeSpan now)
    {
        lock (_gate)
        {
            bool wasActive = _client.IsStepActive;
            ServerMessage received = _client.Receive(message, now);
            if (received is ColourMessage colour)
            {
                source.Shown(ScreenColour.Parse(colour.Colour), now);
            }
            else if (received is StepMessage step)
            {
                _steps.Add(step.Step);
                source.Asked(LivenessSteps.FromName(step.Step) ?? throw new InvalidOperationException($"The service asked for an unknown step {step.Step}."), now);
            }
            else if (wasActive && !_client.IsStepActive)
            {
                source.Released(now);
            }
        }
    }

    private async Task SendAsync(ClientWebSocket socket, long started, Task receiving, CancellationToken cancellationToken)
    {
        while (!receiving.IsCompleted)
        {
            byte[]? message = NextFrame(started);
            if (message is null)
            {
                await Task.Delay(5, cancellationToken);
                continue;
            }

            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, true, cancellationToken);
            }
            catch (WebSocketException) when (_client.Result is not null || socket.State != WebSocketState.Open)
            {
                // The service has said its last word; the receiving side has it.
                return;
            }
        }
    }

    private byte[]? NextFrame(long started)
    {
        TimeSpan now = Stopwatch.GetElapsedTime(started);
        lock (_gate)
        {
            // A camera of 30 frames a second has no second picture before 33 ms have passed.
            if (_lastPicture + FrameTime > now || _client.Next(now) is not { } plan)
            {
                return null;
            }

            _lastPicture = now;

            byte[] picture = source.Picture(plan, now);
            return _client.Frame(plan, picture, now, (uint)(now / FrameTime), Stopwatch.GetElapsedTime(started));
        }
    }
}
