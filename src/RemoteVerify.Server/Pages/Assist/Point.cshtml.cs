using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The service point's own page: takes papers and new dossiers in, shows what waits on this machine, and sends it when the line is back.</summary>
[RequestSizeLimit(PointKey.LargestItem + (64 << 10))]
public sealed class PointModel(
    PointKey key, ListProcedures procedures, ReceivePaper receive, ReceiveDossier receiveDossier, IServicePointDirectory points, PageTexts texts) : AssistPage
{
    public PointForm Form { get; private set; } = null!;

    public async Task OnGetAsync() => Form = await PointForm.MakeAsync(key, procedures, points.List(Visit.Actor.Tenant), isOnline: true, HttpContext.RequestAborted);

    /// <summary>One sealed item of the queue; may come again after a line broke.</summary>
    public async Task<IActionResult> OnPostReceiveAsync(IFormFile? item)
    {
        if (item is null || item.Length is 0 or > PointKey.LargestItem)
        {
            return Answer("refused", texts.Plain("assist.refused.item-invalid"));
        }

        byte[] bytes = new byte[item.Length];
        await using (Stream stream = item.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, HttpContext.RequestAborted);
        }

        if (await key.OpenAsync(bytes, HttpContext.RequestAborted) is not { } opened)
        {
            return Answer("refused", texts.Plain("assist.refused.item-invalid"));
        }

        return opened.Header.Dossier is { } dossier ? await ReceiveDossierAsync(opened.Header, dossier) : await ReceivePaperAsync(opened.Header, opened.File);
    }

    private async Task<IActionResult> ReceivePaperAsync(SealedHeader header, byte[] file)
    {
        QueuedPaper paper = new(header.Id, header.Code, header.Number, header.Need ?? string.Empty, header.Agreed, header.At, file);
        Outcome<bool> received = await receive.DoAsync(Visit.Actor, paper, HttpContext.RequestAborted);
        return received.Refusal is { } refusal ? NotTaken(refusal) : Answer(received.Value ? "taken" : "known", texts.Plain("assist.point.taken"));
    }

    private async Task<IActionResult> ReceiveDossierAsync(SealedHeader header, SealedDossier dossier)
    {
        VisitWish? wish = !string.IsNullOrEmpty(dossier.Point) && DateOnly.TryParseExact(dossier.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new VisitWish(dossier.Point, day, texts.Plain("assist.book.purpose"))
            : null;
        QueuedDossier item = new(
            header.Id, dossier.Slip, dossier.Procedure ?? string.Empty, dossier.Name, header.Number, dossier.Phone,
            [.. (dossier.Fields ?? new Dictionary<string, string>()).Select(field => new FieldInput(field.Key, field.Value))], wish, header.Agreed, header.At);
        Outcome<ReceivedDossier> received = await receiveDossier.DoAsync(Visit.Actor, item, HttpContext.RequestAborted);
        if (received.Refusal is { } refusal)
        {
            return NotTaken(refusal);
        }

        string visit = received.Value.Booked is { } booked
            ? texts.Format("assist.point.booked", PageTexts.Time(booked.At), points.Find(Visit.Actor.Tenant, booked.ServicePoint)?.Name ?? booked.ServicePoint).Value
            : wish is null ? string.Empty : texts.Plain("assist.point.not-booked");
        return Answer(received.Value.IsNew ? "taken" : "known", $"{texts.Format("assist.point.opened", received.Value.CaseCode).Value} {visit}".TrimEnd());
    }

    /// <summary>What comes of itself with time is sent again and stops the queue, because the next item would meet the same.</summary>
    private JsonResult NotTaken(Refusal refusal) => Answer(
        refusal.Code.Kind is RefusalKind.TooMany or RefusalKind.Outdated or RefusalKind.Unavailable && refusal.Code != RefusalCode.AssistancePersonFull ? "later" : "refused", texts.Plain(Key(refusal)));

    private static string Key(Refusal refusal) =>
        refusal.Code == RefusalCode.PaperHeldBySource || refusal.Code == RefusalCode.PaperSourceFirst || refusal.Code == RefusalCode.PaperVerifiedLater ? "assist.refused.paper-not-needed"
        : refusal.Code == RefusalCode.PaperUnknown || refusal.Code == RefusalCode.CaseActionNotAllowed ? "assist.refused.paper-not-asked"
        : refusal.Code == RefusalCode.UploadNotAccepted || refusal.Code == RefusalCode.DocumentTooLarge ? "assist.refused.file"
        : refusal.Code == RefusalCode.ProcedureUnknown || refusal.Code == RefusalCode.ProcedureNotInForce || refusal.Code == RefusalCode.ProcedureNotReviewed ? "assist.refused.procedure"
        : refusal.Code == RefusalCode.ParticipantInvalid ? "assist.refused.person"
        : refusal.Code == RefusalCode.FieldsInvalid ? "assist.refused.fields"
        : refusal.Code == RefusalCode.NotificationWishInvalid ? "assist.refused.phone"
        : refusal.Code == RefusalCode.TenantLimitReached ? "assist.refused.office-full"
        : AssistWords.Of(refusal);

    private static JsonResult Answer(string result, string text) => new(new { result, text });
}
