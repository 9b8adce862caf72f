using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Composition.Signing;

/// <summary>What judges certificates before anything is signed, and the signing services of others.</summary>
internal static class SigningSetup
{
    private static readonly TimeSpan FetchPatience = TimeSpan.FromSeconds(10);

    public static void AddSigning(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddSingleton<IRevocationSource>(new HttpRevocationSource(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = FetchPatience }), new FetchOptions { TimeLimit = FetchPatience }));
        services.AddSingleton<ICertificateGate>(provider => new PathCertificateGate(
            provider.GetRequiredService<AuthorityTrust>().For,
            at => parts.NationalTrust?.At(at, provider.GetRequiredService<ILogger<NationalTrustFile>>()) ?? NationalTrust.None,
            SealRoots(parts),
            provider.GetRequiredService<IRevocationSource>()));
        services.AddSingleton<SlotGuard>();
        services.AddSingleton<EffectCheck>();
        services.AddSingleton<IRemoteSigning>(provider => new SigningProviders(
            options.SigningProviders, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningProviders>>()));
        services.AddSingleton<RemoteVerify.Cases.Countersigning.FinaliseBatch>();
    }

    /// <summary>Officers and citizens may sign with certificates of listed roots, so what is signed here is judged under those too.</summary>
    public static Func<DateTimeOffset, ValidationOptions> TrustOfActs(IServiceProvider provider, ServiceParts parts)
    {
        AuthorityTrust own = provider.GetRequiredService<AuthorityTrust>();
        ILogger logger = provider.GetRequiredService<ILogger<NationalTrustFile>>();
        return at =>
        {
            ValidationOptions options = own.For(at);
            return options with { TrustAnchors = [.. options.TrustAnchors, .. parts.NationalTrust?.At(at, logger).Anchors ?? [], .. SealRoots(parts).Select(root => new TrustAnchor(root, AnchorKind.SpecialPurpose))] };
        };
    }

    /// <summary>The root that the operator named with the seal's certificate.</summary>
    private static IReadOnlyList<Certificate> SealRoots(ServiceParts parts) =>
        parts.Keys.Seal.Chain is [.., { IsSelfIssued: true } root] ? [root] : [];
}
