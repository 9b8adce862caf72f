using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases.Opening;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Leads to the case that waits longest for an officer's look or decision: one key from case to case. Signatures are given together, so cases that wait for one are left to the queue.</summary>
public sealed class NextModel(ListQueue queue) : DeskPage
{
    /// <summary>The case that was just done or left aside.</summary>
    [BindProperty(SupportsGet = true, Name = "skip")]
    public Guid? Skip { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        QueueFilter filter = new(null, null, null, null, null) { WaitsForOfficer = true };
        QueuePage page = (await queue.DoAsync(Visit.Actor, filter, null, ListQueue.LargestPage, cancellationToken)).Value;
        QueuedCase? next = IndexModel.InOrder(page.Cases).FirstOrDefault(one => one.Case.File.Id.Value != Skip && !IndexModel.IsSignable(one.Case));
        return Redirect(next is null ? "/desk" : $"/desk/cases/{next.Case.File.Id}");
    }
}
