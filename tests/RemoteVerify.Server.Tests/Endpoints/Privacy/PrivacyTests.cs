using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Endpoints.Privacy;

namespace RemoteVerify.Server.Tests;

/// <summary>Rights of data subjects, holds, records of deletion and breaches over HTTP.</summary>
[Collection(OneService.Name)]
public class PrivacyTests(RunningService service)
{
    private const string Name = "Người Hỏi Dữ Liệu";
    private const string Number = "001199000079";

    [Fact]
    public async Task Access_FromTheCitizensRequestToTheBundle_AndWhoLooked()
    {
        Journey journey = await new Journey(service).ProveAsync(Name, Number);
        Caller officer = await service.AsAsync("officer"), dpo = await service.AsAsync("dpo");
        (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        JsonElement asked = (await journey.Citizen.PostAsync("/v1/data-requests", new { kind = "Access" })).Expect(201).Json;
        string id = asked.GetProperty("id").GetString()!;
        Assert.Equal(("Open", Name, "ChipAndFace"), (asked.GetProperty("state").GetString(), asked.GetProperty("fullName").GetString(), asked.GetProperty("proof").GetString()));
        (await journey.Citizen.GetAsync($"/v1/data-requests/{id}/export")).ExpectProblem(409, "data-request.not-granted");
        (await journey.Citizen.PostAsync($"/v1/data-requests/{id}/answer", new { granted = true, reason = "Tự đồng ý" })).ExpectProblem(403, "actor.not-permitted");

        Assert.Contains((await dpo.GetAsync("/v1/data-requests?open=true")).Expect(200).Json.EnumerateArray(), request => request.GetProperty("id").GetString() == id);
        (await dpo.PostAsync($"/v1/data-requests/{id}/answer", new { granted = true })).ExpectProblem(422, "reason.required");
        Answer granted = (await dpo.PostAsync($"/v1/data-requests/{id}/answer", new { granted = true, reason = "Đúng người." })).Expect(200);
        Assert.Equal("\"2\"", granted.Headers["ETag"]);

        Answer bundle = (await journey.Citizen.GetAsync($"/v1/data-requests/{id}/export")).Expect(200);
        Assert.Equal("application/zip", bundle.MediaType);
        Assert.Equal("no-store", bundle.Headers["Cache-Control"]);
        using ZipArchive zip = new(new MemoryStream(bundle.Body));
        using JsonDocument data = JsonDocument.Parse(zip.GetEntry("data.json")!.Open());
        Assert.Equal(Number, data.RootElement.GetProperty("person").GetProperty("personalNumber").GetString());
        Assert.NotNull(zip.GetEntry("report.pdf"));

        JsonElement[] records = [.. (await journey.Citizen.GetAsync("/v1/me/records")).Expect(200).Json.EnumerateArray()];
        JsonElement look = records.First(record => record.GetProperty("act").GetString() == "evidence.view");
        Assert.Equal("view", look.GetProperty("kind").GetString());
        Assert.Equal(200, (await service.Anyone.GetAsync($"/v1/log/leaves?from={look.GetProperty("logIndex").GetInt64()}&count=1")).Status);
        Assert.DoesNotContain(records, record => record.GetRawText().Contains("Khách officer", StringComparison.Ordinal));
        (await officer.GetAsync("/v1/me/records")).ExpectProblem(403);
    }

    [Fact]
    public async Task Deletion_Granted_LeavesASignedRecordThatAnOutsiderChecks()
    {
        Journey journey = await new Journey(service).ProveAsync("Người Xin Xóa", "001199000080");
        Caller officer = await service.AsAsync("officer"), dpo = await service.AsAsync("dpo");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "incomplete", reason = "Thiếu giấy tờ" })).Expect(200);
        object person = new { personalNumber = "001199000080", fullName = "Người Xin Xóa", document = "Căn cước", compared = true };
        string id = (await officer.PostAsync("/v1/data-requests", new { kind = "Deletion", text = "Xin xóa", person })).Expect(201).Json.GetProperty("id").GetString()!;
        string held = (await dpo.PostAsync($"/v1/cases/{journey.Case}/holds", new { reason = "Khiếu nại", order = "12/CV", dataClasses = new[] { "Capture" } })).Expect(201).Json.GetProperty("id").GetString()!;

        JsonElement answer = (await dpo.PostAsync($"/v1/data-requests/{id}/answer", new { granted = true, reason = "Đồng ý" })).Expect(200).Json.GetProperty("answer");

        Dictionary<string, string> parts = answer.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("dataClass").GetString()!, p => p.GetProperty("outcome").GetString()!);
        Assert.Equal(("destroyed", "destroyed", "held", "law"), (parts["Frames"], parts["Identity"], parts["Capture"], parts["Dossier"]));
        JsonElement record = Assert.Single((await dpo.GetAsync($"/v1/cases/{journey.Case}/deletions")).Expect(200).Json.EnumerateArray().ToArray());
        string deletion = record.GetProperty("id").GetString()!;
        byte[] statement = (await officer.GetAsync($"/v1/deletions/{deletion}")).Expect(200).Body, signature = (await officer.GetAsync($"/v1/deletions/{deletion}/signature")).Expect(200).Body;
        Assert.NotNull(JsonSerializer.Deserialize<DeletionStatementResponse>(
            statement, new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true }));
        EvidenceSealVerdict verdict = EvidenceSealValidator.Judge(statement, signature, [service.Parts.Keys.Root]);
        Assert.All(verdict.Findings, finding => Assert.Equal(EvidenceFindingOutcome.Passed, finding.Outcome));
        (await (await service.AsAsync("dpo-2")).GetAsync($"/v1/deletions/{deletion}")).ExpectProblem(404, "deletion.not-found");
        (await dpo.PostAsync($"/v1/cases/{journey.Case}/holds/{held}/release", new { reason = "Xong" })).Expect(200);
        (await dpo.PostAsync($"/v1/cases/{journey.Case}/holds/{held}/release", new { reason = "Xong" })).ExpectProblem(409, "hold.ended");
    }

    [Fact]
    public async Task EarlierCases_ByAnOfficerWithAReason_AreOfTheSamePersonOnly()
    {
        Journey before = await new Journey(service).OpenAsync("Người Trùng Hồ Sơ", "001199000081"), now = await new Journey(service).OpenAsync("Người Trùng Hồ Sơ", "001199000081");
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/cases/{now.Case}/earlier-cases", new { participant = "p1" })).ExpectProblem(422, "purpose.required");

        JsonElement found = (await officer.PostAsync($"/v1/cases/{now.Case}/earlier-cases", new { participant = "p1", reason = "Nghi trùng" })).Expect(200).Json;

        Assert.True(found.GetProperty("hasDuplicate").GetBoolean());
        Assert.Equal(before.Case, Assert.Single(found.GetProperty("cases").EnumerateArray().ToArray()).GetProperty("id").GetGuid());
        (await (await service.AsAsync("dpo")).PostAsync($"/v1/cases/{now.Case}/earlier-cases", new { participant = "p1", reason = "Nghi trùng" })).ExpectProblem(403);
    }

    [Fact]
    public async Task Breach_OverHttp_TellsTheHoursThatAreLeft()
    {
        Caller dpo = await service.AsAsync("dpo");
        DateTimeOffset found = TimeProvider.System.GetUtcNow().AddHours(-80);
        JsonElement late = (await dpo.PostAsync("/v1/breaches", new { what = "Gửi nhầm giấy", foundAt = found, concerned = 3, dataClasses = new[] { "Dossier" } })).Expect(201).Json;
        Assert.True(late.GetProperty("isLate").GetBoolean());
        Assert.InRange(late.GetProperty("hoursLeft").GetInt32(), -9, -8);
        string id = late.GetProperty("id").GetString()!;
        (await dpo.PostAsync($"/v1/breaches/{id}/updates", new { notifiedAuthorityAt = TimeProvider.System.GetUtcNow() })).ExpectProblem(422, "breach.invalid");
        JsonElement told = (await dpo.PostAsync($"/v1/breaches/{id}/updates", new { notifiedAuthorityAt = TimeProvider.System.GetUtcNow().AddMinutes(-1), notificationNumber = "5/BC", measure = "Thu hồi" })).Expect(200).Json;
        Assert.Equal(JsonValueKind.Null, told.GetProperty("hoursLeft").ValueKind);
        Assert.Equal("Thu hồi", told.GetProperty("measures")[0].GetProperty("text").GetString());
        (await (await service.AsAsync("officer")).GetAsync("/v1/breaches")).ExpectProblem(403, "actor.not-permitted");
    }

    [Fact]
    public void Services_OfTheHost_HaveThePurgeWithTheDeliveredScheduleOutsideProduction()
    {
        Assert.False(service.Services.GetRequiredService<RetentionSchedule>().OnlyVerified);
        Assert.NotNull(service.Services.GetRequiredService<PurgeData>());
    }

    [Fact]
    public void AddPrivacy_WithLimitsOrAScheduleThatMakeNoSense_IsRefused()
    {
        Assert.NotNull(new PurgeLimits { MostCases = 0 }.Fault());
        Assert.NotNull(new PurgeLimits { LookAgain = TimeSpan.Zero }.Fault());
        Assert.Null(new ServiceOptions().Purge.Fault());
    }
}
