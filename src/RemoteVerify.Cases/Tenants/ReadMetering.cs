using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tenants;

/// <summary>What was counted in one month, for the tenants that the reporter may see.</summary>
/// <param name="Month">The month.</param>
/// <param name="Lines">By tenant and operation.</param>
public sealed record MeterReport(MeterMonth Month, IReadOnlyList<MeterLine> Lines);

/// <summary>Reads the figures of a month: those of the own tenant, and of those below only for a reporter who may see them.</summary>
public sealed class ReadMetering(Desk desk, TenantTree tenants)
{
    /// <param name="actor">The reporter.</param>
    /// <param name="month"><c>YYYY-MM</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<MeterReport>> DoAsync(Actor actor, string? month, CancellationToken cancellationToken) =>
        desk.DoAsync<MeterReport>(Act.ReadMetering, actor, async (work, ct) =>
        {
            if (!MeterMonth.TryParse(month, out MeterMonth asked))
            {
                return new Refusal(RefusalCode.MeteringMonthInvalid, "Name the month as YYYY-MM, such as 2026-11.");
            }

            IReadOnlyList<TenantId> open = actor.SeesTenantsBelow ? tenants.WithBelow(actor.Tenant) : [actor.Tenant];
            work.Note("month", asked.ToString());
            work.Note("tenants", open.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new MeterReport(asked, await work.Unit.Meter.ListAsync(open, asked, ct));
        }, cancellationToken);
}
