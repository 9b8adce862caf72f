using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RemoteVerify.Server.Security.Issuing;

/// <summary>
/// The keys of another issuer from its discovery document, kept between tokens. They are fetched again when they are old or a token names an
/// unknown key, and while that fails the old ones serve.
/// </summary>
/// <param name="discovery">Address of the document.</param>
/// <param name="issuer">The issuer that the document must name: one of another would bring foreign keys in (RFC 8414 section 3.3).</param>
/// <param name="retriever">Fetches documents.</param>
/// <param name="time">The clock.</param>
public sealed class DiscoveredKeys(Uri discovery, string issuer, IDocumentRetriever retriever, TimeProvider time)
{
    /// <summary>After this long they are fetched again.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromHours(6);

    /// <summary>Tokens of unknown keys, and an issuer that is away, cost one fetch in this time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<SecurityKey> _keys = [];
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <summary>The keys; none while the issuer could not be reached yet.</summary>
    /// <param name="keyId">Key that the token names.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<SecurityKey>> ForAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (!IsDue(keyId))
        {
            return _keys;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (IsDue(keyId))
            {
                await FetchAsync(cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }

        return _keys;
    }

    private bool IsDue(string? keyId)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool wanted = now - _fetchedAt > Old || _keys.All(key => key.KeyId != keyId);
        return wanted && now - _triedAt > Patience;
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        _triedAt = time.GetUtcNow();
        try
        {
            OpenIdConnectConfiguration read = await OpenIdConnectConfigurationRetriever.GetAsync(discovery.ToString(), retriever, cancellationToken);
            if (read.Issuer == issuer && read.SigningKeys.Count > 0)
            {
                (_keys, _fetchedAt) = ([.. read.SigningKeys.Select(Uncached)], _triedAt);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ArgumentException or InvalidOperationException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Away, slow or no such document: what was known serves on.
        }
    }

    /// <summary>The library's cache is the process's and goes by key id.</summary>
    private static SecurityKey Uncached(SecurityKey key)
    {
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return key;
    }
}
