using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Pages.Citizen;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The open step of the person who is helped, and nothing else of the case.</summary>
public sealed class StepModel(ViewAssistance view, HandOver handOver, TakeBack takeBack, EndAssistance end, CitizenVisit citizens) : AssistPage
{
    public OpenStep Found { get; private set; } = null!;

    public AssistedStep Step => Found.Step!.Value;

    /// <summary>The person has the machine.</summary>
    public bool IsWithPerson => Found.Assistance.HandOver is not null;

    public static string AddressOf(Guid id) => $"{Start}/{id:D}";

    public async Task<IActionResult> OnGetAsync(Guid id) => await FindAsync(id) ?? Page();

    /// <summary>Hands the machine over: the person's session begins in this browser, under an address of its own.</summary>
    public Task<IActionResult> OnPostHandAsync(Guid id) => HandAsync(id, (ticket, alone) => alone ? AloneModel.AddressOf(ticket) : CitizenVisit.AddressOf(ticket));

    /// <summary>The same, to book the camera step.</summary>
    public Task<IActionResult> OnPostBookAsync(Guid id) => HandAsync(id, (ticket, alone) => alone ? AloneModel.AddressOf(ticket) : BookModel.AddressOf(ticket));

    /// <summary>The person went away without handing the machine back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid id)
    {
        await takeBack.DoAsync(Visit.Actor, id, HttpContext.RequestAborted);
        MachineTraces.Clear(Response, cookiesToo: false);
        return Redirect(AddressOf(id));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id)
    {
        Outcome<Assistance> ended = await end.DoAsync(Visit.Actor, id, HttpContext.RequestAborted);
        MachineTraces.Clear(Response, cookiesToo: false);
        return Redirect(ended.IsDone ? $"{Start}?ended={(ended.Value.Counts ? "counts" : "not")}" : Start);
    }

    private async Task<IActionResult> HandAsync(Guid id, Func<string, bool, string> address)
    {
        if (await FindAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        bool alone = Step.IsAlone();
        Outcome<HandedOver> handed = await handOver.DoAsync(Visit.Actor, id, alone, HttpContext.RequestAborted);
        if (handed.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        string ticket = handed.Value.Link.Token;
        Outcome<CitizenVisitor> entered = await citizens.EnterAsync(HttpContext, ticket, HttpContext.RequestAborted);
        return entered.Refusal is { } notEntered ? Refused(notEntered) : Redirect(address(ticket, alone));
    }

    private async Task<IActionResult?> FindAsync(Guid id)
    {
        Outcome<OpenStep> found = await view.DoAsync(Visit.Actor, id, HttpContext.RequestAborted);
        if (!found.IsDone)
        {
            return Redirect(Start);
        }

        Found = found.Value;
        return Found.Step is null ? Redirect(AddressOf(id) + "/presence") : null;
    }
}
