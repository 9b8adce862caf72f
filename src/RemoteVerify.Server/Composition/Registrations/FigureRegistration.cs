using RemoteVerify.Cases.Figures;
using RemoteVerify.Server.Endpoints.Kpi;
using RemoteVerify.Server.Telemetry;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>Counting, the public report, and measurements for the operator.</summary>
internal static class FigureRegistration
{
    public static void AddFigures(this IServiceCollection services, ServiceOptions options)
    {
        options.Telemetry.Check();
        services.AddSingleton(options.Telemetry);
        services.AddHostedService(provider => new MetricsExport(
            options.Telemetry, provider.GetRequiredService<ServiceParts>().Storage.Events, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MetricsExport>>()));
        services.AddSingleton<CountCases>();
        services.AddSingleton<PublicKpi>();
    }
}
