using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>
/// Journey (a) over HTTP: a contract with two parties at two venues, each before a notary of its own, and one document that both parties, both
/// notaries and the organisation sign.
/// </summary>
internal sealed class DemoNotarised(DemoWorld world, DemoJournal journal)
{
    private readonly DemoParty _seller = new(world, world.People.Citizen, "p1", "party-a");
    private readonly DemoParty _buyer = new(world, world.People.Impostor, "p2", "party-b");
    private readonly DemoNotary _lead = new(world, NotarisedPractice.Lead, NotarisedPractice.LeadName, world.Practice.LeadKeys);
    private readonly DemoNotary _venue = new(world, NotarisedPractice.AtVenue, NotarisedPractice.VenueName, world.Practice.VenueKeys);

    private string _case = string.Empty;
    private byte[] _draft = [];
    private byte[] _result = [];

    /// <summary>Files that the journey leaves in the demo's folder.</summary>
    public const string ResultFile = "notarised-contract.pdf", DraftFile = "notarised-draft.pdf", PhotoFile = "notarised-signing-photo.jpg", PrintFile = "notarised-signing-photo.pdf";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _draft = NotarisedDraft.Compose(_seller.Person, _buyer.Person, TimeProvider.System.GetUtcNow());
        InputFiles.Write(world.FileOf(DraftFile), _draft);
        // Each part needs the one before it; the steps so far say what failed.
        foreach (Func<CancellationToken, Task> part in new Func<CancellationToken, Task>[] { PrepareAsync, SessionAsync, FinishAsync })
        {
            if (journal.Steps.All(step => step.AsExpected))
            {
                await part(cancellationToken);
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("(a) A will is asked for online", "refused 422", async () =>
        {
            await OpenAsync("will", NotarisedPractice.FreeAsset, cancellationToken);
            return ("taken in", "a will must be made before the notary");
        });
        await journal.StepAsync("(a) The prevention list has a notice about the land", "stopped", async () =>
        {
            string stopped = await OpenAsync("land-transfer", NotarisedPractice.FrozenAsset, cancellationToken);
            await AssignAsync(stopped, cancellationToken);
            JsonElement answer = await _lead.ActAsync(stopped, "check-prevention", new { }, cancellationToken);
            return (answer.GetProperty("state").GetString()!, answer.GetProperty("stopReason").GetString() ?? string.Empty);
        });
        await journal.StepAsync("(a) Two parties ask for a notarised contract; a notary leads; nothing stands against it", "prevention-cleared", async () =>
        {
            _case = await OpenAsync("land-transfer", NotarisedPractice.FreeAsset, cancellationToken);
            await AssignAsync(_case, cancellationToken);
            return (State(await _lead.ActAsync(_case, "check-prevention", new { }, cancellationToken)), $"case {_case}");
        });
        await journal.StepAsync("(a) Both parties agree to the draft; a session is asked for before the fee is paid", "refused 409", async () =>
        {
            JsonElement shared = await _lead.UploadAsync(_case, "share-draft", _draft, "application/pdf", cancellationToken);
            foreach (DemoParty party in new[] { _seller, _buyer })
            {
                await party.EnterAsync(_case, cancellationToken);
                await party.ConsentAsync(_case, cancellationToken);
                await party.Session.PostAsync($"/v1/cases/{_case}/actions/agree-to-draft", new { documentSha256 = Hash(shared) }, cancellationToken);
            }

            return await DemoOffice.RefusalAsync(() => ScheduleAsync(cancellationToken));
        });
        await journal.StepAsync("(a) The fee by the value is asked for and paid; two venues, a notary at each", "session-scheduled", async () =>
        {
            long amount = await DemoOffice.PayAsync(await world.SignInOfficerAsync(cancellationToken), _case, "BL-DEMO-2", cancellationToken);
            return (State(await ScheduleAsync(cancellationToken)), $"{amount} VND for 2500000000 VND; the lead is one of the notaries");
        });
    }

    private Task<JsonElement> ScheduleAsync(CancellationToken cancellationToken)
    {
        object[] venues =
        [
            new { servicePoint = NotarisedPractice.LeadRoom, notary = _lead.Account, participants = new[] { _seller.Id } },
            new { servicePoint = NotarisedPractice.VenueRoom, notary = _venue.Account, participants = new[] { _buyer.Id } },
        ];
        return _lead.ActAsync(_case, "schedule-session", new { at = TimeProvider.System.GetUtcNow().AddMinutes(1), venues }, cancellationToken);
    }

    private async Task SessionAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("(a) The session opens on the final text with its number", "awaiting-identity", async () =>
        {
            await _lead.ActAsync(_case, "reserve-number", new { }, cancellationToken);
            return (State(await _lead.ActAsync(_case, "open-session", new { readAloudTo = new[] { _buyer.Id } }, cancellationToken)), "statement, number and code are under the signatures");
        });
        await journal.StepAsync("(a) Both parties prove who they are by chip and camera", "passed passed", async () =>
        {
            VerificationResult[] proven = await Task.WhenAll(_seller.ProveAsync(_case, 71, cancellationToken), _buyer.ProveAsync(_case, 81, cancellationToken));
            return (string.Join(' ', proven.Select(result => result.Result)), string.Join("; ", proven.Select(result => result.Camera)));
        });
        await journal.StepAsync("(a) A party signs before the notary recorded papers, capacity and reading", "refused 409", async () =>
            (await _seller.SignAsync(_case, await CurrentHashAsync(cancellationToken), cancellationToken), "signed too early"));
        await journal.StepAsync("(a) At each venue: papers, capacity, reading, signature, signing photo", "participants-signed", async () =>
        {
            await SignAtVenueAsync(_lead, _seller, "Self", cancellationToken);
            return (await SignAtVenueAsync(_venue, _buyer, "ReadAloud", cancellationToken), "the photo is kept byte by byte");
        });
        await journal.StepAsync("(a) The session is closed and both venues hand in their recordings", "nothing missing", async () =>
        {
            await _lead.ActAsync(_case, "close-session", new { }, cancellationToken);
            await RecordAsync(cancellationToken);
            JsonElement session = await _lead.GetAsync($"/v1/cases/{_case}/session", cancellationToken);
            string[] missing = [.. session.GetProperty("missing").EnumerateArray().Select(m => m.GetString()!)];
            return (missing.Length == 0 ? "nothing missing" : string.Join(", ", missing), "no gap above the limit of the procedure");
        });
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("(a) The lead approves; the notary at the venue signs, then the lead", "countersigned", async () =>
        {
            await _lead.ApproveAsync(_case, [_seller.VerificationId, _buyer.VerificationId], cancellationToken);
            await _venue.CountersignAsync(_case, cancellationToken);
            return (await _lead.CountersignAsync(_case, cancellationToken), "two notaries on one document, each with an own key");
        });
        await journal.StepAsync("(a) The organisation seals; timestamp; the contract is filed", "filed", async () =>
        {
            JsonElement stored = await world.Seal.PostAsync($"/v1/cases/{_case}/seal", new { }, cancellationToken);
            _result = await world.Portal.GetBytesAsync($"/v1/results/{stored.GetProperty("resultId").GetString()}", cancellationToken);
            InputFiles.Write(world.FileOf(ResultFile), _result);
            return ("filed", $"{ResultFile}, code {stored.GetProperty("code").GetString()}");
        });
        await journal.StepAsync("(a) The notary at the venue prints the photo of the signing; the print is recorded", "A4", async () =>
        {
            InputFiles.Write(world.FileOf(PrintFile), await _venue.GetBytesAsync($"/v1/cases/{_case}/participants/{_buyer.Id}/signing-photo.pdf", cancellationToken));
            return ("A4", PrintFile);
        });
        await journal.StepAsync("(a) Anyone checks the notarised contract", "TOTAL_PASSED", async () =>
        {
            JsonElement check = await world.Anyone.PostBytesAsync("/v1/checks", _result, "application/pdf", cancellationToken);
            IEnumerable<string?> fields = check.GetProperty("report").GetProperty("signatures").EnumerateArray().Select(s => s.GetProperty("field").GetString());
            return (check.GetProperty("indication").GetString()!, string.Join(", ", fields));
        });
    }

    private async Task<string> OpenAsync(string transaction, string asset, CancellationToken cancellationToken)
    {
        JsonElement opened = await world.Portal.PostAsync(
            "/v1/cases",
            new { procedure = "notarised-contract", title = "Hợp đồng chuyển nhượng quyền sử dụng đất (bản thử nghiệm)", participants = new[] { _seller.Declared, _buyer.Declared } },
            cancellationToken);
        string id = opened.GetProperty("id").GetString()!;
        await DossierSteps.FillAsync(
            world.Portal, id,
            new Dictionary<string, string>
            {
                ["transaction"] = transaction, ["asset"] = asset, ["full-name"] = _seller.Person.FullName, ["personal-number"] = _seller.Person.PersonalNumber,
                ["residence"] = "Số 1 Đường Thử Nghiệm, Tỉnh Mẫu", ["value-vnd"] = "2500000000",
            },
            cancellationToken);
        await DossierSteps.AddPaperAsync(world.Portal, id, "draft", _draft, cancellationToken);
        await DossierSteps.SubmitAsync(world.Portal, id, cancellationToken);
        return id;
    }

    private async Task AssignAsync(string caseId, CancellationToken cancellationToken)
    {
        ApiClient officer = await world.SignInOfficerAsync(cancellationToken);
        await DossierSteps.AcceptAsync(officer, caseId, cancellationToken);
        await officer.PostAsync($"/v1/cases/{caseId}/actions/assign-lead", new { lead = _lead.Account }, cancellationToken);
    }

    private async Task<string> SignAtVenueAsync(DemoNotary notary, DemoParty party, string way, CancellationToken cancellationToken)
    {
        await (party == _seller
            ? notary.UploadAsync(_case, $"record-papers-shown?participant={party.Id}&need=land-certificate", _draft, "application/pdf", cancellationToken)
            : notary.ActAsync(_case, $"record-papers-shown?participant={party.Id}", new { }, cancellationToken));
        await notary.ActAsync(_case, "confirm-capacity", new { participant = party.Id }, cancellationToken);
        string hash = await CurrentHashAsync(cancellationToken);
        await notary.ActAsync(_case, "record-reading", new { participant = party.Id, way, documentSha256 = hash }, cancellationToken);
        string state = await party.SignAsync(_case, hash, cancellationToken);
        byte[] photo = SigningPicture.Of(party.Person, world.People.Officer, cancellationToken);
        InputFiles.Write(world.FileOf(PhotoFile), photo);
        await notary.UploadAsync(_case, $"take-signing-photo?signer={party.Id}", photo, "image/jpeg", cancellationToken);
        return state;
    }

    /// <summary>The first venue hands its file in, the second the hash of a file that stays with the organisation.</summary>
    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        JsonElement session = await _lead.GetAsync($"/v1/cases/{_case}/session", cancellationToken);
        string span = $"from={Written(session, "openedAt")}&until={Written(session, "closedAt")}";
        await _lead.UploadAsync(_case, $"add-recording?venue=v1&{span}", _seller.Film, "video/x-motion-jpeg", cancellationToken);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(_buyer.Film));
        await _venue.ActAsync(_case, $"add-recording?venue=v2&{span}", new { sha256, reference = "kho-ghi-hinh/diem-cau-2.mjpeg" }, cancellationToken);
    }

    private async Task<string> CurrentHashAsync(CancellationToken cancellationToken) =>
        (await _lead.GetAsync($"/v1/cases/{_case}", cancellationToken)).GetProperty("document").GetProperty("sha256").GetString()!;

    private static string Written(JsonElement session, string name) =>
        Uri.EscapeDataString(session.GetProperty(name).GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture));

    private static string State(JsonElement answer) => answer.GetProperty("state").GetString()!;

    private static string Hash(JsonElement answer) => answer.GetProperty("documentSha256").GetString()!;
}
