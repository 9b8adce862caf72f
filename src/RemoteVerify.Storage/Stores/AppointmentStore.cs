using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class AppointmentStore(StorageContext context) : IAppointmentStore
{
    public async Task<IReadOnlyList<int>> TakenAsync(TenantId tenant, string servicePoint, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Of(tenant, servicePoint, at).Select(row => row.Seat).ToListAsync(cancellationToken);

    public void Take(TenantId tenant, string servicePoint, DateTimeOffset at, int seat, CaseId caseId, string appointment) =>
        context.AppointmentSeats.Add(new AppointmentSeatRow
        {
            Tenant = tenant.Value, ServicePoint = servicePoint, At = at.ToUnixTimeSeconds(), Seat = seat, CaseId = caseId.Value, Appointment = appointment,
        });

    public async Task FreeAsync(TenantId tenant, string servicePoint, DateTimeOffset at, CaseId caseId, string appointment, CancellationToken cancellationToken)
    {
        foreach (AppointmentSeatRow row in await Of(tenant, servicePoint, at).Where(row => row.CaseId == caseId.Value && row.Appointment == appointment).ToListAsync(cancellationToken))
        {
            context.AppointmentSeats.Remove(row);
        }
    }

    private IQueryable<AppointmentSeatRow> Of(TenantId tenant, string servicePoint, DateTimeOffset at)
    {
        long seconds = at.ToUnixTimeSeconds();
        return context.AppointmentSeats.Where(row => row.Tenant == tenant.Value && row.ServicePoint == servicePoint && row.At == seconds);
    }
}
