using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Server.Tests;

/// <summary>The repository over HTTP: records, look-ups, links, shares, digitising.</summary>
[Collection(OneService.Name)]
public class RepositoryTests(RunningService service)
{
    [Fact]
    public async Task Result_FromTheSealToTheShare_IsFoundSharedAndRevoked()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        JsonElement closed = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json;
        Guid result = closed.GetProperty("resultId").GetGuid();
        Caller portal = await service.AsAsync("portal"), officer = await service.AsAsync("officer");

        JsonElement record = (await portal.GetAsync($"/v1/results/{result}/record")).Expect(200).Json;
        Assert.Equal(("valid", "remote-contract-test"), (record.GetProperty("state").GetString(), record.GetProperty("type").GetString()));
        Answer pdf = (await portal.GetAsync($"/v1/results/{result}")).Expect(200);
        Assert.Equal("valid", pdf.Headers["X-Result-State"]);

        // Asked before any re-issue.
        (await officer.GetAsync($"/v1/results?owner={Journey.Number}&type=remote-contract-test")).ExpectProblem(422, "purpose.required");
        JsonElement found = (await officer.PostAsync("/v1/results/look-ups", new { owner = Journey.Number, type = "remote-contract-test", purpose = "intake", reason = "Hồ sơ mới" })).Expect(201).Json;
        Assert.True(found.GetProperty("validExists").GetBoolean());
        Assert.Contains(found.GetProperty("results").EnumerateArray(), r => r.GetProperty("id").GetGuid() == result);
        Assert.Contains((await portal.GetAsync($"/v1/results?owner={Journey.Number}")).Expect(200).Json.GetProperty("results").EnumerateArray(), r => r.GetProperty("id").GetGuid() == result);
        Assert.Empty((await (await service.AsAsync("portal-2")).GetAsync($"/v1/results?owner={Journey.Number}")).Expect(200).Json.GetProperty("results").EnumerateArray());

        // The person's own store and a share for a portal of another agency.
        Assert.Contains((await journey.Citizen.GetAsync("/v1/me/results")).Expect(200).Json.EnumerateArray(), r => r.GetProperty("id").GetGuid() == result);
        string text = (await service.Anyone.GetAsync("/v1/consent-texts")).Expect(200).Json[0].GetProperty("name").GetString()!;
        object body = new { recipientTenant = RunningService.OtherTenant, recipientClient = "portal-2", results = new[] { result }, content = "File", purpose = "Mở tài khoản", expiresAt = TimeProvider.System.GetUtcNow().AddDays(1), consentText = text, agreed = true };
        Guid share = (await journey.Citizen.PostAsync("/v1/me/shares", body)).Expect(201).Json.GetProperty("id").GetGuid();
        Caller bank = await service.AsAsync("portal-2");
        JsonElement shown = (await bank.PostAsync($"/v1/shares/{share}/uses")).Expect(200).Json.GetProperty("results")[0];
        Assert.Equal("N*** T** H*** T***", shown.GetProperty("owner").GetString());
        Uri address = new(shown.GetProperty("download").GetProperty("address").GetString()!);
        Answer download = (await service.Anyone.GetAsync(address.AbsolutePath)).Expect(200);
        Assert.Equal(pdf.Body, download.Body);
        Assert.Equal(("no-store", "no-referrer"), (download.Headers["Cache-Control"], download.Headers["Referrer-Policy"]));
        Assert.StartsWith("attachment", download.Headers["Content-Disposition"], StringComparison.Ordinal);
        (await service.Anyone.GetAsync(address.AbsolutePath)).ExpectProblem(410, "download.used");
        (await officer.PostAsync($"/v1/shares/{share}/uses")).ExpectProblem(404, "share.not-found");
        (await journey.Citizen.PostAsync($"/v1/me/shares/{share}/revocation")).Expect(200);
        (await bank.PostAsync($"/v1/shares/{share}/uses")).ExpectProblem(410, "share.revoked");
        Assert.Equal(1, (await journey.Citizen.GetAsync("/v1/me/shares")).Expect(200).Json.EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == share).GetProperty("uses").GetArrayLength());

        // Declared invalid: the public check and the headers say so.
        (await portal.PostAsync($"/v1/results/{result}/revocation", new { reason = "thử" })).ExpectProblem(403, "actor.not-permitted");
        (await officer.PostAsync($"/v1/results/{result}/revocation", new { reason = "Giấy tờ giả" })).Expect(200);
        Answer check = (await service.Anyone.GetAsync($"/v1/checks/{closed.GetProperty("code").GetString()}")).Expect(200);
        Assert.Equal("revoked", check.Json.GetProperty("issued").GetProperty("state").GetString());
        Assert.Equal("revoked", (await portal.GetAsync($"/v1/results/{result}")).Expect(200).Headers["X-Result-State"]);
        (await portal.PostAsync("/v1/certified-copies", new { resultId = result })).ExpectProblem(422, "original.not-valid");
        string page = System.Net.WebUtility.HtmlDecode((await service.Anyone.GetAsync($"/check/{closed.GetProperty("code").GetString()}")).Expect(200).Text);
        Assert.Contains("Đã bị thu hồi", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Đã bị thu hồi", StringComparison.Ordinal) < page.IndexOf("Chữ ký 1/3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_OfASealedResult_NamesKindAndRootBeforeTheWordValid()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        string code = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
        JsonElement check = (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200).Json;

        Assert.Equal("3 chữ ký thử nghiệm, không có giá trị pháp lý, gốc tin cậy RemoteVerify Development Root CA: hợp lệ.", check.GetProperty("conclusion").GetProperty("vi").GetString());
        Assert.All(check.GetProperty("signatures").EnumerateArray(), s => Assert.Equal("development", s.GetProperty("kind").GetString()));
        JsonElement issued = check.GetProperty("issued");
        Assert.Equal(("valid", "N*** T** H*** T***"), (issued.GetProperty("state").GetString(), issued.GetProperty("owners")[0].GetString()));
        string page = System.Net.WebUtility.HtmlDecode((await service.Anyone.GetAsync($"/check/{code}")).Expect(200).Text);
        Assert.Contains("Chữ ký thử nghiệm, không có giá trị pháp lý (gốc tin cậy RemoteVerify Development Root CA): hợp lệ", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RelatedAct_OverHttp_IsShownWithTheResultAndFirst()
    {
        async Task<(Guid Id, string Code)> SealedAsync()
        {
            Journey journey = await new Journey(service).CountersignAsync();
            JsonElement closed = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json;
            return (closed.GetProperty("resultId").GetGuid(), closed.GetProperty("code").GetString()!);
        }

        (Guid result, string code) = await SealedAsync();
        (Guid page, _) = await SealedAsync();
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/results/{result}/related-acts", new { document = page, kind = "Erasure" })).ExpectProblem(400);
        (await officer.PostAsync($"/v1/results/{result}/related-acts", new { document = page })).ExpectProblem(422, "related-act.kind");
        (await officer.PostAsync($"/v1/results/{result}/related-acts", new { document = page, kind = "Cancellation" })).Expect(201);
        JsonElement issued = (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200).Json.GetProperty("issued");
        Assert.Equal(("cancelled", "Cancellation"), (issued.GetProperty("state").GetString(), issued.GetProperty("relatedActs")[0].GetProperty("kind").GetString()));
        Answer pdf = (await officer.GetAsync($"/v1/results/{result}")).Expect(200);
        Assert.Equal("cancelled", pdf.Headers["X-Result-State"]);
        Assert.Contains($"/v1/results/{page}", pdf.Headers["Link"], StringComparison.Ordinal);
        string shown = System.Net.WebUtility.HtmlDecode((await service.Anyone.GetAsync($"/check/{code}")).Expect(200).Text);
        Assert.True(shown.IndexOf("Đã bị hủy bỏ", StringComparison.Ordinal) < shown.IndexOf("hợp lệ", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task RelatedAct_DirectRoad_FromTheResultToItsSealedPage()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Caller seal = await service.AsAsync("seal");
        Caller officer = await service.AsAsync("officer");
        JsonElement closed = (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json;
        Guid result = closed.GetProperty("resultId").GetGuid();
        string road = $"/v1/results/{result}/related-act-cases";
        object correction = new
        {
            kind = "Correction", reason = "Lỗi đánh máy", legalBasis = "Luật Công chứng số 46/2024/QH15", changes = new[] { new { where = "Trang 1", was = "số 3", becomes = "số 8" } },
        };
        (await officer.PostAsync(road, new { })).ExpectProblem(422, "related-act.kind");
        (await officer.PostAsync(road, new { kind = "Correction" })).ExpectProblem(422, "related-act.incomplete");
        (await (await service.AsAsync("portal")).PostAsync(road, correction)).ExpectProblem(403, "actor.not-permitted");

        JsonElement begun = (await officer.PostAsync(road, correction)).Expect(201).Json;
        Guid id = begun.GetProperty("caseId").GetGuid();
        Assert.Equal(result, (await officer.GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("relatedAct").GetProperty("result").GetGuid());
        (await officer.PostAsync($"/v1/cases/{id}/approval")).ExpectProblem(409, "case.action-not-allowed");
        Assert.Equal("paper-prepared", (await officer.PostAsync($"/v1/cases/{id}/actions/compose-related-act", new { decidedBy = "officer" })).Expect(200).Json.GetProperty("state").GetString());
        (await officer.GetAsync($"/v1/cases/{id}/document")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/approval")).Expect(200);
        await Journey.SignAsOfficerAsync(officer, id);
        JsonElement page = (await seal.PostAsync($"/v1/cases/{id}/seal")).Expect(200).Json;

        JsonElement issued = (await service.Anyone.GetAsync($"/v1/checks/{closed.GetProperty("code").GetString()}")).Expect(200).Json.GetProperty("issued");
        Assert.Equal(("valid", "Correction"), (issued.GetProperty("state").GetString(), issued.GetProperty("relatedActs")[0].GetProperty("kind").GetString()));
        string code = page.GetProperty("code").GetString()!;
        Assert.Equal(issued.GetProperty("sha256").GetString(), (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200).Json.GetProperty("issued").GetProperty("about").GetProperty("sha256").GetString());
        string shown = System.Net.WebUtility.HtmlDecode((await service.Anyone.GetAsync($"/check/{code}")).Expect(200).Text);
        Assert.Contains("Phải đọc cùng văn bản sau.", shown, StringComparison.Ordinal);
        Uri link = new((await officer.PostAsync($"/v1/results/{result}/links")).Expect(201).Json.GetProperty("address").GetString()!);
        Answer download = (await service.Anyone.GetAsync(link.PathAndQuery)).Expect(200);
        Assert.Contains($"/check/{issued.GetProperty("relatedActs")[0].GetProperty("code").GetString()}", download.Headers["Link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonCode_OverHttp_LeadsToAShareForWhoScannedIt()
    {
        Journey journey = await new Journey(service).ProveAsync();
        Caller bank = await service.AsAsync("portal-2");
        string token = (await journey.Citizen.PostAsync("/v1/me/code")).Expect(201).Json.GetProperty("token").GetString()!;
        object question = new { token, types = new[] { "remote-contract-test" }, content = "Existence", purpose = "Mở tài khoản" };
        Guid request = (await bank.PostAsync("/v1/person-codes", question)).Expect(201).Json.GetProperty("id").GetGuid();
        (await bank.PostAsync("/v1/person-codes", question)).ExpectProblem(410, "person-code.used");
        Assert.Equal(request, (await journey.Citizen.GetAsync("/v1/me/share-requests")).Expect(200).Json.EnumerateArray().Single(r => r.GetProperty("id").GetGuid() == request).GetProperty("id").GetGuid());
        (await journey.Citizen.PostAsync($"/v1/me/share-requests/{request}/answer", new { })).ExpectProblem(422, "share.invalid");
        object share = new { types = new[] { "remote-contract-test" }, content = "Existence", purpose = "Mở tài khoản", expiresAt = TimeProvider.System.GetUtcNow().AddMinutes(10), consentText = "share-result/2026-11", agreed = true };
        (await journey.Citizen.PostAsync($"/v1/me/share-requests/{request}/answer", new { share })).Expect(200);
        JsonElement asked = (await bank.GetAsync($"/v1/share-requests/{request}")).Expect(200).Json;
        Assert.Equal("given", asked.GetProperty("state").GetString());
        (await bank.PostAsync($"/v1/shares/{asked.GetProperty("share").GetGuid()}/uses")).Expect(200);
    }

    [Fact]
    public async Task Import_OverHttp_IsPendingViewedConfirmedAndChecked()
    {
        Caller officer = await service.AsAsync("officer");
        object manifest = new
        {
            place = "Hà Nội",
            lines = new[] { new { file = "giay.pdf", type = "marital-certificate", title = "Giấy xác nhận", number = "5/XN", ownerName = "Lê Thị Số Hóa", ownerNumber = "001199000077", issuedOn = "2020-01-02" } },
        };
        MultipartFormDataContent form = new()
        {
            { new StringContent(JsonSerializer.Serialize(manifest), Encoding.UTF8, "application/json"), "manifest" },
            { new ByteArrayContent(Journey.Contract) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", "giay.pdf" },
        };
        Guid import = (await officer.SendAsync(HttpMethod.Post, "/v1/results/imports", form)).Expect(201).Json[0].GetProperty("id").GetGuid();
        (await officer.PostAsync("/v1/results/imports/confirmations", new { ids = new[] { import } })).ExpectProblem(409, "import.not-viewed");
        Assert.Equal(Journey.Contract, (await officer.GetAsync($"/v1/results/imports/{import}/file")).Expect(200).Body);
        JsonElement confirmed = (await officer.PostAsync("/v1/results/imports/confirmations", new { ids = new[] { import } })).Expect(200).Json[0];
        JsonElement check = (await service.Anyone.GetAsync($"/v1/checks/{confirmed.GetProperty("code").GetString()}")).Expect(200).Json;
        Assert.Equal(("TOTAL_PASSED", "Digitised"), (check.GetProperty("indication").GetString(), check.GetProperty("issued").GetProperty("provenance").GetString()));
        (await (await service.AsAsync("officer-2")).GetAsync($"/v1/results/imports/{import}/file")).ExpectProblem(404, "import.not-found");
        (await (await service.AsAsync("portal")).GetAsync("/v1/results/imports")).ExpectProblem(403, "actor.not-permitted");
        Assert.Contains((await officer.GetAsync("/v1/results/imports?state=confirmed")).Expect(200).Json.EnumerateArray(), i => i.GetProperty("id").GetGuid() == import);
    }

    [Fact]
    public async Task Codes_GuessedTooOften_AreSlowedDownForTheMinute()
    {
        await using RunningServiceLease other = await RunningServiceLease.StartAsync(new() { ["Service:MaximumCodeMisses"] = "3" });
        for (int i = 0; i < 3; i++)
        {
            (await other.Service.Anyone.GetAsync($"/v1/checks/{Cases.Results.VerificationCode.New().Plain}")).ExpectProblem(404, "verification-code.unknown");
        }

        Answer slowed = (await other.Service.Anyone.GetAsync($"/v1/checks/{Cases.Results.VerificationCode.New().Plain}")).ExpectProblem(429, "request.too-many");
        Assert.InRange(int.Parse(slowed.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(429, (await other.Service.Anyone.GetAsync("/check/AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA")).Status);
    }

    /// <summary>A service of its own for one test.</summary>
    private sealed class RunningServiceLease(RunningService service) : IAsyncDisposable
    {
        public RunningService Service => service;

        public static async Task<RunningServiceLease> StartAsync(Dictionary<string, string?> settings)
        {
            RunningService service = new();
            foreach ((string name, string? value) in settings)
            {
                service.Settings[name] = value;
            }

            await service.InitializeAsync();
            return new RunningServiceLease(service);
        }

        public ValueTask DisposeAsync() => new(service.DisposeAsync());
    }
}
