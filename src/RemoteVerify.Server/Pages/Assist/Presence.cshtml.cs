using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>Held out to the person: who helps, what a helper may and may not, and whether they agree, by a tick or spoken.</summary>
public sealed class PresenceModel(ViewAssistance view, RecordPresence record, EndAssistance end, IHelperDirectory helpers, AssistingPolicy policy) : AssistPage
{
    public OpenStep Found { get; private set; } = null!;

    public string HelperName => helpers.Find(Visit.Tenant, Visit.Actor.Id)?.Name ?? Visit.Client.Name;

    public async Task<IActionResult> OnGetAsync(Guid id) => await FindAsync(id) ?? (Found.Assistance.Presence is null ? Page() : Redirect(StepModel.AddressOf(id)));

    public async Task<IActionResult> OnPostAsync(Guid id, string? agreed, string? text, IFormFile? sound)
    {
        if (await FindAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        Outcome<Assistance> recorded = await record.DoAsync(Visit.Actor, id, text, agreed == "yes", await SoundAsync(sound), HttpContext.RequestAborted);
        return recorded.Refusal is { } refusal ? Refused(refusal, "agreed") : Redirect(StepModel.AddressOf(id));
    }

    /// <summary>The person does not want it.</summary>
    public async Task<IActionResult> OnPostNoAsync(Guid id)
    {
        await end.DoAsync(Visit.Actor, id, HttpContext.RequestAborted);
        return Redirect(Start);
    }

    private async Task<IActionResult?> FindAsync(Guid id)
    {
        Outcome<OpenStep> found = await view.DoAsync(Visit.Actor, id, HttpContext.RequestAborted);
        if (!found.IsDone)
        {
            return Redirect(Start);
        }

        Found = found.Value;
        return null;
    }

    /// <summary>What was recorded; one byte more than is taken when it is too long, so that the act says so.</summary>
    private async Task<ReadOnlyMemory<byte>> SoundAsync(IFormFile? sound)
    {
        if (sound is null || sound.Length == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        byte[] bytes = new byte[Math.Min(sound.Length, policy.LargestSoundBytes + 1)];
        await using Stream stream = sound.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, HttpContext.RequestAborted);
        return bytes;
    }
}
