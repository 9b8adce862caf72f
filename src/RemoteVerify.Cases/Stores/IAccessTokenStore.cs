namespace RemoteVerify.Cases.Stores;

/// <summary>What a token opens.</summary>
public enum AccessTokenKind
{
    /// <summary>The link the portal passes on: works once.</summary>
    CitizenLink,

    /// <summary>The session the link was exchanged for.</summary>
    CitizenSession,

    /// <summary>The code that a person shows to a verifier: works once, for a minute.</summary>
    PersonCode,

    /// <summary>The link of a venue into a live session: works once. Its participant is the seat.</summary>
    LiveLink,

    /// <summary>The session that the link of a venue was exchanged for.</summary>
    LiveSession,
}

/// <summary>A token of a citizen, stored only as its hash.</summary>
public sealed record AccessToken(
    Sha256Digest TokenSha256,
    AccessTokenKind Kind,
    TenantId Tenant,
    CaseId CaseId,
    ParticipantId Participant,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt)
{
    /// <summary>The sign-in at an OpenID provider that it comes from; null for an invitation.</summary>
    public Guid? SignIn { get; init; }

    /// <summary>The handover by a helper that it rests on; null in an own session.</summary>
    public Guid? HandOver { get; init; }

    public override string ToString() => $"AccessToken {Kind}";
}

public interface IAccessTokenStore
{
    Task AddAsync(AccessToken token, CancellationToken cancellationToken);

    Task<AccessToken?> FindAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken);

    /// <summary>Marks a link as used; two at once give a version conflict at commit.</summary>
    Task UseAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends every link and session of a sign-in.</summary>
    Task EndAsync(Guid signIn, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends one session.</summary>
    Task EndAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken);
}
