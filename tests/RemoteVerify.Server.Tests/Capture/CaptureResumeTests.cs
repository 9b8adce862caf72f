using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Server.Capture;

namespace RemoteVerify.Server.Tests.Capture;

/// <summary>Captures over real loopback connections that break; only the pixels are left out.</summary>
public sealed class CaptureResumeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CaptureLines _lines = new();
    private readonly List<CaptureOutcome> _kept = [];
    private readonly TaskCompletionSource _firstKept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LivenessPolicy _policy = LivenessPolicy.Default;
    private WebApplication _app = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.UseWebSockets();
        _app.Run(ServeAsync);
        await _app.StartAsync();
        string at = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _address = new UriBuilder(at) { Scheme = "ws" }.Uri;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Resume_AfterABrokenLine_GoesOnWithANewNonceAndTheNextFrame()
    {
        (ClientWebSocket old, CaptureClient client, ReadyMessage first) = await BeginAsync();
        await FramesAsync(old, client, 3);
        old.Abort();
        (ClientWebSocket socket, ReadyMessage second) = await ResumeAsync(client, first.Resume!);
        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.NotEqual(first.Resume, second.Resume);
        Assert.Equal(3u, second.Sequence);
        await FramesAsync(socket, client, 2);
        await EndAsync(socket, client);
        CaptureOutcome outcome = Assert.Single(_kept);
        Assert.Equal(EndCode.Cancelled, outcome.Code);
        Assert.Contains("\"lines\":[{", System.Text.Encoding.UTF8.GetString(outcome.Evidence.Json.Span), StringComparison.Ordinal);
        Assert.Equal(0, _lines.Count);
    }

    [Fact]
    public async Task Resume_BeforeTheServerNoticed_TakesTheOldLinesPlace()
    {
        (ClientWebSocket old, CaptureClient client, ReadyMessage first) = await BeginAsync();
        await FramesAsync(old, client, 1);
        (ClientWebSocket socket, _) = await ResumeAsync(client, first.Resume!);
        await FramesAsync(socket, client, 2);
        await Assert.ThrowsAnyAsync<Exception>(() => old.ReceiveAsync(new byte[100], default).WaitAsync(Patience));
        await EndAsync(socket, client);
        Assert.Equal(EndCode.Cancelled, Assert.Single(_kept).Code);
    }

    [Fact]
    public async Task Resume_WithASecretUsedBefore_IsClosed()
    {
        (ClientWebSocket old, CaptureClient client, ReadyMessage first) = await BeginAsync();
        old.Abort();
        (ClientWebSocket socket, _) = await ResumeAsync(client, first.Resume!);
        Assert.Equal((4001, "ticket"), await RefusedAsync(first.Resume!));
        await FramesAsync(socket, client, 1);
        await EndAsync(socket, client);
    }

    [Fact]
    public async Task Resume_AThirdTime_IsNotOffered()
    {
        (ClientWebSocket socket, CaptureClient client, ReadyMessage ready) = await BeginAsync();
        for (int i = 0; i < 2; i++)
        {
            socket.Abort();
            (socket, ready) = await ResumeAsync(client, ready.Resume!);
        }

        Assert.Null(ready.Resume);
        socket.Abort();
        await _firstKept.Task.WaitAsync(Patience);
        Assert.Equal(EndCode.LineLost, Assert.Single(_kept).Code);
    }

    [Fact]
    public async Task Resume_TooLate_IsClosedAndTheSessionIsLost()
    {
        _policy = LivenessPolicy.Default with { ResumeMilliseconds = 200 };
        (ClientWebSocket old, _, ReadyMessage first) = await BeginAsync();
        old.Abort();
        await _firstKept.Task.WaitAsync(Patience);
        Assert.Equal(EndCode.LineLost, Assert.Single(_kept).Code);
        Assert.Equal((4001, "ticket"), await RefusedAsync(first.Resume!));
    }

    [Fact]
    public async Task Close_ByTheClient_EndsTheSessionAtOnce()
    {
        (ClientWebSocket socket, _, ReadyMessage first) = await BeginAsync();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        await _firstKept.Task.WaitAsync(Patience);
        Assert.Equal(EndCode.LineLost, Assert.Single(_kept).Code);
        Assert.Equal((4001, "ticket"), await RefusedAsync(first.Resume!));
    }

    [Fact]
    public async Task Hello_OnALineThatOnlyResumes_IsClosed()
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(_address, "?resume=1"), default);
        await SayAsync(socket, new ClientHello { Ticket = "right" });
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience);
        Assert.Equal((WebSocketCloseStatus.InvalidPayloadData, "bad-message"), (end.CloseStatus, end.CloseStatusDescription));
    }

    private static TimeSpan Now => TimeSpan.FromMilliseconds(Environment.TickCount64);

    private async Task ServeAsync(HttpContext context)
    {
        FaceTemplate portrait = FaceTemplate.FromRaw([1, 0, 0, 0], "model");
        CaptureConnection connection = new(
            Nobody,
            (ticket, _) => Task.FromResult(ticket == "right" ? new LivenessSessionOptions("s", "h", _policy, portrait, EarlierFrames.None, 1, []) : null),
            (outcome, _) =>
            {
                _kept.Add(outcome);
                _firstKept.TrySetResult();
                return Task.CompletedTask;
            },
            CryptographicChance.Instance, TimeProvider.System, new CaptureConnectionOptions { CloseTime = TimeSpan.FromMilliseconds(200) }, NullLogger<CaptureConnection>.Instance)
        {
            Lines = _lines,
            ResumesOnly = context.Request.Query.ContainsKey("resume"),
        };
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        await connection.RunAsync(socket, CancellationToken.None);
    }

    private async Task<(ClientWebSocket Socket, CaptureClient Client, ReadyMessage Ready)> BeginAsync()
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(_address, default);
        await SayAsync(socket, new ClientHello { Ticket = "right" });
        CaptureClient client = new();
        return (socket, client, Assert.IsType<ReadyMessage>(client.Receive(await TextAsync(socket), Now)));
    }

    private async Task<(ClientWebSocket Socket, ReadyMessage Ready)> ResumeAsync(CaptureClient client, string secret)
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(_address, "?resume=1"), default);
        await SayAsync(socket, new ClientResume { Secret = secret });
        return (socket, Assert.IsType<ReadyMessage>(client.Receive(await TextAsync(socket), Now)));
    }

    private async Task<(int, string?)> RefusedAsync(string secret)
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(_address, "?resume=1"), default);
        await SayAsync(socket, new ClientResume { Secret = secret });
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience);
        return ((int)end.CloseStatus!, end.CloseStatusDescription);
    }

    private static async Task FramesAsync(ClientWebSocket socket, CaptureClient client, int count)
    {
        for (int sent = 0; sent < count;)
        {
            if (client.Next(Now) is not { } plan)
            {
                await Task.Delay(10);
                continue;
            }

            await socket.SendAsync(client.Frame(plan, new byte[] { 0xFF, 0xD8, (byte)client.FramesSent }, Now, client.FramesSent), WebSocketMessageType.Binary, true, default);
            sent++;
            while (client.Unanswered > 0)
            {
                client.Receive(await TextAsync(socket), Now);
            }
        }
    }

    private static async Task EndAsync(ClientWebSocket socket, CaptureClient client)
    {
        await SayAsync(socket, new ClientEvent { Name = ClientEvent.Cancel });
        while (client.Result is null)
        {
            client.Receive(await TextAsync(socket), Now);
        }

        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience);
        Assert.Equal("done", end.CloseStatusDescription);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
    }

    private static Task SayAsync(ClientWebSocket socket, ClientMessage message) =>
        socket.SendAsync(ProtocolCodec.Write(message), WebSocketMessageType.Text, true, default);

    private static async Task<byte[]> TextAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[8192];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, default).WaitAsync(Patience);
        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        return buffer[..result.Count];
    }

    private static FrameObservation Nobody(ReceivedFrame frame) => new(
        frame.Header, frame.ReceivedAt, frame.ChainIntact, frame.ChainHash, frame.Digest, frame.Picture.Length, 320, 240, [],
        new FrameAppearance(default, default, new float[16], 0), null);
}
