using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Agencies;
using RemoteVerify.Server.Agencies.Portal;
using RemoteVerify.Server.Endpoints.OpenId;
using RemoteVerify.Server.Payments;
using RemoteVerify.Server.OpenId;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>Agencies that are told of cases, the payment gateway, and OpenID providers.</summary>
internal static class ProviderRegistration
{
    private const string NotaryDatabase = "notary-database";
    private const string Corrections = "corrections";

    public static void AddProviders(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddDispatches(parts, options.Agencies);
        services.AddPayments(options);
        services.AddSignIn(parts, options.SignIn);
    }

    private static void AddDispatches(this IServiceCollection services, ServiceParts parts, AgencyOptions options)
    {
        options.Check();
        AgencyLine.AddClient(services, NationalPortalClient.ClientName, options.NationalPortal.TimeoutSeconds);
        AgencyLine.AddClient(services, NotaryDatabase, options.NotaryDatabase.TimeoutSeconds);
        AgencyLine.AddClient(services, Corrections, options.Corrections.TimeoutSeconds);
        services.AddSingleton(parts.Storage.Dispatches);
        AgencyReports? corrections = null;
        AgencyReports CorrectionReports(IServiceProvider provider) => corrections ??= new AgencyReports(Line(provider, Corrections), options.Corrections);
        services.AddSingleton<ICorrectionDesk>(provider => new CorrectionDeskClient(CorrectionReports(provider)));
        services.AddSingleton<IReadOnlyList<IDispatchChannel>>(provider => [.. Channels(provider, options, CorrectionReports(provider))]);
        AgencyLine.AddClient(services, IssuerConfirmationClient.ClientName, options.Issuers.TimeoutSeconds);
        services.AddSingleton<IIssuerConfirmation>(provider => new IssuerConfirmationClient(Line(provider, IssuerConfirmationClient.ClientName), options.Issuers));
        services.AddSingleton<DispatchPlanner>();
        services.AddSingleton(provider => new Dispatcher(
            provider.GetRequiredService<IReadOnlyList<IDispatchChannel>>(), parts.Storage.Dispatches, provider.GetRequiredService<IUnitOfWorkFactory>(), provider.GetRequiredService<ProcedureLibrary>(),
            provider.GetRequiredService<EndDispatch>(), Schedule(options), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Dispatcher>>()));
        services.AddHostedService<DispatchWorker>();
    }

    /// <summary>Those that are set up; without any, nothing is queued and nobody looks.</summary>
    private static IEnumerable<IDispatchChannel> Channels(IServiceProvider provider, AgencyOptions options, AgencyReports corrections)
    {
        if (options.NationalPortal.Address is not null)
        {
            yield return new NationalPortalChannel(
                new NationalPortalClient(Line(provider, NationalPortalClient.ClientName), options.NationalPortal), options.NationalPortal, provider.GetRequiredService<IServicePointDirectory>(), options.SendTestCases);
        }

        if (options.NotaryDatabase.Address is not null)
        {
            yield return new NotaryDatabaseChannel(new AgencyReports(Line(provider, NotaryDatabase), options.NotaryDatabase), options.SendTestCases);
        }

        if (options.Corrections.Address is not null)
        {
            yield return new CorrectionDeskChannel(
                provider.GetRequiredService<ICorrectionDesk>(), corrections, provider.GetRequiredService<MarkCorrectionSent>(), provider.GetRequiredService<TimeProvider>(), options.SendTestCases);
        }
    }

    private static void AddPayments(this IServiceCollection services, ServiceOptions options)
    {
        PaymentOptions payments = options.Payments;
        payments.Check();
        AgencyLine.AddClient(services, PaymentGatewayClient.ClientName, payments.TimeoutSeconds);
        services.AddSingleton(payments);
        services.AddSingleton(payments.Policy);
        services.AddSingleton(provider => new CallbackCheck(payments, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPaymentGateway>(provider => new PaymentGatewayClient(
            Line(provider, PaymentGatewayClient.ClientName), payments, provider.GetRequiredService<CallbackCheck>(), options.PublicAddress, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReconcilePayments>();
    }

    private static void AddSignIn(this IServiceCollection services, ServiceParts parts, SignInOptions options)
    {
        options.Check(parts.IsProduction);
        AgencyLine.AddClient(services, RelyingParty.ClientName, 10);
        services.AddSingleton(new CitizenSignInPolicy(options.MinimumAssurance));
        services.AddSingleton(provider => new RelyingParties(
            [.. options.Providers.Select(one => new RelyingParty(one, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()))]));
    }

    private static AgencyLine Line(IServiceProvider provider, string name) =>
        new(provider.GetRequiredService<IHttpClientFactory>(), name, new LineGuard(provider.GetRequiredService<TimeProvider>()));

    private static RetrySchedule Schedule(AgencyOptions options) =>
        options.RetrySeconds.Count > 0 ? new RetrySchedule([.. options.RetrySeconds.Select(s => TimeSpan.FromSeconds(s))], 0.2) : RetrySchedule.Standard;
}
