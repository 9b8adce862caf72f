using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Cli.Tests.Commands;

/// <summary>The operator's hand on webhooks, over the database of a service.</summary>
public class WebhooksTests
{
    private static readonly TenantId Tenant = new("xa-mot");
    private static readonly DateTimeOffset At = new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ListAndReplay_OverAServicesDatabase_ShowEndpointsAndQueueWhatIsMissing()
    {
        using ScratchFolder folder = new();
        string data = Directory.CreateDirectory(folder["service"]).FullName;
        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Length);
        await File.WriteAllBytesAsync(Path.Combine(data, "master.key"), key);
        await using SqliteStorage storage = new(Path.Combine(data, "remoteverify.db"), new MasterKey("file", key), TimeProvider.System);
        await storage.MigrateAsync(CancellationToken.None);
        WebhookEndpoint endpoint = await FillAsync(storage);

        JsonElement listed = Assert.Single((await RunAsync("list", "--data", data, "--json")).Expect(0).Json.GetProperty("endpoints").EnumerateArray());
        Assert.Equal(("active", "https://portal.vn/hooks", 0), (listed.GetProperty("state").GetString(), listed.GetProperty("address").GetString(), listed.GetProperty("waiting").GetInt32()));
        Assert.Empty((await RunAsync("list", "--data", data, "--tenant", "other", "--json")).Expect(0).Json.GetProperty("endpoints").EnumerateArray());

        string id = endpoint.Id.ToString();
        Assert.Equal(2, Queued((await RunAsync("replay", id, "--data", data, "--since", "2026-11-30T08:00:00+07:00", "--json")).Expect(0)));
        Assert.Equal(0, Queued((await RunAsync("replay", id, "--data", data, "--since", "2026-11-30T08:00:00+07:00", "--json")).Expect(1)));
        StoredEvent first;
        await using (IUnitOfWork unit = await storage.BeginAsync(CancellationToken.None))
        {
            first = (await unit.Events.ListAsync(Tenant, new EventQuery(null, null, null, null, null, null, 9), CancellationToken.None))[0];
            Assert.Equal(2, (await unit.Webhooks.HealthAsync(endpoint.Id, CancellationToken.None)).Waiting);
        }

        Assert.Equal(1, Queued((await RunAsync("replay", id, "--data", data, "--event", first.Id.ToString(), "--json")).Expect(0)));
        (await RunAsync("replay", id, "--data", data, "--event", Guid.NewGuid().ToString())).ExpectMessage(2, "no such event");
        (await RunAsync("replay", Guid.NewGuid().ToString(), "--data", data, "--event", first.Id.ToString())).ExpectMessage(2, "no such endpoint");
        (await RunAsync("replay", id, "--data", data)).ExpectMessage(2, "--event ID or --since TIME");
    }

    private static int Queued(CommandAnswer answer) => answer.Json.GetProperty("queued").GetInt32();

    /// <summary>An endpoint, and two events of a case that its client opened.</summary>
    private static async Task<WebhookEndpoint> FillAsync(SqliteStorage storage)
    {
        DraftCase own = new(new CaseFile(
            CaseId.New(At), Tenant, "2026-1", "procedure", "1", true, "Hợp đồng", "portal", At, [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1));
        WebhookEndpoint endpoint = new(
            WebhookId.New(At), Tenant, "portal", new Uri("https://portal.vn/hooks?token=hidden"), [], null, WebhookState.Active, At,
            [new WebhookSecret(WebhookSignature.NewSecret(), At, null)], At, 1);
        await using IUnitOfWork unit = await storage.BeginAsync(CancellationToken.None);
        await unit.Cases.AddAsync(own, At, CancellationToken.None);
        await unit.Webhooks.AddAsync(endpoint, CancellationToken.None);
        unit.Outbox.Add(new DomainEvent("case.opened", Tenant, own.File.Id, null, At));
        unit.Outbox.Add(new DomainEvent("case.submitted", Tenant, own.File.Id, null, At.AddSeconds(1)));
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        return endpoint;
    }

    /// <summary>As the tests of procedures run it: on the tests' own framework.</summary>
    private static Task<CommandAnswer> RunAsync(params string[] arguments)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.Tests");
        return CommandLine.ToolAsync(
            "dotnet", ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), "webhooks", .. arguments]);
    }
}
