using System.Net;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Events;
using RemoteVerify.Server.Webhooks;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>The way of events out of the service: to endpoints of clients, and to a file when one is set.</summary>
internal static class WebhookRegistration
{
    public static void AddWebhooks(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        WebhookOptions webhooks = options.Webhooks;
        webhooks.Check();
        services.AddSingleton(webhooks);
        services.AddSingleton(webhooks.Addresses);
        services.AddSingleton(new WebhookPolicy(webhooks.MaximumEndpoints, TimeSpan.FromHours(webhooks.SecretOverlapHours)));
        services.AddSingleton(parts.Storage.Webhooks);
        services.AddSingleton<NameResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddHostedService<WebhookWorker>();
        services.AddSingleton<IEventSink>(provider => new EventSinks(
        [
            new WebhookSink(parts.Storage.Webhooks), provider.GetRequiredService<Cases.Notifications.QueueNotifications>(), provider.GetRequiredService<Agencies.DispatchPlanner>(),
            .. options.EventsFile is { } file ? [new FileEventSink(file)] : Array.Empty<IEventSink>(),
        ]));
    }
}
