using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Pages.Desk;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>What is paid to agents for a month of helping, on a page and as CSV.</summary>
public sealed class ReportModel(ReadAssistanceReport read, IHelperDirectory helpers, TimeProvider time) : DeskPage
{
    private const int MonthsOffered = 12;

    public AssistanceReport Report { get; private set; } = null!;

    /// <summary>Months that can be chosen, the newest first.</summary>
    public IReadOnlyList<string> Months =>
        [.. Enumerable.Range(0, MonthsOffered).Select(back => MeterMonth.Of(time.GetUtcNow().AddMonths(-back)).ToString())];

    /// <summary><c>2026-11</c> as people write it: <c>11/2026</c>.</summary>
    public static string Written(string month)
    {
        ArgumentNullException.ThrowIfNull(month);
        return $"{month[5..]}/{month[..4]}";
    }

    public string NameOf(AssistanceLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return helpers.Find(Visit.Tenant, line.Helper)?.Name ?? line.Helper;
    }

    public async Task OnGetAsync(string? month) => await ShowAsync(month);

    public async Task<IActionResult> OnGetCsvAsync(string? month)
    {
        await ShowAsync(month);
        StringBuilder text = new("month,agent,helper,name,begun,agreed,counted\r\n");
        foreach (AssistanceLine line in Report.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Report.Month},{Cell(line.Agent)},{Cell(line.Helper)},{Cell(NameOf(line))},{line.Begun},{line.Agreed},{line.Counted}\r\n");
        }

        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv", $"assistance-{Report.Month}.csv");
    }

    /// <summary>Quoted, and never a formula for a table program.</summary>
    private static string Cell(string value) => $"\"{(value is ['=' or '+' or '-' or '@', ..] ? "'" + value : value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task ShowAsync(string? month)
    {
        string asked = MeterMonth.TryParse(month, out _) ? month! : Months[0];
        Report = (await read.DoAsync(Visit.Actor, asked, HttpContext.RequestAborted)).Value;
    }
}
