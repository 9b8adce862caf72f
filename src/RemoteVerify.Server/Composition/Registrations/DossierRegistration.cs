using Microsoft.Extensions.DependencyInjection.Extensions;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Server.Lookups;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>What dossiers need of the host: papers, the working calendar, service points, and connectors to databases.</summary>
internal static class DossierRegistration
{
    public static void AddDossiers(this IServiceCollection services, ServiceOptions options, DocumentFonts fonts)
    {
        services.TryAddSingleton(provider => PaperTemplates.OfDelivered(onlyVerified: provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.TryAddSingleton<IPaperComposer>(provider => new PaperComposer(fonts, provider.GetRequiredService<PaperTemplates>()));
        services.AddSingleton<IServicePointDirectory>(provider => ServicePoints(options, provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<OfficeHead>();
        services.AddSingleton(SlipWords.Delivered);
        services.AddSingleton<DossierSlips>();
        services.AddSingleton<ICaseSlips>(provider => provider.GetRequiredService<DossierSlips>());
        services.AddSingleton<LookupSnapshots>();
        services.AddSingleton<DueCases>();
        services.AddLookups(options);
    }

    private static void AddLookups(this IServiceCollection services, ServiceOptions options)
    {
        services.AddHttpClient(RegisterConnection.ClientName, client => client.Timeout = TimeSpan.FromSeconds(options.LookupSeconds));
        services.AddSingleton<IPopulationData>(provider => new PopulationConnector(Connection(provider, options.PopulationAddress)));
        services.AddSingleton<ICivilStatusRegister>(provider => new CivilStatusConnector(Connection(provider, options.CivilStatusAddress)));
    }

    private static RegisterConnection Connection(IServiceProvider provider, Uri? address) => new(
        address, provider.GetRequiredService<IHttpClientFactory>(), new Agencies.LineGuard(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<ILogger<RegisterConnection>>());

    private static ServicePointFile ServicePoints(ServiceOptions options, IHostEnvironment environment) => options.ServicePointsFile is { } file
        ? ServicePointFile.Read(File.ReadAllBytes(file))
        : environment.IsProduction() ? ServicePointFile.None : ServicePointFile.DeliveredExample();
}
