// Cloud Signature Consortium, API 1.0.4.0 (paths csc/v1) and 2.0 (paths csc/v2): info, credentials/list, credentials/info,
// credentials/sendOTP (in 2.0 also getChallenge), credentials/authorize, signatures/signHash.
using System.Net.Http.Json;
using System.Text.Json;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Talks to one remote signing service on behalf of one account. Safe for several threads.</summary>
/// <param name="client">Configured by the host with <see cref="CreateHandler"/>.</param>
/// <param name="options">Which service.</param>
/// <param name="tokens">Access to it.</param>
/// <param name="clock">For ends of permissions and validity of certificates.</param>
public sealed class CscClient(HttpClient client, CscOptions options, ICscTokens tokens, TimeProvider clock)
{
    private const int MaximumPages = 20;
    private const int PageSize = 50;

    /// <summary>A permission that ends while the digest travels is of no use.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly CscOptions _options = options.Checked();
    private readonly CscWire _wire = new(client, options.TimeLimit, options.MaximumAnswerBytes);
    private CscServiceInfo? _info;

    /// <summary>A handler that follows no redirection and keeps no cookies: a PIN goes to one address only.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>What the service offers; asked once.</summary>
    /// <exception cref="CscException">No usable answer.</exception>
    public async Task<CscServiceInfo> InfoAsync(CancellationToken cancellationToken)
    {
        if (_info is { } known)
        {
            return known;
        }

        JsonElement answer = await PostOpenAsync("info", new Dictionary<string, object?> { ["lang"] = _options.Language }, cancellationToken).ConfigureAwait(false);
        return _info = new CscServiceInfo(
            CscJson.Text(answer, "name") ?? "", CscJson.Text(answer, "specs") ?? "", CscJson.Texts(answer, "methods"), CscJson.Texts(answer, "authType"));
    }

    /// <summary>The identifiers of the account's credentials; of a person's when the account is this service's.</summary>
    /// <param name="userId">The person at the provider, or null for the account's own.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CscException">No usable answer.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(string? userId, CancellationToken cancellationToken)
    {
        List<string> found = [];
        string? page = null;
        for (int i = 0; i < MaximumPages; i++)
        {
            JsonElement answer = await PostAsync(
                "credentials/list", new Dictionary<string, object?> { ["userID"] = userId, ["maxResults"] = PageSize, ["pageToken"] = page }, cancellationToken).ConfigureAwait(false);
            found.AddRange(CscJson.Texts(answer, "credentialIDs"));
            page = CscJson.Text(answer, "nextPageToken");
            if (string.IsNullOrEmpty(page))
            {
                return found;
            }
        }

        throw CscWire.Trouble(CscProblem.AnswerTooLong);
    }

    /// <summary>A credential that may sign now; otherwise the problem says why not.</summary>
    /// <exception cref="CscException">Unknown, disabled, expired, too weak, or not for this interface.</exception>
    public async Task<CscCredential> CredentialAsync(string credentialId, CancellationToken cancellationToken)
    {
        JsonElement answer = await PostAsync("credentials/info", new Dictionary<string, object?>
        {
            ["credentialID"] = credentialId, ["certificates"] = "chain", ["certInfo"] = true, ["authInfo"] = true, ["lang"] = _options.Language,
        }, cancellationToken).ConfigureAwait(false);
        return CscCredentialReader.Read(credentialId, answer, _options.Version, clock.GetUtcNow());
    }

    /// <summary>Has the provider send a one-time code to the owner.</summary>
    /// <exception cref="CscException">It does not.</exception>
    public async Task SendOtpAsync(CscCredential credential, CancellationToken cancellationToken)
    {
        CscServiceInfo info = await InfoAsync(cancellationToken).ConfigureAwait(false);
        string method = info.Methods.Contains("credentials/sendOTP") || !info.Methods.Contains("credentials/getChallenge") ? "credentials/sendOTP" : "credentials/getChallenge";
        await PostAsync(method, new Dictionary<string, object?> { ["credentialID"] = credential.Id }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Permission to sign exactly these digests.</summary>
    /// <param name="credential">The key.</param>
    /// <param name="hashes">Digests by the credential's scheme.</param>
    /// <param name="secrets">PIN and one-time code, as needed.</param>
    /// <param name="description">What is signed, for the provider's application to show.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CscException">Refused; the problem says why.</exception>
    public async Task<CscAuthorisation> AuthoriseAsync(
        CscCredential credential, IReadOnlyList<ReadOnlyMemory<byte>> hashes, CscSecrets secrets, string? description, CancellationToken cancellationToken)
    {
        Require(credential, hashes);
        if (credential.Pin == CscNeed.Required && string.IsNullOrEmpty(secrets.Pin))
        {
            throw new CscException(CscProblem.PinWrong, "This key signs with its PIN only. Ask its owner for the PIN.");
        }

        if (credential.Otp == CscNeed.Required && string.IsNullOrEmpty(secrets.Otp))
        {
            throw new CscException(CscProblem.OtpWrong, "This key signs with a one-time code only. Have one sent and ask its owner for it.");
        }

        Dictionary<string, object?> body = new() { ["credentialID"] = credential.Id, ["numSignatures"] = hashes.Count, ["description"] = description };
        string[] texts = Texts(hashes);
        if (_options.Version == CscVersion.V1)
        {
            (body["hash"], body["PIN"], body["OTP"]) = (texts, credential.Pin == CscNeed.No ? null : secrets.Pin, credential.Otp == CscNeed.No ? null : secrets.Otp);
        }
        else
        {
            (body["hashes"], body["hashAlgorithmOID"], body["authData"]) = (texts, HashAlgorithms.OidOf(credential.Scheme.Hash), AuthData(credential, secrets));
        }

        JsonElement answer = await PostAsync("credentials/authorize", body, cancellationToken).ConfigureAwait(false);
        string sad = CscJson.Text(answer, "SAD") is { Length: > 0 } text ? text : throw CscWire.Trouble(CscJson.Member(answer, "handle") is null ? CscProblem.AnswerMalformed : CscProblem.Unsupported);
        return new CscAuthorisation(sad, clock.GetUtcNow() + TimeSpan.FromSeconds(CscJson.Number(answer, "expiresIn") ?? 3600));
    }

    /// <summary>The signatures in the order of the digests, each checked with the credential's certificate; ECDSA as DER.</summary>
    /// <exception cref="CscException">Not signed, or not by this key.</exception>
    public async Task<IReadOnlyList<byte[]>> SignAsync(
        CscCredential credential, CscAuthorisation authorisation, IReadOnlyList<ReadOnlyMemory<byte>> hashes, CancellationToken cancellationToken)
    {
        Require(credential, hashes);
        if (authorisation.ExpiresAt - Margin <= clock.GetUtcNow())
        {
            throw CscWire.Trouble(CscProblem.AuthorisationExpired);
        }

        Dictionary<string, object?> body = new()
        {
            ["credentialID"] = credential.Id, ["SAD"] = authorisation.Sad, ["signAlgo"] = credential.SignAlgorithm,
            ["signAlgoParams"] = credential.Scheme.Kind == SignatureKind.RsaPss ? Convert.ToBase64String(credential.Scheme.Algorithm.Parameters!.Value.Span) : null,
        };
        string digest = HashAlgorithms.OidOf(credential.Scheme.Hash);
        (body[_options.Version == CscVersion.V1 ? "hash" : "hashes"], body[_options.Version == CscVersion.V1 ? "hashAlgo" : "hashAlgorithmOID"]) = (Texts(hashes), digest);
        JsonElement answer = await PostAsync("signatures/signHash", body, cancellationToken).ConfigureAwait(false);
        return CscSignatures.Check(credential, hashes, CscJson.Bytes(answer, "signatures"));
    }

    private static string[] Texts(IReadOnlyList<ReadOnlyMemory<byte>> hashes) => [.. hashes.Select(hash => Convert.ToBase64String(hash.Span))];

    private static object[] AuthData(CscCredential credential, CscSecrets secrets) =>
    [
        .. new (string Id, CscNeed Need, string? Value)[] { ("PIN", credential.Pin, secrets.Pin), ("OTP", credential.Otp, secrets.Otp) }
            .Where(item => item.Need != CscNeed.No && item.Value is not null).Select(item => new { id = item.Id, value = item.Value }),
    ];

    private static void Require(CscCredential credential, IReadOnlyList<ReadOnlyMemory<byte>> hashes)
    {
        if (hashes.Count == 0 || hashes.Any(hash => hash.Length != HashAlgorithms.LengthOf(credential.Scheme.Hash)))
        {
            throw new ArgumentException("Every digest has the length of the credential's algorithm.", nameof(hashes));
        }

        if (hashes.Count > credential.MaximumSignatures)
        {
            throw CscWire.Trouble(CscProblem.AuthorisationInvalid);
        }
    }

    /// <summary>With a token; a refused one is replaced once.</summary>
    private async Task<JsonElement> PostAsync(string method, Dictionary<string, object?> body, CancellationToken cancellationToken)
    {
        string token = await tokens.GetAsync(null, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(method, body, token, cancellationToken).ConfigureAwait(false);
        }
        catch (CscException e) when (e.Problem == CscProblem.TokenRejected)
        {
            string next = await tokens.GetAsync(token, cancellationToken).ConfigureAwait(false);
            return await SendAsync(method, body, next, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<JsonElement> PostOpenAsync(string method, Dictionary<string, object?> body, CancellationToken cancellationToken) => SendAsync(method, body, null, cancellationToken);

    private async Task<JsonElement> SendAsync(string method, Dictionary<string, object?> body, string? token, CancellationToken cancellationToken)
    {
        string folder = _options.Version == CscVersion.V1 ? "csc/v1/" : "csc/v2/";
        using JsonContent content = JsonContent.Create(body.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value));
        return await _wire.PostAsync(new Uri($"{_options.Address.AbsoluteUri.TrimEnd('/')}/{folder}{method}"), content, token, cancellationToken).ConfigureAwait(false);
    }
}
