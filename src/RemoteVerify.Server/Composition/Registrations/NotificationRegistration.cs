using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Server.Notifications;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>How people are told: gateways, the worker, and the printed slip.</summary>
internal static class NotificationRegistration
{
    public static void AddNotifications(this IServiceCollection services, ServiceParts parts, ServiceOptions options, DocumentFonts fonts)
    {
        NotificationOptions settings = options.Notifications;
        settings.Check(parts.IsProduction);
        services.AddHttpClient(GatewayClient.ClientName, http =>
        {
            http.Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
            http.MaxResponseContentBufferSize = 1 << 16;
        });
        services.AddSingleton(NotificationTexts.Delivered);
        services.AddSingleton<INotificationGateway>(provider => Gateway(provider, NotificationChannel.VNeID, settings.VNeID));
        services.AddSingleton<INotificationGateway>(provider => Gateway(provider, NotificationChannel.Sms, settings.Sms));
        services.AddSingleton<QueueNotifications>();
        services.AddSingleton<SendNotifications>();
        services.AddSingleton<IOutcomeSlipComposer>(new OutcomeSlipComposer(fonts, NotificationTexts.Delivered, new Uri(options.PublicAddress, "/outcome").ToString()));
        services.AddHostedService<NotificationWorker>();
    }

    private static GatewayClient Gateway(IServiceProvider provider, NotificationChannel channel, GatewayOptions settings) =>
        new(channel, settings, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<ILogger<GatewayClient>>());
}
