namespace RemoteVerify.Server.Security;

/// <summary>Finds the citizen behind a session token.</summary>
public interface ICitizenSessions
{
    /// <summary>The live session of a token; null when it is unknown or over.</summary>
    Task<CitizenSession?> FindAsync(string token, CancellationToken cancellationToken);
}

/// <summary>A citizen's session: good for one case and nothing else.</summary>
/// <param name="Id">Identifies the session, not the person.</param>
public sealed record CitizenSession(string Id, string Tenant, Guid CaseId, Guid ParticipantId);
