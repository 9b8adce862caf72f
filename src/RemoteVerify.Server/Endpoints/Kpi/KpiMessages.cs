using System.Globalization;
using System.Text;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Server.Endpoints.Kpi;

/// <summary>The figures of a time.</summary>
/// <param name="IsPublic">Counts below 5, and what they could be worked out from, are null.</param>
/// <param name="Lines">By unit and procedure; a unit includes those below it.</param>
/// <param name="National">The four national targets with what was reached.</param>
/// <param name="Targets">Proposals: the upper quartile of a unit's own last twelve whole months; for reporters only.</param>
public sealed record KpiResponse(
    DateOnly From, DateOnly Until, bool IsPublic, IReadOnlyList<KpiLineResponse> Lines, IReadOnlyList<NationalResponse> National, IReadOnlyList<TargetResponse> Targets)
{
    public static KpiResponse Of(KpiReport report, TenantTree tenants) => new(
        report.From, report.Until, report.IsPublic, [.. report.Lines.Select(line => KpiLineResponse.Of(line, tenants))], [.. report.National.Select(NationalResponse.Of)],
        [.. report.Targets.Select(target => new TargetResponse(target.Unit.Value, target.Rate, Math.Round(target.Proposed, 4), Math.Round(target.Median, 4), target.Months))]);
}

/// <param name="Procedure">Code; null for all together.</param>
/// <param name="Figures">Counts by measure; null where hidden.</param>
/// <param name="Rates">From 0 to 1; null where nothing was counted or something is hidden.</param>
/// <param name="SecondsPerOfficerCase">Mean time of officers on a completed case, from the log: between two acts of one officer with at most ten minutes between them.</param>
public sealed record KpiLineResponse(
    string Unit, string UnitName, string? Parent, string? Procedure, IReadOnlyDictionary<string, long?> Figures, IReadOnlyDictionary<string, double?> Rates, double? SecondsPerOfficerCase)
{
    public static KpiLineResponse Of(KpiLine line, TenantTree tenants)
    {
        Tenant? unit = tenants.Find(line.Unit);
        return new KpiLineResponse(
            line.Unit.Value, unit?.Name ?? line.Unit.Value, unit?.Parent?.Value, line.Procedure, new SortedDictionary<string, long?>(line.Figures.ToDictionary(), StringComparer.Ordinal),
            line.Rates.ToDictionary(rate => rate.Key, rate => rate.Value is { } value ? (double?)Math.Round(value, 4) : null, StringComparer.Ordinal),
            line.SecondsPerOfficerCase is { } seconds ? Math.Round(seconds, 1) : null);
    }
}

/// <param name="Target">From 0 to 1.</param>
/// <param name="Reached">From 0 to 1; null where nothing was counted or something is hidden.</param>
/// <param name="IsReviewed">A lawyer compared the target with its text.</param>
public sealed record NationalResponse(string Id, double Target, double? Reached, BilingualText Title, BilingualText Measured, string Source, bool IsReviewed)
{
    public static NationalResponse Of(NationalValue value) => new(
        value.Target.Id, value.Target.Target, value.Reached is { } reached ? Math.Round(reached, 4) : null, value.Target.Title, value.Target.Measured, value.Target.Source, value.Target.LegalReview.IsVerified);
}

/// <param name="Rate">Name of the rate.</param>
/// <param name="Proposed">The upper quartile of the months.</param>
/// <param name="Median">Their median.</param>
/// <param name="Months">How many months it rests on.</param>
public sealed record TargetResponse(string Unit, string Rate, double Proposed, double Median, int Months);

/// <summary>The figures as a table (RFC 4180): one value a line; an empty value is hidden, or of nothing.</summary>
internal static class KpiCsv
{
    public const string MediaType = "text/csv";

    /// <summary>Units, codes and names of measures have no character that CSV or a table program would take for more than text.</summary>
    public static string Of(KpiReport report, TenantTree tenants)
    {
        StringBuilder text = new("from,until,unit,parent,procedure,measure,value\r\n");
        foreach (KpiLine line in report.Lines)
        {
            string head = string.Create(CultureInfo.InvariantCulture, $"{report.From:yyyy-MM-dd},{report.Until:yyyy-MM-dd},{line.Unit},{tenants.Find(line.Unit)?.Parent?.Value},{line.Procedure ?? "all"}");
            foreach ((string measure, long? count) in line.Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{head},{measure},{count}\r\n");
            }

            foreach ((string rate, double? share) in line.Rates)
            {
                text.Append(CultureInfo.InvariantCulture, $"{head},rate:{rate},{share:0.####}\r\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{head},seconds-per-officer-case,{line.SecondsPerOfficerCase:0.#}\r\n");
        }

        foreach (NationalValue national in report.National)
        {
            text.Append(CultureInfo.InvariantCulture, $"{report.From:yyyy-MM-dd},{report.Until:yyyy-MM-dd},,,all,national:{national.Target.Id},{national.Reached:0.####}\r\n");
        }

        return text.ToString();
    }
}
