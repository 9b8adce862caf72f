using RemoteVerify.Cases.SignIn.Desks;

namespace RemoteVerify.Cases.Stores;

/// <summary>Passkeys of officers, encrypted at rest, and the sessions of the desk.</summary>
public interface IDeskAccessStore
{
    /// <summary>The passkey, whosever it is; null when there is none.</summary>
    Task<OfficerPasskey?> FindPasskeyAsync(ReadOnlyMemory<byte> credentialId, CancellationToken cancellationToken);

    /// <summary>An officer's passkeys, the oldest first.</summary>
    Task<IReadOnlyList<OfficerPasskey>> ListPasskeysAsync(TenantId tenant, string account, CancellationToken cancellationToken);

    /// <summary>Adds or changes; who changed the same one in between makes the commit a conflict.</summary>
    Task PutAsync(OfficerPasskey passkey, CancellationToken cancellationToken);

    Task RemoveAsync(OfficerPasskey passkey, CancellationToken cancellationToken);

    void Add(DeskSession session);

    Task<DeskSession?> FindSessionAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken);

    /// <summary>Notes that a session is used.</summary>
    Task SeeAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends a session.</summary>
    Task EndAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends every session of the same officer but this one.</summary>
    Task EndOthersAsync(DeskSession session, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Forgets sessions of an officer that began before; the audit log keeps that they were.</summary>
    Task ForgetAsync(TenantId tenant, string account, DateTimeOffset begunBefore, CancellationToken cancellationToken);
}
