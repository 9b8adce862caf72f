using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The first page of a person who has the machine alone: the helper turns away, the person reads.</summary>
public sealed class AloneModel(CitizenVisit visits, ViewCase cases, ReadDocument read, HandBack handBack) : PersonPage(visits)
{
    /// <summary>Title of the case, the person's own.</summary>
    public string CaseTitle { get; private set; } = string.Empty;

    public static string AddressOf(string ticket, string? page = null) => $"/assist/alone/{Uri.EscapeDataString(ticket)}{(page is null ? string.Empty : "/" + page)}";

    public async Task<IActionResult> OnGetAsync()
    {
        Outcome<CaseView> found = await cases.DoAsync(Visitor.Actor, Visitor.Case, HttpContext.RequestAborted);
        if (!found.IsDone)
        {
            return Redirect(AssistPage.Start);
        }

        CaseTitle = found.Value.Case.File.Title;
        return Page();
    }

    /// <summary>The document as it would be signed; that it was read is recorded.</summary>
    public async Task<IActionResult> OnGetDocumentAsync()
    {
        Outcome<ShownDocument> shown = await read.DoAsync(Visitor.Actor, Visitor.Case, HttpContext.RequestAborted);
        return shown.IsDone ? File(shown.Value.Pdf.ToArray(), "application/pdf") : Redirect(AssistPage.Start);
    }

    /// <summary>The person hands the machine back, from whichever page: the session ends, and the browser forgets what it showed.</summary>
    public async Task<IActionResult> OnPostBackAsync()
    {
        await handBack.DoAsync(Visitor.Actor, HttpContext.RequestAborted);
        CitizenVisit.Leave(HttpContext, Visitor.Ticket);
        MachineTraces.Clear(Response, cookiesToo: false);
        return Redirect(AssistPage.Start);
    }
}
