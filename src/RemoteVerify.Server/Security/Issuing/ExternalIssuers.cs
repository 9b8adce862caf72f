using Microsoft.IdentityModel.Protocols;

namespace RemoteVerify.Server.Security.Issuing;

/// <summary>Under whose name another issuer's tokens speak for a client.</summary>
/// <param name="Issuer">The issuer, as tokens name it.</param>
/// <param name="Subject">The token's <c>sub</c>.</param>
public sealed record ExternalIdentity(string Issuer, string Subject);

/// <summary>An issuer of others whose tokens are taken, section <c>Service:ExternalIssuers</c>.</summary>
public sealed class ExternalIssuerOptions
{
    /// <summary>The issuer, exactly as its tokens and its discovery document name it.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>What its tokens for this service name as <c>aud</c>.</summary>
    public string Audience { get; set; } = AccessTokens.Audience;

    /// <summary>Where its discovery document is; null for <c>/.well-known/openid-configuration</c> below the issuer.</summary>
    public Uri? Discovery { get; set; }

    /// <summary>Takes what the issuer says about how an officer signed in (<c>amr</c>); otherwise it counts for nothing.</summary>
    public bool TrustSignInMethods { get; set; }
}

/// <summary>The issuers of others.</summary>
public sealed class ExternalIssuers
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "external-issuers";

    private readonly Dictionary<string, ExternalIssuer> _issuers;

    /// <exception cref="InvalidDataException">A setting can't be used; the message names it.</exception>
    public ExternalIssuers(IEnumerable<ExternalIssuerOptions> options, ClientRegistry clients, IHttpClientFactory http, TimeProvider time, bool isProduction) =>
        _issuers = options.ToDictionary(one => one.Issuer, one => Make(one, clients, http, time, isProduction), StringComparer.Ordinal);

    /// <summary>The issuer of this name; null when it is none of them.</summary>
    public ExternalIssuer? Find(string? issuer) => issuer is null ? null : _issuers.GetValueOrDefault(issuer);

    private static ExternalIssuer Make(ExternalIssuerOptions options, ClientRegistry clients, IHttpClientFactory http, TimeProvider time, bool isProduction)
    {
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out Uri? issuer) || string.IsNullOrWhiteSpace(options.Audience))
        {
            throw new InvalidDataException("Service:ExternalIssuers: each entry names Issuer (an address) and Audience.");
        }

        Uri discovery = options.Discovery ?? new Uri(issuer.ToString().TrimEnd('/') + "/.well-known/openid-configuration");
        if (discovery.Scheme != Uri.UriSchemeHttps && (isProduction || !discovery.IsLoopback))
        {
            throw new InvalidDataException($"Service:ExternalIssuers: the discovery document of {options.Issuer} must be fetched over https.");
        }

        HttpDocumentRetriever retriever = new(http.CreateClient(ClientName)) { RequireHttps = discovery.Scheme == Uri.UriSchemeHttps };
        return new ExternalIssuer(options, new DiscoveredKeys(discovery, options.Issuer, retriever, time), clients, time);
    }
}
