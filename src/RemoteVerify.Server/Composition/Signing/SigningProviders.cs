using System.ComponentModel.DataAnnotations;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Hsm.Csc;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Server.Composition.Signing;

/// <summary>The configured signing services of others, spoken to by room <c>Hsm</c>.</summary>
public sealed partial class SigningProviders : IRemoteSigning, IDisposable
{
    private readonly HttpClient _http = new(CscClient.CreateHandler());
    private readonly List<CscClientCredentials> _tokens = [];
    private readonly Dictionary<string, CscClient> _clients = [];
    private readonly ILogger<SigningProviders> _logger;

    /// <exception cref="InvalidDataException">A provider's settings can't be used.</exception>
    public SigningProviders(IEnumerable<SigningProviderOptions> providers, TimeProvider time, ILogger<SigningProviders> logger)
    {
        _logger = logger;
        foreach (SigningProviderOptions provider in providers)
        {
            try
            {
                Validator.ValidateObject(provider, new ValidationContext(provider), validateAllProperties: true);
                CscClientCredentials tokens = new(_http, provider.TokenAddress!, provider.ClientId, () => Encoding.UTF8.GetString(SecretReference.Read(provider.ClientSecret)), time);
                _tokens.Add(tokens);
                _clients.Add(provider.Name, new CscClient(_http, provider.ToCsc(), tokens, time));
            }
            catch (Exception e) when (e is ValidationException or ArgumentException)
            {
                throw new InvalidDataException($"Service:SigningProviders:{provider.Name}: {e.Message}", e);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Providers => [.. _clients.Keys];

    /// <inheritdoc/>
    public Task<Outcome<RemoteCredential>> FindAsync(string provider, string? personalNumber, string? credential, CancellationToken cancellationToken) =>
        AskAsync<RemoteCredential>(provider, async client =>
        {
            string[] known = personalNumber is null ? [] : [.. await client.ListAsync(personalNumber, cancellationToken)];
            string? chosen = credential is not null && (personalNumber is null || known.Contains(credential)) ? credential : credential is null && known.Length == 1 ? known[0] : null;
            if (chosen is null)
            {
                return new Refusal(
                    RefusalCode.SigningProviderRefused, "The provider has no single certificate of this person that fits. Name one of the credentials, or register with the provider.", [], known);
            }

            CscCredential found = await client.CredentialAsync(chosen, cancellationToken);
            return found.Scheme.Equals(SignatureScheme.DefaultFor(found.Certificate.PublicKey))
                ? new RemoteCredential(found.Id, found.Certificate, found.Chain, found.Pin != CscNeed.No, found.Otp != CscNeed.No)
                : throw new CscException(CscProblem.Unsupported, "The provider's key signs in a way that documents of this service are not signed. Use another certificate.");
        });

    /// <inheritdoc/>
    public Task<Outcome<RemoteCredential>> SendCodeAsync(string provider, RemoteCredential credential, CancellationToken cancellationToken) =>
        AskAsync<RemoteCredential>(provider, async client =>
        {
            await client.SendOtpAsync(await client.CredentialAsync(credential.Id, cancellationToken), cancellationToken);
            return credential;
        });

    /// <inheritdoc/>
    public Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(
        string provider, string credential, ReadOnlyMemory<byte> hash, RemoteSecrets secrets, string description, CancellationToken cancellationToken) =>
        AskAsync<ReadOnlyMemory<byte>>(provider, async client =>
        {
            CscCredential key = await client.CredentialAsync(credential, cancellationToken);
            if (hash.Length != HashAlgorithms.LengthOf(key.Scheme.Hash))
            {
                throw new CscException(CscProblem.AuthorisationInvalid, "The signature was prepared for another key. Prepare it again with this one.");
            }

            CscAuthorisation permission = await client.AuthoriseAsync(key, [hash], new CscSecrets(secrets.Pin, secrets.Code), description, cancellationToken);
            return new ReadOnlyMemory<byte>((await client.SignAsync(key, permission, [hash], cancellationToken))[0]);
        });

    public void Dispose()
    {
        _tokens.ForEach(tokens => tokens.Dispose());
        _http.Dispose();
    }

    private async Task<Outcome<T>> AskAsync<T>(string provider, Func<CscClient, Task<Outcome<T>>> ask)
    {
        if (!_clients.TryGetValue(provider, out CscClient? client))
        {
            return new Refusal(RefusalCode.SigningProviderUnknown, "There is no such signing provider here. Use one of the list.", [], Providers);
        }

        try
        {
            return await ask(client);
        }
        catch (CscException e)
        {
            Log.Refused(_logger, provider, e.Problem, e.Error);
            return new Refusal(IsOurs(e.Problem) ? RefusalCode.SigningProviderUnavailable : RefusalCode.SigningProviderRefused, e.Message, [], [e.Problem.ToString()]);
        }
    }

    /// <summary>What the person can't put right.</summary>
    private static bool IsOurs(CscProblem problem) => problem is CscProblem.TokenRejected or CscProblem.RequestRejected or CscProblem.AnswerMalformed
        or CscProblem.AnswerTooLong or CscProblem.Redirected or CscProblem.TimedOut or CscProblem.Unavailable;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The signing provider {Provider} did not sign: {Problem} ({Error})")]
        public static partial void Refused(ILogger logger, string provider, CscProblem problem, string? error);
    }
}
