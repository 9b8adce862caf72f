using System.Net;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Server.Tests.Webhooks;

/// <summary>Addresses that must not be reached, and that nothing is.</summary>
public class GuardTests
{
    [Fact]
    public async Task Name_ThatLeadsToAClosedAddress_IsNeverConnectedTo()
    {
        await using Receiver receiver = new();
        await using Station guarded = await Station.StartAsync(o =>
        {
            o.AllowLoopback = false;
            o.Ports.Add(receiver.Port);
        });
        foreach (string closed in new[] { "127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.8", "169.254.169.254", "100.100.100.200", "0.0.0.0" })
        {
            guarded.Names = _ => [IPAddress.Parse(closed)];
            WebhookDelivery ping = (await guarded.PingAsync(await guarded.RegisterAsync($"https://portal.vn:{receiver.Port}/hooks")))[0];
            await guarded.RunAsync();
            Assert.Contains(AttemptOutcomes.AddressRefused, await guarded.OutcomesAsync(ping));
        }

        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task Name_WithOneClosedAddressAmongOpenOnes_IsRefused()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        WebhookEndpoint endpoint = await station.RegisterAsync($"http://localhost:{receiver.Port}/hooks");
        station.Names = _ => [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")];
        WebhookDelivery ping = (await station.PingAsync(endpoint))[0];
        await station.RunAsync();
        Assert.Equal([AttemptOutcomes.AddressRefused], await station.OutcomesAsync(ping));
        Assert.Equal(0, receiver.Connections);
    }

    /// <summary>The name server gives another answer each time: what was judged is what is connected to, and each new connection is judged anew.</summary>
    [Fact]
    public async Task Name_ThatChangesItsAddressAfterTheJudgement_DoesNotMoveTheConnection()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver receiver = new();
        int asked = 0;
        station.Names = _ => [asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")];
        receiver.AnswerStatus(200, "Connection: close\r\n");
        WebhookEndpoint endpoint = await station.RegisterAsync($"http://localhost:{receiver.Port}/hooks");
        WebhookDelivery first = (await station.PingAsync(endpoint))[0];
        await station.RunAsync();
        Assert.Equal((1, 1), (asked, receiver.Requests.Count));
        Assert.Equal([AttemptOutcomes.Delivered], await station.OutcomesAsync(first));

        WebhookDelivery second = (await station.PingAsync(endpoint))[0];
        await station.RunAsync();
        Assert.Equal([AttemptOutcomes.AddressRefused], await station.OutcomesAsync(second));
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Redirect_ToAnotherAddress_IsNotFollowed()
    {
        await using Station station = await Station.StartAsync();
        await using Receiver target = new();
        await using Receiver receiver = new();
        foreach (int status in new[] { 301, 302, 307, 308 })
        {
            receiver.AnswerStatus(status, $"Location: {target.Address}\r\n");
            WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync(receiver.Address)))[0];
            await station.RunAsync();
            Assert.Equal([AttemptOutcomes.Redirected], await station.OutcomesAsync(ping));
        }

        Assert.Equal(0, target.Connections);
    }

    [Fact]
    public async Task Receiver_WithoutACertificateOfItsName_IsNotSentTo()
    {
        await using Station station = await Station.StartAsync(options => options.TimeoutSeconds = 1);
        await using Receiver receiver = new();
        WebhookEndpoint endpoint = await station.RegisterAsync(receiver.Address.Replace("http:", "https:", StringComparison.Ordinal));
        WebhookDelivery ping = (await station.PingAsync(endpoint))[0];
        receiver.Answer = (_, _, _) => Task.CompletedTask;
        await station.RunAsync();
        Assert.Contains(Assert.Single(await station.OutcomesAsync(ping)), new[] { AttemptOutcomes.NotSecure, AttemptOutcomes.TimedOut, AttemptOutcomes.Broken });
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Name_WithoutAnAddress_IsNoSuchHost()
    {
        await using Station station = await Station.StartAsync();
        station.Names = _ => [];
        WebhookDelivery ping = (await station.PingAsync(await station.RegisterAsync("http://localhost:9/")))[0];
        await station.RunAsync();
        Assert.Equal([AttemptOutcomes.NoSuchHost], await station.OutcomesAsync(ping));
    }
}
