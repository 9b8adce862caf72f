using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Procedures;

/// <summary>How long the office may take (thời hạn giải quyết).</summary>
/// <param name="LegalBasis">What sets it.</param>
/// <param name="IntakeWorkingHours">Working hours to answer a new dossier: received, or what is missing (Decree 45/2020: 8).</param>
/// <param name="ProcessingWorkingDays">Working days after the day on which it counts as received; 0 for the same day.</param>
/// <param name="CutOff">Received after this time of day, it counts as received on the next working day; null for no such rule.</param>
/// <param name="StopsIn">Outer states in which the clock stands still.</param>
public sealed record TimeLimit(
    string LegalBasis, int IntakeWorkingHours, int ProcessingWorkingDays, TimeOnly? CutOff, IReadOnlyList<CaseStatus> StopsIn);
