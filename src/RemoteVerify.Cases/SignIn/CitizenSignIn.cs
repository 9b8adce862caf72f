namespace RemoteVerify.Cases.SignIn;

/// <summary>A sign-in that led a citizen into a case.</summary>
/// <param name="Id">Id.</param>
/// <param name="Provider">Name of the provider in the settings.</param>
/// <param name="Tenant">Whose case.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Participant">Who.</param>
/// <param name="Assurance">Authentication level of Decree 69/2024, 1 to 4.</param>
/// <param name="At">When.</param>
/// <param name="EndedAt">When it was ended; null while it runs.</param>
public sealed record CitizenSignIn(Guid Id, string Provider, TenantId Tenant, CaseId CaseId, ParticipantId Participant, int Assurance, DateTimeOffset At, DateTimeOffset? EndedAt)
{
    public override string ToString() => $"CitizenSignIn {Id:D}";
}

/// <summary>What a provider proved about somebody; the host has checked its signature, issuer, audience, times and nonce.</summary>
/// <param name="Provider">Name of the provider in the settings.</param>
/// <param name="Subject">The provider's <c>sub</c>.</param>
/// <param name="Session">The provider's <c>sid</c>, or null.</param>
/// <param name="PersonalNumber">Số định danh cá nhân.</param>
/// <param name="Assurance">Authentication level, 1 to 4, mapped from what the provider says.</param>
/// <param name="IdToken">The token itself, for the provider's own sign-out.</param>
public sealed record ProvenSignIn(string Provider, string Subject, string? Session, string PersonalNumber, int Assurance, string IdToken)
{
    public override string ToString() => $"ProvenSignIn at {Provider}";
}

/// <summary>What the operator demands of sign-ins.</summary>
/// <param name="MinimumAssurance">Lowest level that opens a session, 1 to 4.</param>
public sealed record CitizenSignInPolicy(int MinimumAssurance);
