using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The service point's own page: takes papers in, shows what waits on this machine, and sends it when the line is back.</summary>
[RequestSizeLimit(PointKey.LargestItem + (64 << 10))]
public sealed class PointModel(PointKey key, ListProcedures procedures, ReceivePaper receive, PageTexts texts) : AssistPage
{
    public PointForm Form { get; private set; } = null!;

    public async Task OnGetAsync() => Form = await PointForm.MakeAsync(key, procedures, isOnline: true, HttpContext.RequestAborted);

    /// <summary>One sealed item of the queue; may come again after a line broke.</summary>
    public async Task<IActionResult> OnPostReceiveAsync(IFormFile? item)
    {
        if (item is null || item.Length is 0 or > PointKey.LargestItem)
        {
            return Answer("refused", "assist.refused.item-invalid");
        }

        byte[] bytes = new byte[item.Length];
        await using (Stream stream = item.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, HttpContext.RequestAborted);
        }

        if (await key.OpenAsync(bytes, HttpContext.RequestAborted) is not { } opened)
        {
            return Answer("refused", "assist.refused.item-invalid");
        }

        QueuedPaper paper = new(opened.Header.Id, opened.Header.Code, opened.Header.Number, opened.Header.Need ?? string.Empty, opened.Header.Agreed, opened.Header.At, opened.File);
        Outcome<bool> received = await receive.DoAsync(Visit.Actor, paper, HttpContext.RequestAborted);
        return received.Refusal is { } refusal
            ? Answer(refusal.Code.Kind is RefusalKind.TooMany or RefusalKind.Outdated or RefusalKind.Unavailable ? "later" : "refused", Key(refusal))
            : Answer(received.Value ? "taken" : "known", "assist.point.taken");
    }

    private static string Key(Refusal refusal) =>
        refusal.Code == RefusalCode.PaperHeldBySource || refusal.Code == RefusalCode.PaperSourceFirst || refusal.Code == RefusalCode.PaperVerifiedLater ? "assist.refused.paper-not-needed"
        : refusal.Code == RefusalCode.PaperUnknown || refusal.Code == RefusalCode.CaseActionNotAllowed ? "assist.refused.paper-not-asked"
        : refusal.Code == RefusalCode.UploadNotAccepted || refusal.Code == RefusalCode.DocumentTooLarge ? "assist.refused.file"
        : AssistWords.Of(refusal);

    private JsonResult Answer(string result, string text) => new(new { result, text = texts.Plain(text) });
}
