using System.ComponentModel.DataAnnotations;
using System.Text;
using RemoteVerify.Hsm.Csc;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Server.Composition.Signing;

/// <summary>The organisation's seal at an external provider, section <c>Service:Keys:RemoteSeal</c>.</summary>
public sealed class RemoteSealOptions
{
    /// <summary>One of <c>Service:SigningProviders</c>.</summary>
    [Required]
    public string Provider { get; set; } = "";

    /// <summary>The provider's name for the key.</summary>
    [Required]
    public string Credential { get; set; } = "";

    /// <summary>Where the PIN is: <c>env:NAME</c> or <c>file:PATH</c>; null when the key needs none.</summary>
    public string? Pin { get; set; }
}

/// <summary>The opened key with the connection it needs.</summary>
internal sealed class RemoteSeal : IDisposable
{
    private readonly HttpClient _http;
    private readonly CscClientCredentials _tokens;

    private RemoteSeal(HttpClient http, CscClientCredentials tokens, CertifiedKey key) => (_http, _tokens, Key) = (http, tokens, key);

    public CertifiedKey Key { get; }

    /// <summary>Null when no such seal is set.</summary>
    /// <exception cref="InvalidDataException">A setting is incomplete, or the provider does not give the key.</exception>
    public static async Task<RemoteSeal?> OpenAsync(ServiceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Keys.RemoteSeal is not { } seal)
        {
            return null;
        }

        if (options.Keys.Seal is not null)
        {
            throw new InvalidDataException("Service:Keys names a seal in a token and one at a provider. Set one of them.");
        }

        SigningProviderOptions provider = options.SigningProviders.FirstOrDefault(known => known.Name == seal.Provider)
            ?? throw new InvalidDataException("Service:Keys:RemoteSeal:Provider is not one of Service:SigningProviders.");
        HttpClient http = new(CscClient.CreateHandler());
        CscClientCredentials? tokens = null;
        try
        {
            Validator.ValidateObject(seal, new ValidationContext(seal), validateAllProperties: true);
            tokens = new CscClientCredentials(http, provider.TokenAddress!, provider.ClientId, () => Encoding.UTF8.GetString(SecretReference.Read(provider.ClientSecret)), time);
            CscClient client = new(http, provider.ToCsc(), tokens, time);
            CscKey key = await CscKey.OpenAsync(client, seal.Credential, () => new CscSecrets(seal.Pin is { } pin ? Encoding.UTF8.GetString(SecretReference.Read(pin)) : null, null), cancellationToken);
            return new RemoteSeal(http, tokens, key.Certified);
        }
        catch (Exception e) when (e is CscException or ArgumentException or ValidationException)
        {
            tokens?.Dispose();
            http.Dispose();
            throw new InvalidDataException($"Service:Keys:RemoteSeal: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _http.Dispose();
    }
}
