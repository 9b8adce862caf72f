using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>The free times of a day at a service point.</summary>
public sealed class ListSlots(Desk desk, IServicePointDirectory points, ProcedureLibrary procedures)
{
    public Task<Outcome<IReadOnlyList<DateTimeOffset>>> DoAsync(Actor actor, string servicePoint, DateOnly day, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<DateTimeOffset>>(Act.ListSlots, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (points.Find(actor.Tenant, servicePoint) is not { } point)
            {
                return new Refusal(RefusalCode.ServicePointUnknown, "There is no such service point. Use an id from the list of service points.");
            }

            return Outcome<IReadOnlyList<DateTimeOffset>>.Done(await FreeAsync(work, point, day, ct));
        }, cancellationToken);

    /// <summary>The same inside another act; in order.</summary>
    internal async Task<IReadOnlyList<DateTimeOffset>> FreeAsync(Work work, ServicePoint point, DateOnly day, CancellationToken cancellationToken)
    {
        OfficeClock clock = await procedures.ClockAsync(work.Unit, day, cancellationToken);
        var free = new List<DateTimeOffset>();
        foreach (DateTimeOffset at in AppointmentRules.Slots(point, day, work.Now, clock.Calendar))
        {
            if ((await work.Unit.Appointments.TakenAsync(work.Actor.Tenant, point.Id, at, cancellationToken)).Count < point.SlotCapacity)
            {
                free.Add(at);
            }
        }

        return free;
    }
}
