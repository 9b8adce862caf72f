using System.CommandLine;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Webhooks;

/// <summary><c>rv webhooks list</c>: the endpoints of a service and how they do. Addresses are shown without their query, which may hold a token.</summary>
internal static class WebhooksListCommand
{
    public static Command Create()
    {
        ServiceStore store = new();
        Option<string> tenant = new("--tenant") { Description = "Of this tenant only." };
        Option<bool> json = CommandTable.Json();
        Command command = new("list", "The endpoints of clients: state, what waits, what was given up.") { tenant, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
            List<(WebhookEndpoint Endpoint, WebhookHealth Health)> found = [];
            foreach (WebhookEndpoint endpoint in await unit.Webhooks.ListAsync(parsed.GetValue(tenant) is { } one ? new TenantId(one) : null, null, cancellationToken))
            {
                found.Add((endpoint, await unit.Webhooks.HealthAsync(endpoint.Id, cancellationToken)));
            }

            new Output(parsed.GetValue(json)).Answer(new { endpoints = found.Select(e => Json(e.Endpoint, e.Health)) }, writer =>
            {
                found.ForEach(e => writer.WriteLine(Line(e.Endpoint, e.Health)));
                if (found.Count == 0)
                {
                    writer.WriteLine("No client has registered an endpoint.");
                }
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    private static object Json(WebhookEndpoint endpoint, WebhookHealth health) => new
    {
        id = endpoint.Id.Value,
        tenant = endpoint.Tenant.Value,
        client = endpoint.Client,
        address = Address(endpoint),
        events = endpoint.Events,
        state = endpoint.State.ToString().ToLowerInvariant(),
        stateSince = endpoint.StateSince,
        failingSince = health.FailingSince,
        lastDeliveredAt = health.LastDeliveredAt,
        lastFailedAt = health.LastFailedAt,
        waiting = health.Waiting,
        givenUp = health.GivenUp,
    };

    private static string Line(WebhookEndpoint endpoint, WebhookHealth health) =>
        $"{endpoint.Id} {endpoint.Tenant}/{endpoint.Client} {Address(endpoint)}: {endpoint.State.ToString().ToLowerInvariant()}, {health.Waiting} waiting, {health.GivenUp} given up"
        + (health.FailingSince is { } since ? $", failing since {since:yyyy-MM-dd HH:mm}Z" : "");

    private static string Address(WebhookEndpoint endpoint) => endpoint.Address.GetLeftPart(UriPartial.Path);
}
