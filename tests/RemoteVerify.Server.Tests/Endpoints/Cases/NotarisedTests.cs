using System.Text.Json;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests;

/// <summary>The notarised contract over HTTP, with a prevention list at the other end of a real line.</summary>
[Collection(OneService.Name)]
public class NotarisedTests(RunningService service)
{
    [Fact]
    public async Task Contract_TwoVenuesOverHttp_EndsInOneDocumentOfEverybody()
    {
        NotarisedJourney journey = await new NotarisedJourney(service).OpenAsync();
        Caller lead = await service.AsAsync(NotarisedJourney.Lead);
        Caller second = await service.AsAsync(NotarisedJourney.Second);

        // The notary at the other venue is not the notary of this person, and nobody signs before the venue's notary recorded what comes first.
        (await second.PostAsync($"{journey.Actions}/confirm-capacity", new { participant = "p1" })).ExpectProblem(403, "actor.not-assigned");
        string hash = (await lead.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("document").GetProperty("sha256").GetString()!;
        Answer early = (await journey.Citizens["p1"].PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash })).ExpectProblem(409, "session.not-complete");
        Assert.Equal(["papers-shown:p1", "capacity:p1", "reading:p1"], Reasons(early));

        await journey.SignAsync("p1");
        Assert.Equal(
            ["papers-shown:p2", "capacity:p2", "reading:p2", "signature:p2", "signing-photo:p2"],
            Reasons((await lead.PostAsync($"{journey.Actions}/close-session")).ExpectProblem(409, "session.not-complete")));
        await journey.SignAsync("p2");
        (await lead.PostAsync($"{journey.Actions}/close-session")).Expect(200);
        await journey.RecordAsync();
        Assert.Empty((await lead.GetAsync($"/v1/cases/{journey.Case}/session")).Expect(200).Json.GetProperty("missing").EnumerateArray());

        foreach (JsonElement verification in (await lead.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("verifications").EnumerateArray())
        {
            (await lead.GetAsync($"/v1/verifications/{verification.GetProperty("id").GetGuid()}/evidence")).Expect(200);
        }

        // The print of a photo: for the two notaries, and nobody of another venue.
        string print = $"/v1/cases/{journey.Case}/participants/p1/signing-photo.pdf";
        Assert.Equal("application/pdf", (await lead.GetAsync(print)).Expect(200).Headers["Content-Type"]);
        (await second.GetAsync(print)).ExpectProblem(403, "actor.not-assigned");
        (await (await service.AsAsync("portal")).GetAsync(print)).ExpectProblem(403, "actor.not-permitted");
        (await lead.GetAsync(print.Replace("/p1/", "/p9/", StringComparison.Ordinal))).ExpectProblem(404, "signing-photo.not-found");

        (await lead.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);
        await journey.CountersignAsync(NotarisedJourney.Second);
        await journey.CountersignAsync(NotarisedJourney.Lead);
        string code = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;

        Answer looked = (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200);
        Assert.Equal("TOTAL_PASSED", looked.Json.GetProperty("indication").GetString());
        Assert.Equal(5, looked.Json.GetProperty("report").GetProperty("signatures").GetArrayLength());
    }

    [Fact]
    public async Task CheckPrevention_TroubleOnTheLine_ChangesNothingUntilTheListAnswers()
    {
        NotarisedJourney journey = await new NotarisedJourney(service).AssignAsync();
        Caller lead = await service.AsAsync(NotarisedJourney.Lead);
        try
        {
            foreach (LineTrouble trouble in new[] { LineTrouble.Silence, LineTrouble.Unavailable, LineTrouble.Nonsense })
            {
                service.Prevention.Trouble = trouble;
                (await lead.PostAsync($"{journey.Actions}/check-prevention")).ExpectProblem(503, "prevention.not-available");
                Assert.Equal("lead-assigned", (await lead.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("state").GetString());
            }
        }
        finally
        {
            service.Prevention.Trouble = LineTrouble.None;
        }

        Assert.Equal("prevention-cleared", (await lead.PostAsync($"{journey.Actions}/check-prevention")).Expect(200).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task CheckPrevention_NoticeAboutTheAsset_StopsTheCaseWithItsReason()
    {
        NotarisedJourney journey = await new NotarisedJourney(service).AssignAsync("Thửa đất số 13, tờ bản đồ số 3");
        Caller lead = await service.AsAsync(NotarisedJourney.Lead);
        JsonElement stopped = (await lead.PostAsync($"{journey.Actions}/check-prevention")).Expect(200).Json;
        Assert.Equal("stopped", stopped.GetProperty("state").GetString());
        Assert.Contains("45/TB-THADS", stopped.GetProperty("stopReason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_MalformedOrNotAllowed_AreRefusedWithCodesAndChangeNothing()
    {
        NotarisedJourney journey = await new NotarisedJourney(service).AgreeAsync();
        Caller lead = await service.AsAsync(NotarisedJourney.Lead);
        Caller portal = await service.AsAsync("portal");
        long version = (await lead.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("version").GetInt64();

        (await portal.PostAsync($"{journey.Actions}/open-session", new { })).ExpectProblem(403, "actor.not-permitted");
        (await lead.PostAsync($"{journey.Actions}/open-session", new { })).ExpectProblem(409, "case.action-not-allowed");
        (await lead.PostAsync($"{journey.Actions}/close-session")).ExpectProblem(409, "case.action-not-allowed");
        (await lead.PostAsync($"{journey.Actions}/agree-to-draft", new { documentSha256 = new string('a', 64) })).ExpectProblem(403, "actor.not-permitted");
        (await journey.Citizens["p1"].PostAsync($"{journey.Actions}/agree-to-draft", new { documentSha256 = "short" })).ExpectProblem(422, "document.hash-malformed");
        (await lead.PostAsync($"{journey.Actions}/schedule-session", NotarisedJourney.Plan("room-7"))).ExpectProblem(422, "session.plan-invalid");
        object home = new
        {
            at = TimeProvider.System.GetUtcNow().AddHours(1),
            venues = new object[]
            {
                new { servicePoint = "mot-cua", notary = NotarisedJourney.Lead, participants = new[] { "p1" } },
                new { home = new { address = "Số 5 Ngõ Nhà", area = "Tỉnh Mẫu" }, notary = NotarisedJourney.Second, participants = new[] { "p2" } },
            },
        };
        (await lead.PostAsync($"{journey.Actions}/schedule-session", home)).ExpectProblem(422, "session.home-not-allowed");
        (await lead.BytesAsync($"{journey.Actions}/share-draft", [1, 2, 3], "text/plain")).ExpectProblem(415, "request.unsupported-media-type");
        (await lead.BytesAsync($"{journey.Actions}/take-signing-photo?signer=p1", [1], "image/png")).ExpectProblem(415, "request.unsupported-media-type");
        (await lead.GetAsync($"/v1/cases/{journey.Case}/session")).ExpectProblem(404);
        (await lead.PostAsync($"/v1/cases/{Guid.NewGuid()}/actions/check-prevention")).ExpectProblem(404, "case.not-found");
        Assert.Equal(version, (await lead.GetAsync($"/v1/cases/{journey.Case}")).Json.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task SubmitCase_AWill_IsRefusedWithTheRuleInWords()
    {
        Answer refused = (await new NotarisedJourney(service).SubmitAsync("will")).ExpectProblem(422, "transaction.excluded");
        Assert.Contains("di chúc", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Reasons(Answer refused) => refused.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
}
