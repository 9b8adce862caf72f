using System.Net.WebSockets;
using System.Text;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class CaptureEndpointTests(RunningService service)
{
    [SkippableFact]
    public async Task Capture_WithoutAWebSocket_IsRefused()
    {
        (await service.Anyone.GetAsync($"/v1/verifications/{Guid.NewGuid()}/capture")).ExpectProblem(400, "capture.websocket-needed");
        (await service.Anyone.GetAsync("/v1/verifications/nothing/capture")).ExpectProblem(404);
    }

    [SkippableFact]
    public async Task Capture_WithAWrongTicket_IsClosed()
    {
        NeedModels();
        Journey journey = await AwaitingCaptureAsync();
        Assert.Equal((4001, "ticket"), await SayAsync(journey.Verification, Hello("nothing"), WebSocketMessageType.Text));
        Assert.Equal((4001, "ticket"), await SayAsync(journey.Verification, Hello($"{journey.Verification:N}.{new string('A', 43)}"), WebSocketMessageType.Text));
        Assert.Equal((4001, "ticket"), await SayAsync(Guid.NewGuid(), Hello("nothing"), WebSocketMessageType.Text));
        Assert.Equal((4001, "ticket"), await SayAsync(journey.Verification, "{\"type\":\"hello\"}"u8.ToArray(), WebSocketMessageType.Text));
    }

    [SkippableFact]
    public async Task Capture_WithTheTicketOfAnotherVerification_IsClosed()
    {
        NeedModels();
        Journey journey = await AwaitingCaptureAsync(), other = await AwaitingCaptureAsync();
        string ticket = await TicketAsync(journey);
        Assert.Equal((4001, "ticket"), await SayAsync(other.Verification, Hello(ticket), WebSocketMessageType.Text));
    }

    [SkippableFact]
    public async Task Capture_WithATicketUsedBefore_IsClosed()
    {
        NeedModels();
        Journey journey = await AwaitingCaptureAsync();
        string ticket = await TicketAsync(journey);
        (int first, _) = await SayAsync(journey.Verification, Hello(ticket), WebSocketMessageType.Text);

        // The portrait of this chip shows no face, so even the right ticket begins nothing; it is used all the same.
        Assert.Equal(4001, first);
        Assert.Equal((4001, "ticket"), await SayAsync(journey.Verification, Hello(ticket), WebSocketMessageType.Text));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"visibility\",\"hidden\":true}")]
    public async Task Capture_BegunWithoutAHello_IsClosed(string text)
    {
        NeedModels();
        Assert.Equal(((int)WebSocketCloseStatus.InvalidPayloadData, "bad-message"), await SayAsync(Guid.NewGuid(), Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text));
    }

    [SkippableFact]
    public async Task Capture_BegunWithAFrameOrTooMuch_IsClosed()
    {
        NeedModels();
        Assert.Equal("bad-message", (await SayAsync(Guid.NewGuid(), new byte[64], WebSocketMessageType.Binary)).Reason);
        Assert.Equal(((int)WebSocketCloseStatus.MessageTooBig, "too-big"), await SayAsync(Guid.NewGuid(), new byte[8 << 20], WebSocketMessageType.Binary));
        Assert.Equal(((int)WebSocketCloseStatus.MessageTooBig, "too-big"), await SayAsync(Guid.NewGuid(), Encoding.UTF8.GetBytes(new string('x', 1 << 20)), WebSocketMessageType.Text));
    }

    [SkippableFact]
    public async Task Capture_FromAForeignPage_IsRefused()
    {
        NeedModels();
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(AddressOf(Guid.NewGuid()), CancellationToken.None));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    private static void NeedModels() => _ = TestMaterial.ModelMirror;

    /// <summary>All other members have defaults.</summary>
    private static byte[] Hello(string ticket) => Encoding.UTF8.GetBytes($"{{\"type\":\"hello\",\"v\":1,\"ticket\":\"{ticket}\"}}");

    private async Task<Journey> AwaitingCaptureAsync()
    {
        Journey journey = await new Journey(service).StartAsync();
        await journey.EnterAsync();
        using VirtualChip chip = journey.Chip();
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        return journey;
    }

    private static async Task<string> TicketAsync(Journey journey) =>
        (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;

    private Uri AddressOf(Guid verification) => new UriBuilder(service.Address) { Scheme = "ws", Path = $"/v1/verifications/{verification}/capture" }.Uri;

    /// <summary>Connects, says one thing, and returns how the service closed.</summary>
    private async Task<(int Status, string? Reason)> SayAsync(Guid verification, byte[] message, WebSocketMessageType type)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(AddressOf(verification), patience.Token);
        try
        {
            await socket.SendAsync(message, type, true, patience.Token);
        }
        catch (WebSocketException)
        {
            // Closed while we were still sending; what it said is read below.
        }

        byte[] buffer = new byte[4096];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                break;
            }
        }

        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }
}
