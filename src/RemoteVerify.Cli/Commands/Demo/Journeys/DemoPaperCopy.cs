using System.Text.Json;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>Journey (b): a certified electronic copy of a made-up diploma, from the presented original to the sealed copy, over HTTP only.</summary>
internal sealed class DemoPaperCopy(DemoWorld world, DemoJournal journal)
{
    private static readonly string[] Grounds = ["altered", "damaged", "secret", "unlawful", "not-legalised", "self-made"];

    private string _case = string.Empty;
    private ApiClient _officer = world.Anyone;
    private byte[] _scan = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("(b) A case for a certified copy is opened, filled in, handed in and accepted", "accepted", () => AcceptAsync(cancellationToken));
        await journal.StepAsync("(b) The portal sends its own file as the scan", "refused 403", () => DemoOffice.RefusalAsync(() => TakeScanAsync(world.Portal, _scan, cancellationToken)));
        await journal.StepAsync("(b) The original is presented; a page of text instead of a scan", "refused 422", () => PresentAsync(cancellationToken));
        await journal.StepAsync("(b) The officer's scan is measured and compared with the original", "original-compared", () => CompareAsync(cancellationToken));
        await journal.StepAsync("(b) The copy is asked for before the fee is paid", "refused 409", () => DemoOffice.RefusalAsync(() => ComposeAsync(cancellationToken)));
        await journal.StepAsync("(b) Fee, number, certifying statement, officer's signature, seal, timestamp", "TOTAL_PASSED", () => IssueAsync(cancellationToken));
    }

    private async Task<(string Actual, string Detail)> AcceptAsync(CancellationToken cancellationToken)
    {
        CastMember person = world.People.Citizen;
        _officer = await world.SignInOfficerAsync(cancellationToken);
        _scan = DemoDiploma.Scan(person.FullName, TimeProvider.System.GetUtcNow());
        InputFiles.Write(world.FileOf("b-scan.pdf"), _scan);
        JsonElement opened = await world.Portal.PostAsync(
            "/v1/cases",
            new
            {
                procedure = "certified-copy-paper",
                participants = new[] { new { fullName = person.FullName, personalNumber = person.PersonalNumber, role = "applicant", kind = "Applicant" } },
            },
            cancellationToken);
        _case = opened.GetProperty("id").GetString()!;
        object[] fields =
        [
            new { name = "full-name", value = person.FullName }, new { name = "personal-number", value = person.PersonalNumber },
            new { name = "document-name", value = DemoDiploma.Title }, new { name = "copies", value = "2" },
        ];
        await world.Portal.PostAsync($"/v1/cases/{_case}/fields", new { fields }, cancellationToken);
        await DemoOffice.ActAsync(world.Portal, _case, "submit", new { }, cancellationToken);
        JsonElement accepted = await DemoOffice.ActAsync(_officer, _case, "accept", new { }, cancellationToken);
        return (accepted.GetProperty("state").GetString()!, $"case {_case}");
    }

    private async Task<(string Actual, string Detail)> PresentAsync(CancellationToken cancellationToken)
    {
        JsonElement points = await _officer.GetAsync("/v1/service-points", cancellationToken);
        await DemoOffice.ActAsync(
            _officer, _case, "present-original", new { servicePoint = points[0].GetProperty("id").GetString(), title = DemoDiploma.Title }, cancellationToken);
        byte[] noScan = DemoContract.Compose(world.People.Citizen, TimeProvider.System.GetUtcNow());
        return await DemoOffice.RefusalAsync(() => TakeScanAsync(_officer, noScan, cancellationToken));
    }

    private async Task<(string Actual, string Detail)> CompareAsync(CancellationToken cancellationToken)
    {
        JsonElement scan = (await TakeScanAsync(_officer, _scan, cancellationToken)).GetProperty("scan");
        JsonElement compared = await DemoOffice.ActAsync(_officer, _case, "compare-original", new { answers = Grounds.ToDictionary(id => id, _ => true) }, cancellationToken);
        return (compared.GetProperty("state").GetString()!,
            $"{scan.GetProperty("pages").GetInt32()} page, PDF {scan.GetProperty("pdfVersion").GetString()}, {scan.GetProperty("lowestDotsPerInch").GetDouble():0} dpi, colour");
    }

    private async Task<(string Actual, string Detail)> IssueAsync(CancellationToken cancellationToken)
    {
        long amount = await DemoOffice.PayAsync(_officer, _case, "BL-DEMO-1", cancellationToken);
        await DemoOffice.ActAsync(_officer, _case, "reserve-number", new { }, cancellationToken);
        JsonElement prepared = await ComposeAsync(cancellationToken);
        DemoOffice office = new(world, _officer);
        JsonElement stored = await office.FinishAsync(_case, "b-certified-copy.pdf", cancellationToken);
        JsonElement check = await office.CheckAsync(stored.GetProperty("code").GetString()!, cancellationToken);
        return (check.GetProperty("indication").GetString()!, $"number {prepared.GetProperty("number").GetString()}, fee {amount} VND, code {stored.GetProperty("code").GetString()}");
    }

    private Task<JsonElement> ComposeAsync(CancellationToken cancellationToken) =>
        DemoOffice.ActAsync(_officer, _case, "compose-paper-copy", new { decidedBy = "officer" }, cancellationToken);

    private Task<JsonElement> TakeScanAsync(ApiClient caller, byte[] pdf, CancellationToken cancellationToken) =>
        caller.PostBytesAsync($"/v1/cases/{_case}/actions/take-scan", pdf, "application/pdf", cancellationToken);
}
