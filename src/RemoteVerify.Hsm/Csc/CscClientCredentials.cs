// RFC 6749 section 4.4; CSC API 1.0.4.0 section 8.3.
using System.Text.Json;

namespace RemoteVerify.Hsm.Csc;

/// <summary>This service's own access to a provider by OAuth 2.0 client credentials. Keeps a token until shortly before it runs out. Safe for several threads.</summary>
/// <param name="client">Configured by the host.</param>
/// <param name="tokenAddress">The provider's token endpoint; https, or http on the loopback address.</param>
/// <param name="clientId">Name of this service at the provider.</param>
/// <param name="secret">Reads the secret from where the host keeps it.</param>
/// <param name="clock">For the token's end.</param>
public sealed class CscClientCredentials(HttpClient client, Uri tokenAddress, string clientId, Func<string> secret, TimeProvider clock) : ICscTokens, IDisposable
{
    private const int MaximumAnswerBytes = 32 << 10;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>A token that ends while it travels is of no use.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly CscWire _wire = new(client, TimeLimit, MaximumAnswerBytes);
    private readonly Uri _address = Protected(tokenAddress);
    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Token, DateTimeOffset Until)? _held;

    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is { } held && held.Until > clock.GetUtcNow() && held.Token != refused)
            {
                return held.Token;
            }

            _held = null;
            using FormUrlEncodedContent form = new(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = secret(), ["scope"] = "service",
            });
            JsonElement answer = await _wire.PostAsync(_address, form, null, cancellationToken).ConfigureAwait(false);
            string token = CscJson.Text(answer, "access_token") is { Length: > 0 } text ? text : throw CscWire.Trouble(CscProblem.AnswerMalformed);
            _held = (token, clock.GetUtcNow() + TimeSpan.FromSeconds(CscJson.Number(answer, "expires_in") ?? 3600) - Margin);
            return token;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    public override string ToString() => $"CscClientCredentials {clientId}";

    private static Uri Protected(Uri address)
    {
        CscOptions.RequireProtected(address);
        return address;
    }
}
