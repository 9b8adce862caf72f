using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RemoteVerify.Server.Tests;

/// <summary>A citizen without e-mail and without a telephone: a printed slip, the public page, the counter, the result in the hand.</summary>
[Collection(OneService.Name)]
public sealed partial class NoPhoneTests(RunningService service)
{
    [SkippableFact]
    public async Task Citizen_WithNeitherMailNorPhone_LearnsTheOutcomeAndPicksUpTheResult()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Caller officer = await service.AsAsync("officer");
        byte[] slip = (await officer.PostAsync($"/v1/cases/{journey.Case}/participants/p1/outcome-slip")).Expect(200).Body;
        string text = await TextAsync(slip);
        string code = Codes().Match(text).Value;
        Assert.NotEqual("", code);
        Assert.DoesNotContain(Journey.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Name, text, StringComparison.Ordinal);
        Assert.Contains("BẢN THỬ NGHIỆM", text, StringComparison.Ordinal);

        (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200);
        JsonElement open = await ToBeToldAsync(officer, journey.Case, "result.issued");
        Assert.Equal("counter", open.GetProperty("channel").GetString());
        Assert.DoesNotContain(Journey.Name, open.GetRawText(), StringComparison.Ordinal);

        // The code alone opens nothing, nor does a wrong number; both together do, typed as people type.
        (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = "" })).ExpectProblem(404, "outcome.not-found");
        (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = "001199000001" })).ExpectProblem(404, "outcome.not-found");
        JsonElement told = (await service.Anyone.PostAsync("/v1/outcomes", new { code = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), personalNumber = Journey.Number })).Expect(200).Json;
        Assert.Equal("Completed", told.GetProperty("status").GetString());
        Assert.True(told.GetProperty("hasResult").GetBoolean());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("caseId").ValueKind);
        Assert.DoesNotContain(Journey.Name, told.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("told", (await NotificationAsync(officer, open.GetProperty("id").GetGuid(), journey.Case)).GetProperty("state").GetString());

        // At the counter the officer goes on from the code, prints, and hands over.
        Guid found = (await officer.PostAsync("/v1/outcomes", new { code, personalNumber = Journey.Number })).Expect(200).Json.GetProperty("caseId").GetGuid();
        Assert.Equal(journey.Case, found);
        (await officer.PostAsync($"/v1/cases/{found}/actions/deliver", new { way = "AtServicePoint" })).Expect(200);
        Assert.Equal("ResultDelivered", (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = Journey.Number })).Expect(200).Json.GetProperty("status").GetString());
    }

    [SkippableFact]
    public async Task PublicPage_WithCodeAndNumber_ShowsTheStateWithoutAName()
    {
        Journey journey = await new Journey(service).OpenAsync();
        string code = Codes().Match(await TextAsync((await (await service.AsAsync("officer")).PostAsync($"/v1/cases/{journey.Case}/participants/p1/outcome-slip")).Expect(200).Body)).Value;
        using HttpClient browser = new(new LoopbackCookies(new SocketsHttpHandler { UseCookies = false })) { BaseAddress = service.Address };
        string form = await browser.GetStringAsync(new Uri("/outcome", UriKind.Relative));
        string token = Verification().Match(form).Groups[1].Value;
        async Task<(HttpStatusCode Status, string Page)> SendAsync(string number)
        {
            using FormUrlEncodedContent fields = new(new Dictionary<string, string> { ["code"] = code, ["number"] = number, ["__RequestVerificationToken"] = token });
            using HttpResponseMessage answer = await browser.PostAsync(new Uri("/outcome", UriKind.Relative), fields);
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("001199000001")).Status);
        (HttpStatusCode status, string page) = await SendAsync(Journey.Number);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Mới đăng ký", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Name, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Code_AfterFiveWrongNumbers_IsLocked_AndALaterSlipReplacesIt()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller officer = await service.AsAsync("officer");
        string code = Codes().Match(await TextAsync((await officer.PostAsync($"/v1/cases/{journey.Case}/participants/p1/outcome-slip")).Expect(200).Body)).Value;
        for (int i = 0; i < 5; i++)
        {
            (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = $"00119900000{i}"[..12].Replace("001199000000", "001199000009", StringComparison.Ordinal) })).ExpectProblem(404, "outcome.not-found");
        }

        (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = Journey.Number })).ExpectProblem(429, "outcome.locked");
        string later = Codes().Match(await TextAsync((await officer.PostAsync($"/v1/cases/{journey.Case}/participants/p1/outcome-slip")).Expect(200).Body)).Value;
        (await service.Anyone.PostAsync("/v1/outcomes", new { code, personalNumber = Journey.Number })).ExpectProblem(404, "outcome.not-found");
        (await service.Anyone.PostAsync("/v1/outcomes", new { code = later, personalNumber = Journey.Number })).Expect(200);
    }

    [Fact]
    public async Task Help_GivesATicketOfStepAndCode_AndNothingOfThePerson()
    {
        Journey journey = await (await new Journey(service).StartAsync()).EnterAsync();
        Answer given = (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/help", new { errorCode = "capture.tries-used-up" })).Expect(201);
        Assert.Equal("awaiting-identity", given.Json.GetProperty("step").GetString());
        Assert.DoesNotContain(Journey.Name, given.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, given.Text, StringComparison.Ordinal);
        string ticket = given.Json.GetProperty("ticket").GetString()!;
        Answer read = (await (await service.AsAsync("officer")).GetAsync($"/v1/help/{ticket.ToLowerInvariant()}")).Expect(200);
        Assert.Equal("capture.tries-used-up", read.Json.GetProperty("errorCode").GetString());
        Assert.Equal(journey.Case, read.Json.GetProperty("caseId").GetGuid());
        (await (await service.AsAsync("officer-2")).GetAsync($"/v1/help/{ticket}")).ExpectProblem(404, "help.not-found");
        (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/help", new { errorCode = "Tôi là Nguyễn Thị An" })).ExpectProblem(422, "help.code-invalid");
    }

    private static async Task<JsonElement> ToBeToldAsync(Caller officer, Guid id, string type)
    {
        // The event leaves the outbox within seconds.
        for (int tries = 0; tries < 300; tries++)
        {
            JsonElement[] open = [.. (await officer.GetAsync("/v1/notifications?state=toBeTold&limit=200")).Expect(200).Json.EnumerateArray()
                .Where(one => one.GetProperty("caseId").GetGuid() == id && one.GetProperty("event").GetString() == type)];
            if (open.Length > 0)
            {
                return open[0];
            }

            await Task.Delay(100);
        }

        throw new Xunit.Sdk.XunitException($"nobody is to be told of {type}");
    }

    private static async Task<JsonElement> NotificationAsync(Caller officer, Guid notification, Guid id) =>
        (await officer.GetAsync($"/v1/cases/{id}/notifications")).Expect(200).Json.EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == notification);

    private static async Task<string> TextAsync(byte[] pdf)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            return await NodeProgram.RunAsync("pdftotext", ["-enc", "UTF-8", file, "-"], new Dictionary<string, string>());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "pdftotext (poppler-utils) is not installed.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Codes();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Verification();
}
