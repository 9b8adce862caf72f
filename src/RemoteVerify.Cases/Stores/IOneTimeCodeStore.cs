using RemoteVerify.Cases.SignIn;

namespace RemoteVerify.Cases.Stores;

/// <summary>The one-time codes of officers, encrypted at rest.</summary>
public interface IOneTimeCodeStore
{
    Task<OfficerCodes?> FindAsync(TenantId tenant, string account, CancellationToken cancellationToken);

    /// <summary>Adds or changes; who changed the same officer's in between makes the commit a conflict.</summary>
    Task PutAsync(OfficerCodes codes, CancellationToken cancellationToken);
}
