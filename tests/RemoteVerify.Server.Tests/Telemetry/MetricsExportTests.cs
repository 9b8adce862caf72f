using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RemoteVerify.Server.Telemetry;

namespace RemoteVerify.Server.Tests;

/// <summary>What reaches a collector: names by convention, and nothing of a person.</summary>
public class MetricsExportTests
{
    [Fact]
    public async Task Metrics_WithACollector_ArriveWithoutAnythingOfAPerson()
    {
        using HttpListener collector = Listen(out int port);
        ConcurrentQueue<string> received = [];
        Task receiving = ReceiveAsync(collector, received);
        RunningService service = new();
        service.Settings["Service:Telemetry:Metrics"] = $"http://127.0.0.1:{port}/v1/metrics";
        service.Settings["Service:Telemetry:IntervalSeconds"] = "1";
        await service.InitializeAsync();
        try
        {
            await new Journey(service).ProveAsync();
            string[] wanted = ["http.server.request.duration", "remoteverify.act.duration", "remoteverify.captures", "remoteverify.verifications", "remoteverify.outbox.waiting", "remoteverify.outbox.lag"];
            for (int tries = 0; tries < 300 && !wanted.All(name => received.Any(body => body.Contains(name, StringComparison.Ordinal))); tries++)
            {
                await Task.Delay(100);
            }

            string all = string.Concat(received);
            Assert.All(wanted, name => Assert.Contains(name, all, StringComparison.Ordinal));
            Assert.Contains("/v1/cases/{id:guid}/document", all, StringComparison.Ordinal);
            foreach (string secret in new[] { Journey.Name, Journey.Number, RunningService.Tenant })
            {
                Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
            }
        }
        finally
        {
            await service.DisposeAsync();
            collector.Stop();
            await receiving;
        }
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", 60)]
    [InlineData("http://127.0.0.1/", 0)]
    public void Options_ThatMakeNoSense_StopTheStart(string address, int interval) =>
        Assert.Throws<InvalidDataException>(() => new TelemetryOptions { Metrics = new Uri(address), IntervalSeconds = interval }.Check());

    [Fact]
    public void Options_OfADefault_SendNothing() => Assert.Null(new TelemetryOptions().Metrics);

    private static async Task ReceiveAsync(HttpListener collector, ConcurrentQueue<string> received)
    {
        while (true)
        {
            try
            {
                HttpListenerContext call = await collector.GetContextAsync();
                using MemoryStream body = new();
                await call.Request.InputStream.CopyToAsync(body);
                received.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
                call.Response.StatusCode = 200;
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                return;
            }
        }
    }

    private static HttpListener Listen(out int port)
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        HttpListener collector = new();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        return collector;
    }
}
