using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Sharing;

/// <summary>A share of results by their owner.</summary>
public readonly record struct ShareId(Guid Value)
{
    public static ShareId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

/// <summary>How much of a result a share shows; each shows what stands before it too.</summary>
public enum ShareContent
{
    /// <summary>That there is one, of which kind, in which state.</summary>
    Existence,

    /// <summary>Number, issuer, days and the masked name.</summary>
    Masked,

    /// <summary>The document itself.</summary>
    File,
}

/// <summary>What is shared.</summary>
/// <param name="Results">These results.</param>
/// <param name="Types">Every result of these kinds, later ones too.</param>
/// <param name="Content">How much of them.</param>
public sealed record ShareScope(IReadOnlyList<PublishedId> Results, IReadOnlyList<string> Types, ShareContent Content)
{
    /// <summary>True when the share is about this result.</summary>
    public bool Covers(PublishedId id, string? type) => Results.Contains(id) || (type is not null && Types.Contains(type));
}

/// <summary>Who may use a share: a client of a tenant, everybody of a tenant, or who holds the link.</summary>
/// <param name="Tenant">Tenant; null for a link.</param>
/// <param name="Client">Account in it; null for the whole tenant.</param>
public sealed record ShareRecipient(string? Tenant, string? Client)
{
    /// <summary>Who holds the link.</summary>
    public static ShareRecipient Bearer { get; } = new(null, null);

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsBearer => Tenant is null;

    public bool Is(Actor actor) => Tenant == actor.Tenant.Value && (Client is null || Client == actor.Id);

    public override string ToString() => IsBearer ? "ShareRecipient bearer" : "ShareRecipient";
}

/// <summary>That the owner of results lets somebody see them, for a purpose, until a time. It ends when the owner says so.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Where the results are.</param>
/// <param name="Owner">Whose they are.</param>
/// <param name="Recipient">Who may see them.</param>
/// <param name="TokenSha256">Of the link's token, or null.</param>
/// <param name="Scope">What they may see.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="ConsentText">Id with version of the text that the owner agreed to.</param>
/// <param name="Session">The case in whose session the owner was proven.</param>
/// <param name="GivenAt">When.</param>
/// <param name="ExpiresAt">Until before this.</param>
/// <param name="RevokedAt">When the owner ended it, or null.</param>
/// <param name="Version">Grows by one with every change.</param>
public sealed record Share(
    ShareId Id,
    TenantId Tenant,
    ResultOwner Owner,
    ShareRecipient Recipient,
    Sha256Digest? TokenSha256,
    ShareScope Scope,
    string Purpose,
    string ConsentText,
    CaseId Session,
    DateTimeOffset GivenAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    long Version)
{
    /// <summary>active, revoked or expired.</summary>
    public string StateAt(DateTimeOffset at) => RevokedAt <= at ? "revoked" : ExpiresAt <= at ? "expired" : "active";

    public override string ToString() => $"Share {Id}";
}

/// <summary>One use of a share.</summary>
/// <param name="Share">The share.</param>
/// <param name="Role">Who used it.</param>
/// <param name="Tenant">Of which tenant.</param>
/// <param name="By">Account, or <c>anyone</c>.</param>
/// <param name="Results">The results that were shown.</param>
/// <param name="Content">How much of them.</param>
/// <param name="At">When.</param>
public sealed record ShareUse(ShareId Share, ActorRole Role, string Tenant, string By, IReadOnlyList<PublishedId> Results, ShareContent Content, DateTimeOffset At)
{
    public override string ToString() => $"ShareUse of {Share}";
}

/// <summary>A verifier's wish to see results of the person whose code was shown.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Where the person's session is.</param>
/// <param name="Person">The person.</param>
/// <param name="Requester">Who asks: tenant and account.</param>
/// <param name="RequesterRole">As what.</param>
/// <param name="Types">Kinds of results asked for.</param>
/// <param name="Content">How much.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="AskedAt">When.</param>
/// <param name="ExpiresAt">The person can answer until before this.</param>
/// <param name="Answer">given or declined; null while open.</param>
/// <param name="Share">The share that the person gave, or null.</param>
/// <param name="Version">Grows by one with every change.</param>
public sealed record ShareRequest(
    Guid Id,
    TenantId Tenant,
    ResultOwner Person,
    ShareRecipient Requester,
    ActorRole RequesterRole,
    IReadOnlyList<string> Types,
    ShareContent Content,
    string Purpose,
    DateTimeOffset AskedAt,
    DateTimeOffset ExpiresAt,
    string? Answer,
    ShareId? Share,
    long Version)
{
    /// <summary>open, given, declined or expired.</summary>
    public string StateAt(DateTimeOffset at) => Answer ?? (ExpiresAt <= at ? "expired" : "open");

    public override string ToString() => $"ShareRequest {Id:D}";
}
