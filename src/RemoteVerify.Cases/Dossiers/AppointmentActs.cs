using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Books a visit at a service point and composes its slip.</summary>
public sealed class BookAppointment(Desk desk, IServicePointDirectory points, ProcedureLibrary procedures, DossierSlips slips)
{
    /// <summary>Most appointments of one case, cancelled ones included.</summary>
    public const int MaximumAppointments = 50;

    /// <param name="actor">Who books.</param>
    /// <param name="reference">The case.</param>
    /// <param name="servicePoint">Where.</param>
    /// <param name="at">Start of a slot.</param>
    /// <param name="purpose">What for, in words, as printed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Appointment>> DoAsync(
        Actor actor, CaseReference reference, string servicePoint, DateTimeOffset at, string purpose, CancellationToken cancellationToken) =>
        desk.DoAsync<Appointment>(Act.BookAppointment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            return await BookAsync(work, current, servicePoint, at, purpose, ct);
        }, cancellationToken);

    /// <summary>The same inside another act, which has loaded the case. A refusal leaves nothing behind.</summary>
    internal async Task<Outcome<Appointment>> BookAsync(Work work, Case current, string servicePoint, DateTimeOffset at, string purpose, CancellationToken cancellationToken)
    {
        if (DossierActs.NotTaken(current, Act.BookAppointment) is { } notTaken)
        {
            return notTaken;
        }

        if (points.Find(work.Actor.Tenant, servicePoint) is not { } point)
        {
            return new Refusal(RefusalCode.ServicePointUnknown, "There is no such service point. Use an id from the list of service points.");
        }

        OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), cancellationToken);
        string words = FieldFaults.Clean(purpose);
        string? fault = words.Length is 0 or > 200 ? "purpose"
            : current.File.Dossier.Appointments.Count >= MaximumAppointments ? "too-many"
            : AppointmentRules.Fault(point, at, work.Now, clock.Calendar);
        if (fault is not null)
        {
            return new Refusal(RefusalCode.AppointmentNotAccepted, "The service point can't be visited then, or the purpose is missing. Choose one of its free times.", [], [fault]);
        }

        IReadOnlyList<int> taken = await work.Unit.Appointments.TakenAsync(work.Actor.Tenant, point.Id, at, cancellationToken);
        int seat = Enumerable.Range(1, point.SlotCapacity).FirstOrDefault(number => !taken.Contains(number));
        if (seat == 0)
        {
            return new Refusal(RefusalCode.AppointmentFull, "This time is taken. Choose another of the free times.");
        }

        var appointment = new Appointment($"a{current.File.Dossier.Appointments.Count + 1}", point.Id, VietnamTime.Local(at), words, AppointmentState.Booked, work.Now);
        if (!(await slips.AppointmentAsync(work, current.File, appointment, point, cancellationToken)).TryGet(out DossierPaper? slip, out Refusal? refusal))
        {
            return refusal;
        }

        work.Unit.Appointments.Take(work.Actor.Tenant, point.Id, at, seat, current.File.Id, appointment.Id);
        appointment = appointment with { Slip = slip.Id };
        Dossier dossier = current.File.Dossier.Add(slip);
        work.Note("appointment", appointment.Id);
        work.Publish("appointment.booked", current.File.Id, appointment.Id);
        await work.SaveAsync(current with { File = current.File with { Dossier = dossier with { Appointments = [.. dossier.Appointments, appointment] } } }, cancellationToken);
        return appointment;
    }
}

/// <summary>Gives an appointment up; its seat is free again.</summary>
public sealed class CancelAppointment(Desk desk)
{
    public Task<Outcome<Appointment>> DoAsync(Actor actor, CaseReference reference, string appointment, CancellationToken cancellationToken) =>
        desk.DoAsync<Appointment>(Act.CancelAppointment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal) || !Booked.Find(current, appointment).TryGet(out Appointment? booked, out refusal))
            {
                return refusal;
            }

            await work.Unit.Appointments.FreeAsync(actor.Tenant, booked.ServicePoint, booked.At, current.File.Id, booked.Id, ct);
            work.Publish("appointment.cancelled", current.File.Id, booked.Id);
            return await Booked.EndAsync(work, current, booked, AppointmentState.Cancelled, ct);
        }, cancellationToken);
}

/// <summary>The office notes whether the person came.</summary>
public sealed class CloseAppointment(Desk desk)
{
    public Task<Outcome<Appointment>> DoAsync(Actor actor, CaseReference reference, string appointment, bool kept, CancellationToken cancellationToken) =>
        desk.DoAsync<Appointment>(Act.CloseAppointment, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal) || !Booked.Find(current, appointment).TryGet(out Appointment? booked, out refusal))
            {
                return refusal;
            }

            return !kept && work.Now < booked.At
                ? new Refusal(RefusalCode.NotDueYet, "The appointment lies ahead, so nobody can have missed it. Cancel it, or wait.")
                : await Booked.EndAsync(work, current, booked, kept ? AppointmentState.Kept : AppointmentState.Missed, ct);
        }, cancellationToken);
}

internal static class Booked
{
    public static Outcome<Appointment> Find(Case current, string id) =>
        current.File.Dossier.Appointments.FirstOrDefault(appointment => appointment.Id == id && appointment.State == AppointmentState.Booked) is { } found
            ? found
            : new Refusal(RefusalCode.AppointmentNotFound, "The case has no open appointment with this id. Use an id from its list.");

    public static async Task<Appointment> EndAsync(Work work, Case current, Appointment booked, AppointmentState state, CancellationToken cancellationToken)
    {
        Appointment ended = booked with { State = state };
        work.Note("appointment", $"{ended.Id} {state}");
        Dossier dossier = current.File.Dossier with { Appointments = [.. current.File.Dossier.Appointments.Select(a => a.Id == ended.Id ? ended : a)] };
        await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, cancellationToken);
        return ended;
    }
}
