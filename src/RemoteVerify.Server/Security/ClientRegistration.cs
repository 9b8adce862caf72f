namespace RemoteVerify.Server.Security;

/// <summary>What a registered client is, which decides what it may ever ask for.</summary>
public enum ClientKind
{
    /// <summary>A portal: opens cases and starts verifications; never signs for a citizen, an officer or the organisation.</summary>
    Portal,

    /// <summary>An officer with a key of their own: sees evidence, decides, countersigns.</summary>
    Officer,

    /// <summary>The seal clerk of the organisation: seals what the officer has countersigned.</summary>
    Organisation,
}

/// <summary>A client that may ask for access tokens (RFC 6749 section 2).</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Tenant">The organisation whose data it sees.</param>
/// <param name="Name">Shown in evidence and audit.</param>
/// <param name="SecretHash"><c>pbkdf2-sha256$iterations$salt$hash</c> (Base64), or null when it signs its requests.</param>
/// <param name="Organisation">For an officer or a seal clerk: the organisation as printed on papers.</param>
/// <param name="Title">For an officer: the title as printed on papers.</param>
/// <param name="PublicKeyPem">SubjectPublicKeyInfo of its ES256 key for <c>private_key_jwt</c> (RFC 7523), or null.</param>
public sealed record ClientRegistration(string Id, ClientKind Kind, string Tenant, string Name, string? SecretHash, string? PublicKeyPem, string? Organisation = null, string? Title = null)
{
    /// <summary>For an officer: what the agency registered about the signature; null for nothing.</summary>
    public OfficerRegistrationData? Officer { get; init; }

    public override string ToString() => $"ClientRegistration {Id}";

    /// <summary>Scopes that a client of this kind receives; asking for others is refused.</summary>
    public IReadOnlyList<string> Scopes => Security.Scopes.Of(Kind);
}

/// <summary>The scopes of access tokens.</summary>
public static class Scopes
{
    public const string Cases = "cases";
    public const string CasesRead = "cases.read";
    public const string Documents = "documents";
    public const string Verifications = "verifications";
    public const string Evidence = "evidence";
    public const string Countersign = "countersign";
    public const string Seal = "seal";
    public const string Webhooks = "webhooks";

    /// <summary>Everything that a client of this kind may be given.</summary>
    public static IReadOnlyList<string> Of(ClientKind kind) => kind switch
    {
        ClientKind.Portal => [Cases, Documents, Verifications, Webhooks],
        ClientKind.Officer => [CasesRead, Evidence, Countersign],
        _ => [CasesRead, Seal],
    };
}
