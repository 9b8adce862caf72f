using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Figures;

/// <summary>What is asked for.</summary>
/// <param name="From">First day; with a month alone null.</param>
/// <param name="Until">Last day.</param>
/// <param name="Month"><c>YYYY-MM</c>; takes the place of the days.</param>
/// <param name="Unit">Only this unit; null for all that may be seen.</param>
/// <param name="Procedure">Only this procedure and all together; null for every one.</param>
public sealed record KpiQuestion(DateOnly? From, DateOnly? Until, string? Month, string? Unit, string? Procedure);

/// <summary>One of the national targets with what was reached.</summary>
/// <param name="Target">The target.</param>
/// <param name="Reached">From 0 to 1; null where nothing was counted or something is hidden.</param>
public sealed record NationalValue(NationalTarget Target, double? Reached);

/// <summary>The figures of a time.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="IsPublic">Small cells are hidden.</param>
/// <param name="Lines">By unit and procedure.</param>
/// <param name="National">The national targets.</param>
/// <param name="Targets">Proposals from own history; none in the public report.</param>
public sealed record KpiReport(
    DateOnly From, DateOnly Until, bool IsPublic, IReadOnlyList<KpiLine> Lines, IReadOnlyList<NationalValue> National, IReadOnlyList<KpiTarget> Targets);

/// <summary>
/// Reads the figures. A reporter sees those of the own tenant, and of those below when allowed, for any days. Anyone else sees whole months that are over,
/// of all units, without small cells; other periods are not told to the public, because the difference of two of them could be one person.
/// </summary>
public sealed class ReadKpi(Desk desk, TenantTree tenants, ProcedureLibrary procedures)
{
    private const int MostDays = 3700;

    public Task<Outcome<KpiReport>> DoAsync(Actor actor, KpiQuestion question, CancellationToken cancellationToken) =>
        desk.DoAsync<KpiReport>(Act.ReadKpi, actor, async (work, ct) =>
        {
            work.StaySilent();
            bool isPublic = actor.Role != ActorRole.Reporter;
            if (!Period(question, isPublic, VietnamTime.Day(work.Now)).TryGet(out Days? days, out Refusal? refusal)
                || !Units(actor, question.Unit, isPublic).TryGet(out IReadOnlyList<TenantId>? open, out refusal))
            {
                return refusal;
            }

            // What is hidden is found for the whole table, whatever part of it is asked for: else two questions would tell what one hides.
            KpiTable table = new(tenants, open, await work.Unit.Figures.ListAsync(open, days.From, days.Until, ct));
            IReadOnlyList<KpiLine> lines = isPublic ? table.PublicLines() : table.Lines();
            return new KpiReport(
                days.From, days.Until, isPublic,
                [.. lines.Where(line => (question.Unit is null || line.Unit.Value == question.Unit) && (question.Procedure is null || line.Procedure is null || line.Procedure == question.Procedure))],
                await NationalAsync(work, open, lines, days.Until, ct),
                isPublic ? [] : await TargetsAsync(work, open, days.Until, ct));
        }, cancellationToken);

    private static Outcome<Days> Period(KpiQuestion question, bool isPublic, DateOnly today)
    {
        if (question.Month is not null || isPublic)
        {
            if (!MeterMonth.TryParse(question.Month, out MeterMonth month))
            {
                return new Refusal(RefusalCode.KpiPeriodInvalid, "Name the month as YYYY-MM, such as 2026-10.");
            }

            DateOnly first = new(month.Value / 100, month.Value % 100, 1);
            Days whole = new(first, first.AddMonths(1).AddDays(-1));
            return isPublic && whole.Until >= today
                ? new Refusal(RefusalCode.KpiPeriodInvalid, "Figures are published when the month is over. Name an earlier one.")
                : whole;
        }

        return question is { From: { } from, Until: { } until } && from <= until && until.DayNumber - from.DayNumber <= MostDays
            ? new Days(from, until)
            : new Refusal(RefusalCode.KpiPeriodInvalid, "Name a month (month=YYYY-MM), or the first and the last day (from=, until=) of at most ten years.");
    }

    private Outcome<IReadOnlyList<TenantId>> Units(Actor actor, string? unit, bool isPublic)
    {
        IReadOnlyList<TenantId> open = isPublic ? [.. tenants.All.Where(tenant => !tenant.IsSandbox).Select(tenant => tenant.Id)]
            : actor.SeesTenantsBelow ? [.. tenants.WithBelow(actor.Tenant).Where(id => id == actor.Tenant || tenants.Find(id) is not { IsSandbox: true })]
            : [actor.Tenant];
        return unit is null || open.Any(id => id.Value == unit)
            ? Outcome<IReadOnlyList<TenantId>>.Done(open)
            : new Refusal(RefusalCode.KpiUnitUnknown, "There is no such unit for you. Leave it out to see which there are.");
    }

    /// <summary>Of all that is seen: the units that stand above all others together.</summary>
    private async Task<IReadOnlyList<NationalValue>> NationalAsync(Work work, IReadOnlyList<TenantId> open, IReadOnlyList<KpiLine> lines, DateOnly day, CancellationToken cancellationToken)
    {
        KpiLine[] tops = [.. lines.Where(line => tenants.Find(line.Unit)?.Parent is not { } parent || !open.Contains(parent))];
        IReadOnlyList<Procedure> inForce = (await procedures.ReadAsync(work.Unit, cancellationToken)).InForce(day);
        double?[] reached =
        [
            inForce.Count == 0 ? null : (double)inForce.Count(procedure => procedure.NationalCode is not null) / inForce.Count,
            Share(tops, Measures.Online, Measures.Completed),
            Procedures(tops),
            Share(tops, Measures.CitizenSatisfied, Measures.CitizenAnswers),
        ];
        return [.. FigureData.National.Zip(reached, (target, value) => new NationalValue(target, value))];
    }

    private static double? Share(KpiLine[] tops, string part, string of)
    {
        KpiLine[] all = [.. tops.Where(line => line.Procedure is null)];
        return Sum(all, part) is { } some && Sum(all, of) is > 0 and { } whole ? (double)some / whole : null;
    }

    private static double? Procedures(KpiLine[] tops)
    {
        (long? Online, long? Completed)[] each =
        [
            .. tops.Where(line => line.Procedure is not null).GroupBy(line => line.Procedure)
                .Select(procedure => (Sum([.. procedure], Measures.Online), Sum([.. procedure], Measures.Completed))),
        ];
        int completed = each.Count(procedure => procedure.Completed > 0);
        return completed == 0 || each.Any(procedure => procedure.Online is null || procedure.Completed is null) ? null : (double)each.Count(procedure => procedure.Online > 0) / completed;
    }

    /// <summary>Null when a part of it is hidden.</summary>
    private static long? Sum(KpiLine[] lines, string measure) =>
        lines.Aggregate((long?)0, (sum, line) => sum + line.Figures.GetValueOrDefault(measure));

    private async Task<IReadOnlyList<KpiTarget>> TargetsAsync(Work work, IReadOnlyList<TenantId> open, DateOnly until, CancellationToken cancellationToken)
    {
        DateOnly end = new DateOnly(until.Year, until.Month, 1).AddDays(-1);
        DateOnly from = end.AddDays(1).AddMonths(-KpiTargets.MonthsLookedAt);
        return KpiTargets.Propose(tenants, open, await work.Unit.Figures.ListAsync(open, from, end, cancellationToken));
    }

    private sealed record Days(DateOnly From, DateOnly Until);
}
