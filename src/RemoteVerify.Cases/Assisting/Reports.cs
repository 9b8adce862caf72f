using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Assisting;

/// <summary>A helper's own numbers.</summary>
/// <param name="Helper">The registration.</param>
/// <param name="Today">What was done today.</param>
/// <param name="Month">What counts this month.</param>
/// <param name="Open">The assistance that is going on, or null.</param>
public sealed record OwnAssistances(RegisteredHelper Helper, HelperDay Today, AssistanceLine Month, Assistance? Open)
{
    public override string ToString() => "OwnAssistances";
}

/// <summary>What the helper did and may still do today.</summary>
public sealed class ListAssistances(Desk desk, IHelperDirectory helpers)
{
    public Task<Outcome<OwnAssistances>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<OwnAssistances>(Act.ListAssistances, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (helpers.Find(actor.Tenant, actor.Id) is not { } helper)
            {
                return HelpersDoor.Unregistered();
            }

            IReadOnlyList<AssistanceLine> lines = await work.Unit.Assistances.SummariseAsync(actor.Tenant, MeterMonth.Of(work.Now), actor.Id, ct);
            return new OwnAssistances(
                helper,
                await work.Unit.Assistances.DayAsync(actor.Tenant, actor.Id, VietnamTime.Day(work.Now), ct),
                new AssistanceLine(helper.Agent, actor.Id, lines.Sum(l => l.Begun), lines.Sum(l => l.Agreed), lines.Sum(l => l.Counted)),
                (await work.Unit.Assistances.ListOpenAsync(actor.Tenant, actor.Id, ct)).LastOrDefault(open => !open.IsOver(work.Now)));
        }, cancellationToken);
}

/// <summary>What is paid for in a month, by agent and helper.</summary>
public sealed class ReadAssistanceReport(Desk desk)
{
    /// <param name="actor">An officer or a reporter of the tenant.</param>
    /// <param name="month"><c>YYYY-MM</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<AssistanceReport>> DoAsync(Actor actor, string? month, CancellationToken cancellationToken) =>
        desk.DoAsync<AssistanceReport>(Act.ReadAssistanceReport, actor, async (work, ct) =>
        {
            if (!MeterMonth.TryParse(month, out MeterMonth asked))
            {
                return new Refusal(RefusalCode.MeteringMonthInvalid, "Name the month as YYYY-MM, such as 2026-11.");
            }

            work.Note("month", asked.ToString());
            return new AssistanceReport(asked, await work.Unit.Assistances.SummariseAsync(actor.Tenant, asked, null, ct));
        }, cancellationToken);
}

/// <summary>A concern as an officer sees it.</summary>
/// <param name="Concern">The concern.</param>
/// <param name="CaseCode">Code of the case; null when its record was destroyed.</param>
/// <param name="Person">Full name of who said so; null when the record was destroyed.</param>
/// <param name="Helper">Account of the helper who stood beside.</param>
/// <param name="Agent">For whom the helper works.</param>
public sealed record ConcernView(Concern Concern, string? CaseCode, string? Person, string Helper, string Agent)
{
    public override string ToString() => "ConcernView";
}

/// <summary>People who said that they are pressed; for officers alone.</summary>
public sealed class ListConcerns(Desk desk)
{
    /// <summary>Most in one list.</summary>
    public const int Most = 200;

    public Task<Outcome<IReadOnlyList<ConcernView>>> DoAsync(Actor actor, bool onlyOpen, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ConcernView>>(Act.ListConcerns, actor, async (work, ct) =>
        {
            List<ConcernView> views = [];
            foreach (Concern concern in await work.Unit.Assistances.ListConcernsAsync(actor.Tenant, onlyOpen, Most, ct))
            {
                States.Case? found = await work.Unit.Cases.FindAsync(actor.Tenant, concern.CaseId, ct);
                Assistance? assistance = await work.Unit.Assistances.FindAsync(actor.Tenant, concern.Assistance, ct);
                views.Add(new ConcernView(concern, found?.File.Code, found?.File.Find(concern.Participant)?.FullName, assistance?.Helper ?? string.Empty, assistance?.Agent ?? string.Empty));
            }

            work.Note("found", views.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Outcome<IReadOnlyList<ConcernView>>.Done(views);
        }, cancellationToken);
}

/// <summary>An officer has spoken to the person alone and says what was found.</summary>
public sealed class SettleConcern(Desk desk)
{
    public Task<Outcome<Concern>> DoAsync(Actor actor, Guid id, ConcernEnd end, CancellationToken cancellationToken) =>
        desk.DoAsync<Concern>(Act.SettleConcern, actor, async (work, ct) =>
        {
            if (await work.Unit.Assistances.FindConcernAsync(actor.Tenant, id, ct) is not { } concern)
            {
                return new Refusal(RefusalCode.ConcernNotFound, "There is no such concern here. Use one of the list.");
            }

            work.About(concern.CaseId);
            work.Note("concern", concern.Id.ToString("D"));
            if (!concern.Holds)
            {
                return new Refusal(RefusalCode.ConcernSettled, "This concern is settled and the case goes on. Refuse or stop the case if it must not.");
            }

            work.Note("end", end.ToString());
            Concern settled = concern.Settle(end, actor.Id, work.Now) with { Version = concern.Version + 1 };
            await work.Unit.Assistances.UpdateAsync(settled, ct);
            return settled;
        }, cancellationToken);
}
