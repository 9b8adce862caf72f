using System.ComponentModel.DataAnnotations;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Composition.Timestamps;

/// <summary>Who stamps, what is trusted beside this service's own authority, and where evidence about certificates of others comes from.</summary>
internal static partial class TimestampSetup
{
    public static void AddTimestamps(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddSingleton(provider => Source(provider, parts));
        services.AddSingleton(provider => Revocation(provider, options.Revocation));
        services.AddSingleton(provider => new ArchiveTrust(
            provider.GetRequiredService<AuthorityTrust>(), OthersOf(provider, parts), parts.Timestamps.Intermediates, provider.GetRequiredService<IRevocationSource>()));
    }

    /// <exception cref="InvalidDataException">A setting can't be used.</exception>
    public static void Check(RevocationOptions options)
    {
        try
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        }
        catch (ValidationException e)
        {
            throw new InvalidDataException($"Service:Revocation: {e.Message}", e);
        }

        if (options.Directory is { } folder && !Directory.Exists(folder))
        {
            throw new InvalidDataException($"Service:Revocation:Directory: there is no folder {folder}.");
        }
    }

    /// <summary>
    /// Anchors beside this service's own: those of the signed list with their kinds, and after them roots that only the operator named
    /// with a seal or a timestamp authority, which are special-purpose.
    /// </summary>
    public static Func<DateTimeOffset, IReadOnlyList<TrustAnchor>> OthersOf(IServiceProvider provider, ServiceParts parts)
    {
        ILogger logger = provider.GetRequiredService<ILogger<NationalTrustFile>>();
        TrustAnchor[] named = [.. OperatorRoots(parts).Select(root => new TrustAnchor(root, AnchorKind.SpecialPurpose))];
        return at =>
        {
            IReadOnlyList<TrustAnchor> listed = parts.NationalTrust?.At(at, logger).Anchors ?? [];
            return [.. listed, .. named.Where(anchor => !listed.Any(known => known.Certificate.Equals(anchor.Certificate)))];
        };
    }

    /// <summary>Roots that the operator named with the seal's certificate and for the timestamp authority.</summary>
    public static IReadOnlyList<Certificate> OperatorRoots(ServiceParts parts) => [.. SealRoots(parts).Concat(parts.Timestamps.Roots).Distinct()];

    /// <summary>The root that the operator named with the seal's certificate; a timestamp authority's root lets nobody sign.</summary>
    public static IReadOnlyList<Certificate> SealRoots(ServiceParts parts) => parts.Keys.Seal.Chain is [.., { IsSelfIssued: true } root] ? [root] : [];

    private static ITimestampSource Source(IServiceProvider provider, ServiceParts parts)
    {
        ILogger logger = provider.GetRequiredService<ILogger<NationalTrustFile>>();
        if (parts.Timestamps.IsSet)
        {
            return parts.Timestamps.Source(
                at => [.. (parts.NationalTrust?.At(at, logger).Anchors ?? []).Where(anchor => anchor.IsTrustedAt(at)).Select(anchor => anchor.Certificate)],
                provider.GetRequiredService<TimeProvider>());
        }

        if (parts.IsProduction)
        {
            Log.OwnOnly(provider.GetRequiredService<ILogger<ExternalTimestamps>>());
        }

        return provider.GetRequiredService<TimestampAuthority>();
    }

    private static IRevocationSource Revocation(IServiceProvider provider, RevocationOptions options)
    {
        TimeSpan limit = TimeSpan.FromSeconds(options.TimeLimitSeconds);
        List<IRevocationSource> sources = [];
        if (options.Directory is { } folder)
        {
            sources.Add(new RevocationFolder(folder, provider.GetRequiredService<ILogger<RevocationFolder>>()));
        }

        if (options.UseNetwork)
        {
            sources.Add(new HttpRevocationSource(new HttpClient(PublicNetwork.CreateHandler([.. options.OwnHosts], limit)), new FetchOptions { TimeLimit = limit }));
        }

        return new RevocationSources(sources, provider.GetRequiredService<TimeProvider>());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Service:Timestamps:Address is not set: this service's own timestamps are special-purpose, so no notarised or certified result gets its effect here.")]
        public static partial void OwnOnly(ILogger logger);
    }
}
