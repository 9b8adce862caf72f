using RemoteVerify.Cases.SignIn;

namespace RemoteVerify.Cases.Stores;

/// <summary>Sign-ins at OpenID providers. Subjects and sessions of providers are kept as keyed tags only.</summary>
public interface ISignInStore
{
    Task AddAsync(CitizenSignIn signIn, string subject, string? session, string idToken, CancellationToken cancellationToken);

    Task<CitizenSignIn?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The id token of a sign-in that has not ended; null when it has, or its case was destroyed.</summary>
    Task<string?> IdTokenAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Sign-ins that have not ended: those of the provider's session where it is named, else all of the subject.</summary>
    Task<IReadOnlyList<CitizenSignIn>> ListOpenAsync(string provider, string? subject, string? session, CancellationToken cancellationToken);

    /// <summary>Notes the end and forgets the id token.</summary>
    Task EndAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);
}
