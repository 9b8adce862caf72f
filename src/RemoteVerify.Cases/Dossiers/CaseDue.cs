using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>When the result of a case is due.</summary>
public static class CaseDue
{
    /// <summary>By the procedure's time limit, the working calendar and the clock's pauses; null before the dossier was taken in or without a limit.</summary>
    public static DueDate? Of(CaseFile file, Procedure procedure, OfficeClock clock, DateTimeOffset now) =>
        procedure.TimeLimit is { } limit && file.Dossier.Clock.ReceivedAt is { } received
            ? new DueDates(clock).Processing(limit, received, [.. file.Dossier.Clock.Pauses.Select(pause => new ClockStand(pause.From, pause.Until))], now)
            : null;
}
