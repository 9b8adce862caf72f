using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Endpoints.Kpi;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Figures;

/// <summary>One month of a trend.</summary>
/// <param name="Month"><c>YYYY-MM</c>.</param>
/// <param name="Completed">Completed cases; null where hidden.</param>
/// <param name="Online">Of these without a visit; null where hidden.</param>
public sealed record TrendMonth(string Month, long? Completed, long? Online);

/// <summary>The public figures of a unit: one month that is over, its rates beside the national targets, and the year behind it. Without script.</summary>
public sealed class IndexModel(PublicKpi published, TenantTree tenants, ProcedureCatalog procedures, PageTexts texts, TimeProvider time) : PageModel
{
    private const int MonthsToChoose = 12;

    /// <summary>Measures of the table of counts, in its order.</summary>
    public static IReadOnlyList<string> Counted { get; } =
        [Measures.Started, Measures.Completed, Measures.FirstTry, Measures.OnTime, Measures.Late, Measures.Online, Measures.VisitsAvoided, Measures.Abandoned, Measures.Refused];

    /// <summary>Months that are over, the last one first: <c>YYYY-MM</c>.</summary>
    public IReadOnlyList<string> Months { get; private set; } = [];

    /// <summary>Units that publish figures.</summary>
    public IReadOnlyList<Tenant> Units { get; private set; } = [];

    public string Month { get; private set; } = string.Empty;

    public Tenant? Unit { get; private set; }

    /// <summary>All procedures of the unit together; null when nothing was counted.</summary>
    public KpiLine? Whole { get; private set; }

    /// <summary>The unit's procedures one by one.</summary>
    public IReadOnlyList<KpiLine> Procedures { get; private set; } = [];

    /// <summary>The national targets with what all units together reached.</summary>
    public IReadOnlyList<NationalValue> National { get; private set; } = [];

    /// <summary>The chosen month and those before it, the oldest first.</summary>
    public IReadOnlyList<TrendMonth> Trend { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public async Task OnGetAsync(string? month, string? unit, CancellationToken cancellationToken)
    {
        DateOnly now = VietnamTime.Day(time.GetUtcNow());
        Months = [.. Enumerable.Range(1, MonthsToChoose).Select(back => Name(now.AddMonths(-back)))];
        Units = [.. tenants.All.Where(tenant => !tenant.IsSandbox)];
        Month = string.IsNullOrEmpty(month) ? Months[0] : month;
        Unit = string.IsNullOrEmpty(unit)
            ? Units.OrderBy(tenant => tenant.Parent is null ? 0 : 1).FirstOrDefault()
            : Units.FirstOrDefault(tenant => tenant.Id.Value == unit);
        if (Unit is null || !Months.Contains(Month))
        {
            Errors = [new FieldError(Unit is null ? "unit" : "month", texts[Unit is null ? "public.figures.no-unit" : "public.figures.no-month"])];
            Response.StatusCode = StatusCodes.Status404NotFound;
            (Month, Unit) = (Months[0], null);
            return;
        }

        if ((await published.ReadAsync(new KpiQuestion(null, null, Month, Unit.Id.Value, null), cancellationToken)).TryGet(out KpiReport? report, out _))
        {
            Whole = report.Lines.FirstOrDefault(line => line.Procedure is null);
            Procedures = [.. report.Lines.Where(line => line.Procedure is not null)];
            National = report.National;
            Trend = await TrendAsync(Unit, cancellationToken);
        }
    }

    /// <summary>A share as percent with one digit; of nothing there is none, and the rest is hidden.</summary>
    public string Percent(double? share) => share is { } value ? value.ToString("P1", texts.Culture) : texts.Plain("public.figures.hidden-or-none");

    /// <summary>A rate of the whole unit: a dash where nothing was counted that it could be of.</summary>
    public string Rate(string name, double? share)
    {
        (_, _, string of) = Measures.Rates.First(rate => rate.Name == name);
        string[] counted = of == "timed" ? [Measures.OnTime, Measures.Late] : [of];
        return share is null && counted.All(measure => Whole!.Figures.GetValueOrDefault(measure) == 0) ? "–" : share is null ? texts.Plain("public.figures.hidden") : Percent(share);
    }

    /// <summary>What a procedure is called; its code where it is not one of those delivered.</summary>
    public string NameOf(string? procedure) => procedure is null ? texts.Plain("public.figures.all")
        : procedures.Versions.LastOrDefault(version => version.Code == procedure) is { } known ? texts.Pick(known.TitleVi, known.TitleEn) : procedure;

    public string Count(long? count) => count is { } value ? value.ToString("N0", texts.Culture) : texts.Plain("public.figures.hidden");

    /// <summary>A month as people say it: 10/2026.</summary>
    public static string Said(string month) => $"{month[5..]}/{month[..4]}";

    private static string Name(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<TrendMonth>> TrendAsync(Tenant unit, CancellationToken cancellationToken)
    {
        List<TrendMonth> months = [];
        DateOnly chosen = DateOnly.ParseExact(Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (int back = MonthsToChoose - 1; back >= 0; back--)
        {
            string month = Name(chosen.AddMonths(-back));
            KpiLine? whole = (await published.ReadAsync(new KpiQuestion(null, null, month, unit.Id.Value, null), cancellationToken)).TryGet(out KpiReport? report, out _)
                ? report.Lines.FirstOrDefault(line => line.Procedure is null)
                : null;
            months.Add(new TrendMonth(month, whole?.Figures.GetValueOrDefault(Measures.Completed) ?? (whole is null ? 0 : null), whole?.Figures.GetValueOrDefault(Measures.Online) ?? (whole is null ? 0 : null)));
        }

        return months;
    }
}
