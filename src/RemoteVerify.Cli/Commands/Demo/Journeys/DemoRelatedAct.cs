using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>An officer corrects a stored result: the page is a document of its own, and the sealed result stays as it is.</summary>
internal sealed class DemoRelatedAct(DemoWorld world, DemoJournal journal)
{
    public const string File = "contract-correction.pdf";

    /// <param name="resultId">The stored result.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task RunAsync(string resultId, CancellationToken cancellationToken) =>
        journal.StepAsync("An officer corrects the stored contract by a page of its own; the check shows both", "valid, Correction", async () =>
        {
            ApiClient officer = await world.SignInOfficerAsync(cancellationToken);
            JsonElement begun = await officer.PostAsync(
                $"/v1/results/{resultId}/related-act-cases",
                new
                {
                    kind = "Correction",
                    reason = "lỗi khi gõ.",
                    legalBasis = "Luật Công chứng số 46/2024/QH15 (bản thử nghiệm)",
                    changes = new[] { new { where = "Trang 1, dòng đầu", was = "HỢP ĐỒNG", becomes = "HỢP ĐỒNG (bản thử nghiệm)" } },
                },
                cancellationToken);
            string id = begun.GetProperty("caseId").GetString()!;
            await DemoOffice.ActAsync(officer, id, "compose-related-act", new { decidedBy = "officer" }, cancellationToken);
            DemoOffice office = new(world, officer);
            JsonElement page = await office.FinishAsync(id, File, cancellationToken);
            JsonElement record = await world.Portal.GetAsync($"/v1/results/{resultId}/record", cancellationToken);
            string kinds = string.Join(", ", record.GetProperty("relatedActs").EnumerateArray().Select(act => act.GetProperty("kind").GetString()));
            return ($"{record.GetProperty("state").GetString()}, {kinds}", $"{File}, code {page.GetProperty("code").GetString()}");
        });
}
