using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Pages.Desk;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>Who was helped in a case and how they agreed, for officers; a spoken consent can be listened to, and each time is recorded.</summary>
public sealed class CaseHelpModel(ReadAssistances read, ListenToPresence listen, IHelperDirectory helpers) : DeskPage
{
    public CaseAssistances Found { get; private set; } = null!;

    public static string AddressOf(CaseId id) => $"/desk/cases/{id.Value:D}/help";

    /// <summary>Name of the helper; the account when it is not registered any more.</summary>
    public string NameOf(Assistance assistance)
    {
        ArgumentNullException.ThrowIfNull(assistance);
        return helpers.Find(assistance.Tenant, assistance.Helper)?.Name ?? assistance.Helper;
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await read.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out CaseAssistances? found, out _))
        {
            return NotFound();
        }

        Found = found;
        return Page();
    }

    /// <summary>The recording, for the page's player.</summary>
    public async Task<IActionResult> OnGetSoundAsync(Guid id, Guid assistance, CancellationToken cancellationToken)
    {
        if (!(await listen.DoAsync(Visit.Actor, new CaseId(id), assistance, cancellationToken)).TryGet(out PresenceSound? sound, out Refusal? refusal))
        {
            return StatusCode(RefusalProblems.StatusOf(refusal.Code.Kind));
        }

        Response.Headers.CacheControl = "no-store";
        return File(sound.Bytes.ToArray(), sound.ContentType);
    }
}
