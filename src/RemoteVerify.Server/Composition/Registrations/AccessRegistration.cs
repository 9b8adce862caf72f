using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Certificates;
using RemoteVerify.Server.Security.Issuing;
using RemoteVerify.Server.Security.Officers;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>Who may come in, and how they prove it.</summary>
internal static class AccessRegistration
{
    private static readonly TimeSpan IssuerPatience = TimeSpan.FromSeconds(5);

    public static void AddAccess(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        OfficerSignInRule rule = OfficerSignInRule.Of(options.OfficerSignIn, parts.IsProduction);
        if (rule.Demand == OfficerFactor.ClientCertificate && options.ClientCertificates.TrustDirectory is null)
        {
            throw new InvalidDataException("Service:OfficerSignIn:Demand is ClientCertificate, but Service:ClientCertificates:TrustDirectory is not set, so no certificate would be taken.");
        }

        services.AddSingleton(parts.Tenants);
        services.AddSingleton(parts.TokenKeys);
        services.AddSingleton(new ServicePlace(options.PublicAddress, options.ClientCertificates.Address));
        services.AddSingleton(new ClientCertificates(options.ClientCertificates));
        services.AddSingleton(parts.CertificateCheck);
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton(rule);
        services.AddSingleton(CodeRuleOf(options.OfficerSignIn));
        services.AddHttpClient(ExternalIssuers.ClientName, http =>
        {
            http.Timeout = IssuerPatience;
            http.MaxResponseContentBufferSize = 1 << 20;
        });
        services.AddSingleton(provider => new ExternalIssuers(
            options.ExternalIssuers, parts.Clients, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>(), parts.IsProduction));
        services.AddHostedService(provider => new TokenKeyRotation(
            parts.TokenKeys, TimeSpan.FromDays(options.TokenKeyDays), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TokenKeyRotation>>()));
    }

    private static OneTimeCodeRule CodeRuleOf(OfficerSignInOptions options) => options is { MostWrongCodes: >= 1 and <= 20, FirstLockMinutes: >= 1 and <= 1440 }
        ? new OneTimeCodeRule { MostFailures = options.MostWrongCodes, FirstLock = TimeSpan.FromMinutes(options.FirstLockMinutes) }
        : throw new InvalidDataException("Service:OfficerSignIn: MostWrongCodes is 1 to 20, FirstLockMinutes 1 to 1440.");
}
