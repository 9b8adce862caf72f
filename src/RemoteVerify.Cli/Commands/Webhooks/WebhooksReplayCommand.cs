using System.CommandLine;
using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Webhooks;

/// <summary><c>rv webhooks replay</c>: puts events into an endpoint's queue again; the running service sends them.</summary>
internal static class WebhooksReplayCommand
{
    public static Command Create()
    {
        Argument<Guid> endpoint = new("endpoint") { Description = "Id of the endpoint (./rv webhooks list)." };
        ServiceStore store = new();
        Option<Guid?> one = new("--event") { Description = "This event only." };
        Option<DateTimeOffset?> since = new("--since") { Description = "Events from this time on, e.g. 2026-11-30T08:00:00+07:00." };
        Option<DateTimeOffset?> until = new("--until") { Description = "Events before this time." };
        Option<bool> all = new("--all") { Description = "With --since: also what was delivered; else only what is missing." };
        Option<bool> json = CommandTable.Json();
        Command command = new("replay", "Send events to an endpoint again, with the same webhook-id.") { endpoint, one, since, until, all, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(one) is null == parsed.GetValue(since) is null)
            {
                throw CommandException.WrongUse("Say either --event ID or --since TIME.");
            }

            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            WebhookId id = new(parsed.GetValue(endpoint));
            Actor operatorOf = Actor.Service(await TenantAsync(storage, id, cancellationToken));
            Desk desk = new(storage, TimeProvider.System);
            int queued = parsed.GetValue(one) is { } eventId
                ? Done(await new ReplayEvent(desk).DoAsync(operatorOf, eventId, id, cancellationToken)).Count
                : await SinceAsync(new ReplaySince(desk), operatorOf, id, parsed.GetValue(since)!.Value, parsed.GetValue(until), !parsed.GetValue(all), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(new { endpoint = id.Value, queued }, writer => writer.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Queued: {queued}. The service sends them; ./rv webhooks list shows what waits.")));
            return queued > 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<int> SinceAsync(
        ReplaySince act, Actor actor, WebhookId id, DateTimeOffset since, DateTimeOffset? until, bool onlyMissing, CancellationToken cancellationToken)
    {
        int queued = 0;
        EventCursor? after = null;
        do
        {
            ReplayedEvents done = Done(await act.DoAsync(actor, id, since, until, after, onlyMissing, cancellationToken));
            queued += done.Queued;
            after = done.Next;
        }
        while (after is not null);
        return queued;
    }

    private static async Task<TenantId> TenantAsync(RelationalStorage storage, WebhookId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return (await unit.Webhooks.FindAsync(id, cancellationToken))?.Tenant
            ?? throw CommandException.WrongUse("There is no such endpoint. ./rv webhooks list shows them.");
    }

    private static T Done<T>(Outcome<T> outcome) => outcome.IsDone ? outcome.Value : throw CommandException.WrongUse($"{outcome.Refusal!.Message} ({outcome.Refusal.Code})");
}
