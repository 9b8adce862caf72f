using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Webhooks;

namespace RemoteVerify.Server.Tests.Webhooks;

/// <summary>Receivers of every kind: what becomes of an event, and that none is lost.</summary>
public class DeliveryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Receiver_ThatTakesIt_GetsSignedBytesOnce()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address + "?key=a%20b");
        WebhookDelivery ping = (await station.PingAsync(endpoint))[0];
        await station.RunAsync();
        await station.RunAsync();

        Received request = Assert.Single(receiver.Requests);
        Assert.Equal("POST /hooks?key=a%20b HTTP/1.1", request.Line);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(ping.EventId.ToString(), request.Id);
        Assert.Equal(station.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), request.Headers["webhook-timestamp"]);
        Assert.Equal(Signature(endpoint.Secrets[0], request), request.Headers["webhook-signature"]);
        JsonElement body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal((EventPayload.Ping, endpoint.Id.Value), (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("endpointId").GetGuid()));
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("traceparent", StringComparison.OrdinalIgnoreCase) || name.Equals("cookie", StringComparison.OrdinalIgnoreCase));

        DeliveryView done = await station.ViewAsync(ping);
        Assert.Equal((DeliveryState.Delivered, 204), (done.Delivery.State, Assert.Single(done.Attempts).Status));
    }

    [Fact]
    public async Task Receiver_ThatIsSlow_TimesOutAndGetsItLater()
    {
        await using Station station = await Station.StartAsync(options => options.TimeoutSeconds = 1);
        await using Receiver receiver = new();
        receiver.Answer = (_, _, ct) => Task.Delay(Timeout.Infinite, ct);
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.RunAsync();
        Assert.Equal(DeliveryState.Waiting, (await station.ViewAsync(ping)).Delivery.State);

        receiver.AnswerStatus(200);
        station.Clock.Advance(TimeSpan.FromSeconds(6));
        await station.RunAsync();
        Assert.Equal([AttemptOutcomes.TimedOut, AttemptOutcomes.Delivered], await station.OutcomesAsync(ping));
        Assert.Single(receiver.Requests.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task Receiver_ThatIsDown_GetsEverythingWhenItIsBack()
    {
        await using Station station = await Station.StartAsync();
        Receiver gone = new();
        (string address, int port) = (gone.Address, gone.Port);
        await gone.DisposeAsync();
        WebhookEndpoint endpoint = await station.RegisterAsync(address);
        WebhookDelivery[] pings = await station.PingAsync(endpoint, 12);
        await station.RunThroughAsync(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        Assert.Contains(AttemptOutcomes.Unreachable, await station.OutcomesAsync(pings[0]));
        Assert.NotNull((await station.ViewAsync(endpoint)).Health.FailingSince);

        await using Receiver back = new(port);
        await station.RunThroughAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        Assert.Equal(pings.Select(p => p.EventId.ToString()).Order(), back.Requests.Select(r => r.Id).Order());
        WebhookHealth health = (await station.ViewAsync(endpoint)).Health;
        Assert.Equal((null, 0, 0), (health.FailingSince, health.Waiting, health.GivenUp));
    }

    [Fact]
    public async Task Receiver_ThatFailsForDays_IsDisabledOnRecord_AndTheEventCanBeReplayed()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        receiver.AnswerStatus(500);
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address);
        WebhookDelivery ping = (await station.PingAsync(endpoint))[0];
        long leaves = await station.Storage.Log.SizeAsync(None);
        await station.RunThroughAsync(TimeSpan.FromHours(70), TimeSpan.FromMinutes(20));
        Assert.Equal(WebhookState.Active, (await station.ViewAsync(endpoint)).Endpoint.State);
        await station.RunThroughAsync(TimeSpan.FromHours(8), TimeSpan.FromMinutes(20));

        Assert.Equal(10, receiver.Requests.Count);
        Assert.Equal(DeliveryState.GivenUp, (await station.ViewAsync(ping)).Delivery.State);
        EndpointView disabled = await station.ViewAsync(endpoint);
        Assert.Equal((WebhookState.Disabled, 1), (disabled.Endpoint.State, disabled.Health.GivenUp));
        Assert.Equal(leaves + 1, await station.Storage.Log.SizeAsync(None));

        // Its owner mends it: active again, and nothing of the past disables it at once.
        receiver.AnswerStatus(204);
        Assert.Equal("webhook.not-active", (await new PingEndpoint(station.Desk).DoAsync(station.Portal, endpoint.Id, None)).Refusal!.Code.Value);
        Assert.True((await new ChangeEndpoint(station.Desk, station.Options.Addresses).DoAsync(station.Portal, endpoint.Id, null, new EndpointOrder(null, null, null, false), None)).IsDone);
        await station.PingAsync(endpoint);
        await station.RunAsync();
        Assert.Equal((WebhookState.Active, 11), ((await station.ViewAsync(endpoint)).Endpoint.State, receiver.Requests.Count));
    }

    [Fact]
    public async Task Receiver_ThatSaysGone_IsNeverAskedAgain_AndWhatWaitsIsKept()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        receiver.AnswerStatus(410);
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address);
        WebhookDelivery[] pings = await station.PingAsync(endpoint, 3);
        long leaves = await station.Storage.Log.SizeAsync(None);
        await station.RunThroughAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        Assert.Single(receiver.Requests);
        EndpointView view = await station.ViewAsync(endpoint);
        Assert.Equal((WebhookState.Gone, 3), (view.Endpoint.State, view.Health.Waiting));
        Assert.Equal([AttemptOutcomes.Gone], await station.OutcomesAsync(pings[0]));
        Assert.Equal(leaves + 1, await station.Storage.Log.SizeAsync(None));
    }

    [Theory]
    [InlineData("this is not HTTP at all\r\n\r\n\r\n", AttemptOutcomes.Malformed)]
    [InlineData("HTTP/1.1 2", AttemptOutcomes.Malformed)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", AttemptOutcomes.Redirected)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", AttemptOutcomes.ErrorStatus)]
    [InlineData("", AttemptOutcomes.Broken)]
    public async Task Receiver_ThatAnswersGarbage_IsTriedAgain(string said, string outcome)
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        receiver.Answer = async (_, stream, ct) =>
        {
            await Receiver.SayAsync(stream, said, ct);
            throw new IOException("hangs up");
        };
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.RunAsync();
        string first = Assert.Single(await station.OutcomesAsync(ping));
        Assert.True(first == outcome || (outcome == AttemptOutcomes.Malformed && first == AttemptOutcomes.Broken), first);

        receiver.AnswerStatus(200);
        station.Clock.Advance(TimeSpan.FromSeconds(6));
        await station.RunAsync();
        Assert.Equal(DeliveryState.Delivered, (await station.ViewAsync(ping)).Delivery.State);
    }

    [Theory]
    [InlineData(200, AttemptOutcomes.Delivered)]
    [InlineData(503, AttemptOutcomes.ErrorStatus)]
    public async Task Receiver_WhoseBodyNeverEnds_IsJudgedByItsStatusAndCutOff(int status, string outcome)
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        long sent = 0;
        receiver.Answer = async (_, stream, ct) =>
        {
            await Receiver.SayAsync(stream, $"HTTP/1.1 {status} Said\r\nTransfer-Encoding: chunked\r\n\r\n", ct);
            byte[] chunk = [.. Encoding.ASCII.GetBytes("1000\r\n"), .. new byte[0x1000], .. "\r\n"u8];
            while (true)
            {
                await stream.WriteAsync(chunk, ct);
                sent += chunk.Length;
            }
        };
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.RunAsync();
        Assert.Equal([outcome], await station.OutcomesAsync(ping));
        Assert.True(sent < 64 << 20, $"{sent} bytes were taken");
    }

    [Fact]
    public async Task Receiver_WhoseHeadersNeverEnd_IsCutOffAndTriedAgain()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        receiver.Answer = async (_, stream, ct) =>
        {
            await Receiver.SayAsync(stream, "HTTP/1.1 200 OK\r\n", ct);
            while (true)
            {
                await Receiver.SayAsync(stream, $"X-{Guid.NewGuid():N}: {new string('a', 900)}\r\n", ct);
            }
        };
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.RunAsync();
        Assert.Equal([AttemptOutcomes.Malformed], await station.OutcomesAsync(ping));
        Assert.Equal(DeliveryState.Waiting, (await station.ViewAsync(ping)).Delivery.State);
    }

    [Fact]
    public async Task Receiver_ThatAsksToWait_IsLeftAloneSoLong()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        receiver.AnswerStatus(429, "Retry-After: 3600\r\n");
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.RunThroughAsync(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(1));
        Assert.Single(receiver.Requests);
        receiver.AnswerStatus(200);
        station.Clock.Advance(TimeSpan.FromMinutes(2));
        await station.RunAsync();
        Assert.Equal(DeliveryState.Delivered, (await station.ViewAsync(ping)).Delivery.State);
    }

    /// <summary>One event that the receiver can't take neither stops the others nor disables the endpoint.</summary>
    [Fact]
    public async Task Receiver_ThatFailsAtOneEvent_GetsTheOthers()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address);
        WebhookDelivery[] pings = await station.PingAsync(endpoint, 8);
        string poison = pings[0].EventId.ToString();
        receiver.Answer = (request, stream, ct) => Receiver.SayAsync(stream, request.Id == poison ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ct);
        await station.RunThroughAsync(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1));
        Assert.Equal(7, receiver.Requests.Where(r => r.Id != poison).Select(r => r.Id).Distinct().Count());

        for (int hour = 0; hour < 80; hour++)
        {
            await station.PingAsync(endpoint);
            await station.RunAsync();
            station.Clock.Advance(TimeSpan.FromHours(1));
        }

        EndpointView view = await station.ViewAsync(endpoint);
        Assert.Equal((WebhookState.Active, 1), (view.Endpoint.State, view.Health.GivenUp));
    }

    /// <summary>The service dies after the receiver has it and before that is written down.</summary>
    [Fact]
    public async Task Service_ThatDiesInTheMiddle_SendsItAgainWithTheSameId()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        using CancellationTokenSource death = new();
        TaskCompletionSource had = new();
        receiver.Answer = (_, _, ct) =>
        {
            had.TrySetResult();
            return Task.Delay(Timeout.Infinite, ct);
        };
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
        await station.Dispatcher.StartDueAsync(death.Token);
        await had.Task;
        await death.CancelAsync();
        await Task.WhenAny(station.Dispatcher.IdleAsync());

        receiver.AnswerStatus(200);
        await station.RunAsync();
        Assert.Single(receiver.Requests);
        station.Clock.Advance(TimeSpan.FromMinutes(5));
        await station.RunAsync();
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Single(receiver.Requests.Select(r => r.Id).Distinct());
        DeliveryView done = await station.ViewAsync(ping);
        Assert.Equal((DeliveryState.Delivered, 2), (done.Delivery.State, Assert.Single(done.Attempts).Number));
    }

    [Fact]
    public async Task TwoNodes_OverOneDatabase_SendEachEventOnce()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        (_, WebhookDispatcher other) = await station.NodeAsync();
        WebhookEndpoint[] endpoints = [await station.RegisterAsync(receiver.Address), await station.RegisterAsync(receiver.Address), await station.RegisterAsync(receiver.Address)];
        List<WebhookDelivery> pings = [];
        foreach (WebhookEndpoint endpoint in endpoints)
        {
            pings.AddRange(await station.PingAsync(endpoint, 12));
        }

        await Task.WhenAll(RunAsync(station.Dispatcher), RunAsync(other));
        await station.RunAsync();
        Assert.Equal(pings.Select(p => p.EventId.ToString()).Order(), receiver.Requests.Select(r => r.Id).Order());

        static async Task RunAsync(WebhookDispatcher node)
        {
            for (int idle = 0; idle < 3;)
            {
                idle = await node.StartDueAsync(None) > 0 ? 0 : idle + 1;
                await node.IdleAsync();
            }
        }
    }

    [Fact]
    public async Task Secret_Rotated_SignsBesideItsFormerUntilTheOverlapEnds()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address);
        RotateSecret rotate = new(station.Desk, new WebhookPolicy(20, TimeSpan.FromHours(24)));
        WebhookEndpoint rotated = (await rotate.DoAsync(station.Portal, endpoint.Id, null, None)).Value;
        Assert.NotEqual(endpoint.Secrets[0].Value, rotated.Secrets[0].Value);
        await station.PingAsync(endpoint);
        await station.RunAsync();
        Received both = receiver.Requests[^1];
        Assert.Equal($"{Signature(rotated.Secrets[0], both)} {Signature(endpoint.Secrets[0], both)}", both.Headers["webhook-signature"]);

        station.Clock.Advance(TimeSpan.FromHours(25));
        await station.PingAsync(endpoint);
        await station.RunAsync();
        Assert.Equal(Signature(rotated.Secrets[0], receiver.Requests[^1]), receiver.Requests[^1].Headers["webhook-signature"]);

        // A leaked one signs nothing from now on.
        WebhookEndpoint after = (await rotate.DoAsync(station.Portal, endpoint.Id, TimeSpan.Zero, None)).Value;
        Assert.Single(after.Secrets);
        Assert.Equal("webhook.invalid", (await rotate.DoAsync(station.Portal, endpoint.Id, TimeSpan.FromDays(8), None)).Refusal!.Code.Value);
        await rotate.DoAsync(station.Portal, endpoint.Id, null, None);
        await rotate.DoAsync(station.Portal, endpoint.Id, null, None);
        await rotate.DoAsync(station.Portal, endpoint.Id, null, None);
        Assert.Equal("webhook.secrets-too-many", (await rotate.DoAsync(station.Portal, endpoint.Id, null, None)).Refusal!.Code.Value);
    }

    private static string Signature(WebhookSecret secret, Received request)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{request.Id}.{request.Headers["webhook-timestamp"]}."), .. request.Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret.Value["whsec_".Length..]), signed));
    }
}
