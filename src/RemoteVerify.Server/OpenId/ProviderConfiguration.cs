using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RemoteVerify.Server.OpenId;

/// <summary>
/// A provider's discovery document with its keys, kept between sign-ins: fetched again when it is old or a token names an unknown key, and while
/// that fails the old one serves. A document that names another issuer counts for nothing.
/// </summary>
public sealed class ProviderConfiguration(Uri discovery, string issuer, IDocumentRetriever retriever, TimeProvider clock)
{
    /// <summary>After this long it is fetched again.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromHours(6);

    /// <summary>Tokens of unknown keys, and a provider that is away, cost one fetch in this time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private OpenIdConnectConfiguration? _last;
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <summary>The document; null while the provider could not be reached yet.</summary>
    /// <param name="keyId">A key that must be in it, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<OpenIdConnectConfiguration?> GetAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (!IsDue(keyId))
        {
            return _last;
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

        return _last;
    }

    private bool IsDue(string? keyId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool wanted = _last is null || now - _fetchedAt > Old || (keyId is not null && _last.SigningKeys.All(key => key.KeyId != keyId));
        return wanted && now - _triedAt > Patience;
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        _triedAt = clock.GetUtcNow();
        try
        {
            OpenIdConnectConfiguration read = await OpenIdConnectConfigurationRetriever.GetAsync(discovery.ToString(), retriever, cancellationToken);
            if (read.Issuer == issuer && read.SigningKeys.Count > 0)
            {
                foreach (SecurityKey key in read.SigningKeys)
                {
                    // The library's cache is the process's and goes by key id.
                    key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
                }

                (_last, _fetchedAt) = (read, _triedAt);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ArgumentException or InvalidOperationException or JsonException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Away, slow or no such document: what was known serves on.
        }
    }
}
