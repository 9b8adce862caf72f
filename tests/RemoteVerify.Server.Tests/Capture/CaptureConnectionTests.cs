using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Server.Capture;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Tests.Capture;

/// <summary>Both ends of a real WebSocket in one process; only the pixels are left out.</summary>
[SupportedOSPlatform("linux")]
public sealed class CaptureConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<CaptureOutcome> _kept = [];

    [Fact]
    public async Task Run_NobodyInThePicture_AcknowledgesFramesAndKeepsTheOutcomeWhenTheClientLeaves()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        CaptureClient protocol = await ReadyAsync(client);
        for (int i = 0; i < 5; i++)
        {
            FramePlan plan = await PlanAsync(protocol);
            await client.SendAsync(protocol.Frame(plan, Jpeg(i), Now, (uint)i), WebSocketMessageType.Binary, true, default);
            while (protocol.Unanswered > 0)
            {
                protocol.Receive(await TextAsync(client), Now);
            }

            Assert.Equal(GuidanceCode.NoFace, protocol.Guidance);
        }

        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        CaptureOutcome? outcome = await run.WaitAsync(Patience);
        Assert.Equal(EndCode.LineLost, outcome!.Code);
        Assert.Same(outcome, Assert.Single(_kept));
    }

    [Fact]
    public async Task Run_Cancelled_TellsTheResultAfterKeepingIt()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        CaptureClient protocol = await ReadyAsync(client);
        await client.SendAsync(ProtocolCodec.Write(new ClientEvent { Name = ClientEvent.Cancel }), WebSocketMessageType.Text, true, default);
        protocol.Receive(await TextAsync(client), Now);
        Assert.Single(_kept);
        Assert.Equal("cancelled", protocol.Result!.Code);
        await ClosedAsync(client, WebSocketCloseStatus.NormalClosure, "done");
        Assert.Equal(CaptureResult.Expired, (await run.WaitAsync(Patience))!.Result);
    }

    [Fact]
    public async Task Run_UnknownTicket_ClosesWithoutASession()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        await HelloAsync(client, "wrong");
        await ClosedAsync(client, (WebSocketCloseStatus)4001, "ticket");
        Assert.Null(await run.WaitAsync(Patience));
        Assert.Empty(_kept);
    }

    [Theory]
    [InlineData("{}", WebSocketCloseStatus.InvalidPayloadData, "bad-message")]
    [InlineData("{\"type\":\"event\",\"name\":\"cancel\"}", WebSocketCloseStatus.InvalidPayloadData, "bad-message")]
    public async Task Run_FirstMessageIsNotHello_Closes(string text, WebSocketCloseStatus status, string reason)
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);
        await ClosedAsync(client, status, reason);
        Assert.Null(await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task Run_NoHello_ClosesAfterItsTime()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(new CaptureConnectionOptions { HelloTime = TimeSpan.FromMilliseconds(50) });
        Assert.Null(await run.WaitAsync(Patience));
        Assert.NotEqual(WebSocketState.None, client.State);
    }

    [Fact]
    public async Task Run_TextTooLong_ClosesAndKeeps()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        await ReadyAsync(client);
        await client.SendAsync(new byte[ProtocolLimits.MaxTextBytes + 1], WebSocketMessageType.Text, true, default);
        await ClosedAsync(client, WebSocketCloseStatus.MessageTooBig, "too-big");
        Assert.Equal(EndCode.BadFrame, (await run.WaitAsync(Patience))!.Code);
        Assert.Single(_kept);
    }

    [Fact]
    public async Task Run_MoreFramesThanTheWindow_Closes()
    {
        using ManualResetEventSlim hold = new();
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(analyse: frame =>
        {
            hold.Wait(Patience);
            return Nobody(frame);
        });
        CaptureClient protocol = await ReadyAsync(client);
        FramePlan plan = await PlanAsync(protocol);
        for (int i = 0; i <= ProtocolLimits.Window; i++)
        {
            await client.SendAsync(protocol.Frame(plan, Jpeg(i), Now, (uint)i), WebSocketMessageType.Binary, true, default);
        }

        await Task.Delay(200);
        hold.Set();
        await ClosedAsync(client, WebSocketCloseStatus.PolicyViolation, "window");
        Assert.Equal(EndCode.BadFrame, (await run.WaitAsync(Patience))!.Code);
    }

    [Fact]
    public async Task Run_FrameThatIsNoPicture_Closes()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(analyse: _ => throw new VisionFormatException("JPEG", 0, "is broken"));
        CaptureClient protocol = await ReadyAsync(client);
        await client.SendAsync(protocol.Frame(await PlanAsync(protocol), Jpeg(0), Now, 0), WebSocketMessageType.Binary, true, default);
        await ClosedAsync(client, WebSocketCloseStatus.InvalidPayloadData, "bad-frame");
        Assert.Equal(EndCode.BadFrame, (await run.WaitAsync(Patience))!.Code);
    }

    [Fact]
    public async Task Run_HeaderOfAnotherVersion_Closes()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        await ReadyAsync(client);
        await client.SendAsync(new byte[100], WebSocketMessageType.Binary, true, default);
        await ClosedAsync(client, WebSocketCloseStatus.InvalidPayloadData, "bad-frame");
        Assert.NotNull(await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task Run_ServerStops_KeepsWhatItHas()
    {
        using CancellationTokenSource stop = new();
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(stop: stop.Token);
        await ReadyAsync(client);
        await stop.CancelAsync();
        Assert.Equal(EndCode.ServerStopped, (await run.WaitAsync(Patience))!.Code);
        Assert.Single(_kept);
    }

    [Fact]
    public async Task Run_LifetimeOver_EndsTheSession()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(new CaptureConnectionOptions { Lifetime = TimeSpan.FromMilliseconds(300) });
        await ReadyAsync(client);
        Assert.Equal(EndCode.SessionTime, (await run.WaitAsync(Patience))!.Code);
        Assert.Single(_kept);
    }

    [Fact]
    public async Task Run_ClientKeepsSendingAfterTheResult_StillGetsResultAndClose()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect();
        CaptureClient protocol = await ReadyAsync(client);
        FramePlan plan = await PlanAsync(protocol);
        await client.SendAsync(ProtocolCodec.Write(new ClientEvent { Name = ClientEvent.Cancel }), WebSocketMessageType.Text, true, default);
        for (int i = 0; i < 20; i++)
        {
            // Ten times the window: nobody counts any more, and nobody answers.
            await client.SendAsync(protocol.Frame(plan, Jpeg(i), Now, (uint)i), WebSocketMessageType.Binary, true, default);
        }

        while (protocol.Result is null)
        {
            protocol.Receive(await TextAsync(client), Now);
        }

        Assert.Equal("cancelled", protocol.Result.Code);
        await ClosedAsync(client, WebSocketCloseStatus.NormalClosure, "done");
        await client.SendAsync(protocol.Frame(plan, Jpeg(20), Now, 20), WebSocketMessageType.Binary, true, default);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        Assert.Equal(CaptureResult.Expired, (await run.WaitAsync(Patience))!.Result);
        Assert.Equal(EndCode.Cancelled, Assert.Single(_kept).Code);
    }

    [Fact]
    public async Task Run_ClientNeverCloses_EndsAfterTheCloseTime()
    {
        (WebSocket client, Task<CaptureOutcome?> run) = Connect(new CaptureConnectionOptions { CloseTime = TimeSpan.FromMilliseconds(50) });
        await ReadyAsync(client);
        await client.SendAsync(ProtocolCodec.Write(new ClientEvent { Name = ClientEvent.Cancel }), WebSocketMessageType.Text, true, default);
        Assert.Equal(EndCode.Cancelled, (await run.WaitAsync(Patience))!.Code);
    }

    private static TimeSpan Now => TimeSpan.FromMilliseconds(Environment.TickCount64);

    private (WebSocket Client, Task<CaptureOutcome?> Run) Connect(
        CaptureConnectionOptions? options = null, Func<ReceivedFrame, FrameObservation>? analyse = null, CancellationToken stop = default)
    {
        Pipe up = new();
        Pipe down = new();
        WebSocket server = WebSocket.CreateFromStream(new TwoWay(up.Reader.AsStream(), down.Writer.AsStream()), new WebSocketCreationOptions { IsServer = true });
        WebSocket client = WebSocket.CreateFromStream(new TwoWay(down.Reader.AsStream(), up.Writer.AsStream()), new WebSocketCreationOptions { IsServer = false });
        FaceTemplate portrait = FaceTemplate.FromRaw([1, 0, 0, 0], "model");
        CaptureConnection connection = new(
            analyse ?? Nobody,
            (ticket, _) => Task.FromResult(ticket == "right" ? new LivenessSessionOptions("s", "h", LivenessPolicy.Default, portrait, EarlierFrames.None, 1, []) : null),
            (outcome, _) =>
            {
                _kept.Add(outcome);
                return Task.CompletedTask;
            },
            CryptographicChance.Instance,
            TimeProvider.System,
            options ?? new CaptureConnectionOptions(),
            NullLogger<CaptureConnection>.Instance);
        return (client, connection.RunAsync(server, stop));
    }

    private static FrameObservation Nobody(ReceivedFrame frame) => new(
        frame.Header, frame.ReceivedAt, frame.ChainIntact, frame.ChainHash, frame.Digest, frame.Picture.Length, 320, 240, [],
        new FrameAppearance(default, default, new float[16], 0), null);

    private static byte[] Jpeg(int i) => [0xFF, 0xD8, (byte)i];

    private static Task HelloAsync(WebSocket client, string ticket) =>
        client.SendAsync(ProtocolCodec.Write(new ClientHello { Ticket = ticket }), WebSocketMessageType.Text, true, default);

    private static async Task<CaptureClient> ReadyAsync(WebSocket client)
    {
        await HelloAsync(client, "right");
        CaptureClient protocol = new();
        Assert.IsType<ReadyMessage>(protocol.Receive(await TextAsync(client), Now));
        return protocol;
    }

    private static async Task<FramePlan> PlanAsync(CaptureClient protocol)
    {
        for (int i = 0; i < 200; i++)
        {
            if (protocol.Next(Now) is FramePlan plan)
            {
                return plan;
            }

            await Task.Delay(10);
        }

        throw new InvalidOperationException("The client never wanted a frame.");
    }

    private static async Task<byte[]> TextAsync(WebSocket client)
    {
        byte[] buffer = new byte[8192];
        WebSocketReceiveResult result = await client.ReceiveAsync(buffer, default).WaitAsync(Patience);
        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        Assert.True(result.EndOfMessage);
        return buffer[..result.Count];
    }

    private static async Task ClosedAsync(WebSocket client, WebSocketCloseStatus status, string reason)
    {
        byte[] buffer = new byte[8192];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer, default).WaitAsync(Patience);
        }
        while (result.MessageType != WebSocketMessageType.Close);
        Assert.Equal(status, result.CloseStatus);
        Assert.Equal(reason, result.CloseStatusDescription);
    }
}
