namespace RemoteVerify.Cases.Dossiers;

/// <summary>An answer to one question of consent (Law 91/2025/QH15). Nothing is answered in advance, and no answer is a refusal of the service by itself.</summary>
/// <param name="Participant">Who answered.</param>
/// <param name="Purpose">One purpose, e.g. <c>face-match</c>.</param>
/// <param name="TextId">The text that was shown.</param>
/// <param name="TextVersion">Its version.</param>
/// <param name="Given">Yes or no; both are recorded.</param>
/// <param name="At">When.</param>
/// <param name="WithdrawnAt">When a yes was withdrawn, or null.</param>
public sealed record Consent(
    ParticipantId Participant, string Purpose, string TextId, string TextVersion, bool Given, DateTimeOffset At, DateTimeOffset? WithdrawnAt);
