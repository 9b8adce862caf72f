using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Composition.Timestamps;

namespace RemoteVerify.Server.Composition.Signing;

/// <summary>What judges certificates before anything is signed, and the signing services of others.</summary>
internal static class SigningSetup
{
    public static void AddSigning(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddSingleton<ICertificateGate>(provider => new PathCertificateGate(
            provider.GetRequiredService<AuthorityTrust>().For,
            at => parts.NationalTrust?.At(at, provider.GetRequiredService<ILogger<NationalTrustFile>>()) ?? NationalTrust.None,
            TimestampSetup.SealRoots(parts),
            provider.GetRequiredService<IRevocationSource>()));
        services.AddSingleton<SlotGuard>();
        services.AddSingleton<EffectCheck>();
        services.AddSingleton<SealPaper>();
        services.AddSingleton<FinishCase>();
        services.AddSingleton<IRemoteSigning>(provider => new SigningProviders(
            options.SigningProviders, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SigningProviders>>()));
        services.AddSingleton<RemoteVerify.Cases.Countersigning.FinaliseBatch>();
    }

    /// <summary>Officers and citizens may sign with certificates of listed roots, so what is signed here is judged under those too.</summary>
    public static Func<DateTimeOffset, ValidationOptions> TrustOfActs(IServiceProvider provider, ServiceParts parts)
    {
        AuthorityTrust own = provider.GetRequiredService<AuthorityTrust>();
        Func<DateTimeOffset, IReadOnlyList<TrustAnchor>> others = TimestampSetup.OthersOf(provider, parts);
        return at =>
        {
            ValidationOptions options = own.For(at);
            return options with { TrustAnchors = [.. options.TrustAnchors, .. others(at)], Intermediates = [.. options.Intermediates, .. parts.Timestamps.Intermediates] };
        };
    }

    /// <summary>This service's own trust with the roots that the operator named; the public check adds the signed list itself, whose word about a root counts more.</summary>
    public static Func<DateTimeOffset, ValidationOptions> TrustOfService(IServiceProvider provider, ServiceParts parts)
    {
        AuthorityTrust own = provider.GetRequiredService<AuthorityTrust>();
        ILogger logger = provider.GetRequiredService<ILogger<NationalTrustFile>>();
        TrustAnchor[] named = [.. TimestampSetup.OperatorRoots(parts).Select(root => new TrustAnchor(root, AnchorKind.SpecialPurpose))];
        return at =>
        {
            ValidationOptions options = own.For(at);
            IReadOnlyList<TrustAnchor> listed = parts.NationalTrust?.At(at, logger).Anchors ?? [];
            return options with
            {
                TrustAnchors = [.. options.TrustAnchors, .. named.Where(anchor => !listed.Any(known => known.Certificate.Equals(anchor.Certificate)))],
                Intermediates = [.. options.Intermediates, .. parts.Timestamps.Intermediates],
            };
        };
    }
}
