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

    /// <summary>Reads figures; sees no case.</summary>
    Reporter,

    /// <summary>Answers for personal data: requests of data subjects, holds, breaches; sees no evidence and decides no case.</summary>
    DataProtection,

    /// <summary>Looks after the running service: sees health, models and queues on a page; has no scope of the API, sees no case and no person.</summary>
    Operator,

    /// <summary>A helper (đại lý dịch vụ công trực tuyến, tổ công nghệ số cộng đồng): leads people to the open step of their case on pages; has no scope of the API, never confirms or signs.</summary>
    Helper,
}

/// <summary>A client that may ask for access tokens (RFC 6749 section 2).</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Tenant">The organisation whose data it sees.</param>
/// <param name="Name">Shown in evidence and audit.</param>
/// <param name="SecretHash"><c>pbkdf2-sha256$iterations$salt$hash</c> (Base64), or null when it signs its requests.</param>
/// <param name="Organisation">For an officer or a seal clerk: the organisation as printed on papers.</param>
/// <param name="Title">For an officer: the title as printed on papers.</param>
/// <param name="PublicKeyPem">SubjectPublicKeyInfo of its keys for <c>private_key_jwt</c> (RFC 7523): EC P-256 or RSA from 2048 bits, several PEM blocks while a key is changed; or null.</param>
public sealed record ClientRegistration(string Id, ClientKind Kind, string Tenant, string Name, string? SecretHash, string? PublicKeyPem, string? Organisation = null, string? Title = null)
{
    /// <summary>For an officer: what the agency registered about the signature; null for nothing.</summary>
    public OfficerRegistrationData? Officer { get; init; }

    /// <summary>Certificates by which the client proves itself on the connection (RFC 8705); none when it does so otherwise.</summary>
    public IReadOnlyList<Certificates.RegisteredClientCertificate> Certificates { get; init; } = [];

    /// <summary>Under whose name another issuer's tokens speak for this client; null for none.</summary>
    public Issuing.ExternalIdentity? External { get; init; }

    /// <summary>For a reporter: the figures of the tenants below are open too (scope <c>reporting</c>).</summary>
    public bool SeesTenantsBelow { get; init; }

    /// <summary>For a helper: assistances that may be begun in one day; null for the usual number. <see cref="Organisation"/> is the agent for whom the helper works.</summary>
    public int? AssistancesADay { get; init; }

    /// <summary>It has something to prove itself with.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool CanProveItself => SecretHash is not null || PublicKeyPem is not null || Certificates.Count > 0 || External is not null;

    public override string ToString() => $"ClientRegistration {Id}";

    /// <summary>Scopes that this client receives; asking for others is refused.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Scopes => SeesTenantsBelow && Kind == ClientKind.Reporter ? [.. Security.Scopes.Of(Kind), Security.Scopes.Reporting] : Security.Scopes.Of(Kind);
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
    public const string Metering = "metering";
    public const string Reporting = "reporting";

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All => [Cases, CasesRead, Documents, Verifications, Evidence, Countersign, Seal, Metering, Reporting, Webhooks, Privacy];
    public const string Webhooks = "webhooks";
    public const string Privacy = "privacy";

    /// <summary>Everything that a client of this kind may be given.</summary>
    public static IReadOnlyList<string> Of(ClientKind kind) => kind switch
    {
        ClientKind.Portal => [Cases, Documents, Verifications, Webhooks],
        ClientKind.Officer => [CasesRead, Evidence, Countersign],
        ClientKind.Reporter => [Metering],
        ClientKind.DataProtection => [Privacy],
        ClientKind.Operator or ClientKind.Helper => [],
        _ => [CasesRead, Seal],
    };
}
