namespace RemoteVerify.Cases;

/// <summary>The one who does an act, inside one tenant. The host makes it from an authenticated request, never from the request's body.</summary>
/// <param name="Role">What the actor may do.</param>
/// <param name="Id">Opaque account id; for a citizen the participant's id.</param>
/// <param name="Tenant">The tenant whose data the actor may see.</param>
/// <param name="OnlyCase">For a citizen the one case the session was opened for; otherwise null.</param>
public sealed record Actor(ActorRole Role, string Id, TenantId Tenant, CaseId? OnlyCase = null)
{
    /// <summary>How the account proved itself, as its token says (RFC 8176 values, space-separated); null when nothing was said. Noted with every act.</summary>
    public string? SignedInBy { get; init; }

    /// <summary>For a citizen whose session a helper opened: the handover on which it rests; null in an own session. It confirms and signs nothing but alone.</summary>
    public Guid? HandOver { get; init; }

    /// <summary>For a reporter: the figures of the tenants below are open too.</summary>
    public bool SeesTenantsBelow { get; init; }

    /// <summary>A client system.</summary>
    public static Actor Portal(TenantId tenant, string clientId) => new(ActorRole.Portal, clientId, tenant);

    /// <summary>A participant in the own session, which reaches one case only.</summary>
    public static Actor Citizen(TenantId tenant, CaseId caseId, ParticipantId participant) =>
        new(ActorRole.Citizen, participant.Value, tenant, caseId);

    /// <summary>An officer's account.</summary>
    public static Actor Officer(TenantId tenant, string accountId) => new(ActorRole.Officer, accountId, tenant);

    /// <summary>The organisation's seal.</summary>
    public static Actor Seal(TenantId tenant) => new(ActorRole.OrganisationSeal, "seal", tenant);

    /// <summary>Who reads figures.</summary>
    public static Actor Reporter(TenantId tenant, string clientId, bool seesTenantsBelow) =>
        new(ActorRole.Reporter, clientId, tenant) { SeesTenantsBelow = seesTenantsBelow };

    /// <summary>Who answers for personal data.</summary>
    public static Actor DataProtection(TenantId tenant, string accountId) => new(ActorRole.DataProtection, accountId, tenant);

    /// <summary>Who helps people with their cases.</summary>
    public static Actor Helper(TenantId tenant, string accountId) => new(ActorRole.Helper, accountId, tenant);

    /// <summary>Who looks after the service.</summary>
    public static Actor Operator(TenantId tenant, string accountId) => new(ActorRole.Operator, accountId, tenant);

    /// <summary>The service itself.</summary>
    public static Actor Service(TenantId tenant) => new(ActorRole.Service, "service", tenant);

    /// <summary>Anyone, of no tenant.</summary>
    public static Actor Anyone { get; } = new(ActorRole.Anyone, "anyone", new TenantId("public"));

    /// <summary>The role alone: an account id may name a person.</summary>
    public override string ToString() => Role.ToString();
}
