// RFC 6749 section 2.3, RFC 7523 section 3, RFC 8705 section 2.1.
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Security.Certificates;

namespace RemoteVerify.Server.Security;

/// <summary>A client that proved itself, and how.</summary>
public sealed record ProvenClient(ClientRegistration Client, SignIn SignIn);

/// <summary>Finds out at the token endpoint which client asks: by a secret, a signed assertion, or the certificate of the connection.</summary>
public sealed partial class ClientAuthentication(
    ClientRegistry clients, AccessTokens tokens, SingleUse singleUse, ClientCertificates certificates, ClientCertificateCheck check, ILogger<ClientAuthentication> logger)
{
    /// <summary>What <c>client_assertion_type</c> must be.</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const string Password = "pwd";
    private const string ProofOfKey = "pop";

    /// <summary>An unknown client costs the same work as a wrong secret.</summary>
    private static readonly string NobodysHash = ClientRegistry.HashSecret(Guid.NewGuid().ToString());

    /// <summary>The client; null when it is unknown or its proof is not good.</summary>
    /// <param name="request">The request.</param>
    /// <param name="form">Its form.</param>
    /// <param name="addresses">What an assertion may name as its audience.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProvenClient?> DoAsync(HttpRequest request, IFormCollection form, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(form);
        bool basic = request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);
        bool assertion = form.ContainsKey("client_assertion") || form.ContainsKey("client_assertion_type");
        bool secret = form.ContainsKey("client_secret");
        if ((basic ? 1 : 0) + (assertion ? 1 : 0) + (secret ? 1 : 0) > 1)
        {
            return null;
        }

        return assertion ? await ByAssertionAsync(form, addresses, cancellationToken)
            : basic || secret ? BySecret(request, form)
            : ByCertificate(request.HttpContext, form["client_id"].ToString());
    }

    private async Task<ProvenClient?> ByAssertionAsync(IFormCollection form, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        string text = form["client_assertion"].ToString();
        string id = form["client_id"].ToString() is { Length: > 0 } named ? named : SubjectOf(text);
        if (form["client_assertion_type"] != AssertionType || clients.Find(id) is not { } client || await tokens.ReadAssertionAsync(text, client, addresses) is not { } assertion)
        {
            return null;
        }

        return await singleUse.TryUseAsync("client-assertion", $"{client.Id}:{assertion.Id}", assertion.Expires + AccessTokens.Skew, cancellationToken)
            ? new ProvenClient(client, new SignIn([ProofOfKey]))
            : null;
    }

    private ProvenClient? BySecret(HttpRequest request, IFormCollection form)
    {
        (string id, string secret) = Credentials(request, form);
        ClientRegistration? client = clients.Find(id);
        bool same = ClientRegistry.SecretMatches(secret, client?.SecretHash ?? NobodysHash);
        return client?.SecretHash is not null && same ? new ProvenClient(client, new SignIn([Password])) : null;
    }

    /// <summary>The connection has proven that the other side holds the key; here is judged whose it is and whether it still counts.</summary>
    private ProvenClient? ByCertificate(HttpContext context, string id)
    {
        if (clients.Find(id) is not { Certificates.Count: > 0 } client || certificates.Of(context) is not { } certificate || !client.Certificates.Any(one => one.Names(certificate)))
        {
            return null;
        }

        if (check.Fault(certificate) is { } fault)
        {
            Log.Refused(logger, client.Id, fault);
            return null;
        }

        return new ProvenClient(client, new SignIn([ProofOfKey, Officers.OfficerSignInRule.Certificate], ClientCertificates.Thumbprint(certificate)));
    }

    private static string SubjectOf(string assertion)
    {
        try
        {
            return new JsonWebToken(assertion).Subject;
        }
        catch (ArgumentException)
        {
            return string.Empty;
        }
    }

    private static (string Id, string Secret) Credentials(HttpRequest request, IFormCollection form)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (form["client_id"].ToString(), form["client_secret"].ToString());
        }

        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return (string.Empty, string.Empty);
        }

        string pair = Encoding.UTF8.GetString(bytes[..length]);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (string.Empty, string.Empty) : (Uri.UnescapeDataString(pair[..colon]), Uri.UnescapeDataString(pair[(colon + 1)..]));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The client certificate of {Client} is not taken: {Fault}.")]
        public static partial void Refused(ILogger logger, string client, string fault);
    }
}
