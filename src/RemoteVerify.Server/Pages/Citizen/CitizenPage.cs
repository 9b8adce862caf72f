using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A page of a visit: who comes without a session is led to the page of the ticket, which says what to do.</summary>
public abstract class CitizenPage(CitizenVisit visits) : VisitorPage(visits)
{
    private protected override string Elsewhere(string ticket) => CitizenVisit.AddressOf(ticket);

    /// <summary>To the step that is due now.</summary>
    protected IActionResult Onward() => LocalRedirect(Visitor.Address());

    /// <summary>Shows the page again with why something was refused; the status is the one that the API would answer with.</summary>
    protected IActionResult Refused(Refusal refusal, params IReadOnlyList<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Response.StatusCode = RefusalProblems.StatusOf(refusal.Code.Kind);
        Errors = errors;
        return Page();
    }
}
