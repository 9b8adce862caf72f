using System.Text.Json;
using RemoteVerify.Cases.Sandbox;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Tests;

/// <summary>Every named person does what the data says, over HTTP; and where no sandbox is, nobody is answered for.</summary>
[Collection(OneService.Name)]
public class SandboxTests(RunningService service)
{
    [Theory]
    [InlineData("an", "passed")]
    [InlineData("binh", "retry passed")]
    [InlineData("dung", "retry retry officer")]
    [InlineData("em", "pending pending pending")]
    [InlineData("phuc", "officer")]
    public async Task Camera_OfANamedPerson_EndsAsTheDataSays(string id, string results)
    {
        SandboxPerson person = SandboxPeople.Delivered.All.Single(p => p.Id == id);
        Journey journey = await new Journey(service).StartAsync(person.FullName, person.PersonalNumber);
        Caller portal = await service.AsAsync("portal");
        JsonElement chip = (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).Expect(200).Json;
        Assert.Equal("sandbox.simulated", chip.GetProperty("warnings")[0].GetString());
        foreach (string result in results.Split(' '))
        {
            JsonElement shown = (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/camera")).Expect(200).Json;
            Assert.Equal(result, shown.GetProperty("result").GetString());
        }
    }

    [Fact]
    public async Task PersonWhoTimesOut_LeavesTheCaptureOpen_UntilTheTriesAreUsedUp()
    {
        SandboxPerson person = SandboxPeople.Delivered.All.Single(p => p.Id == "em");
        Journey journey = await new Journey(service).StartAsync(person.FullName, person.PersonalNumber);
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).Expect(200);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("capture-running", (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/camera")).Expect(200).Json.GetProperty("state").GetString());
        }

        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/camera")).ExpectProblem(409, "capture.tries-used-up");
        Assert.Equal("officer", (await portal.GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Chip_OfThePersonWhoFailsThere_IsRefusedEachTimeAndOnRecord()
    {
        SandboxPerson person = SandboxPeople.Delivered.All.Single(p => p.Id == "cuong");
        Journey journey = await new Journey(service).StartAsync(person.FullName, person.PersonalNumber);
        Caller portal = await service.AsAsync("portal");
        for (int i = 0; i < 2; i++)
        {
            (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).ExpectProblem(422, "chip.not-genuine");
        }

        JsonElement shown = (await portal.GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json;
        Assert.Equal("awaiting-chip", shown.GetProperty("state").GetString());
        Assert.Contains("sandbox.simulated", shown.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Fact]
    public async Task Participant_WhoIsNoneOfThePeople_IsNeverAnsweredFor()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).ExpectProblem(404, "sandbox.person-unknown");
        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/camera")).ExpectProblem(404, "sandbox.person-unknown");
        Assert.Equal("awaiting-chip", (await portal.GetAsync($"/v1/verifications/{journey.Verification}")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Officer_MayNotAnswerForAPerson()
    {
        SandboxPerson person = SandboxPeople.Delivered.All[0];
        Journey journey = await new Journey(service).StartAsync(person.FullName, person.PersonalNumber);
        Caller officer = await service.AsAsync("officer");
        Assert.Equal(403, (await officer.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).Status);
    }

    [Fact]
    public async Task Evidence_OfANamedPerson_SaysThatNoChipAndNoCameraTookPart()
    {
        SandboxPerson person = SandboxPeople.Delivered.All.Single(p => p.Id == "phuc");
        Journey journey = await new Journey(service).StartAsync(person.FullName, person.PersonalNumber);
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/chip")).Expect(200);
        (await portal.PostAsync($"/v1/sandbox/verifications/{journey.Verification}/camera")).Expect(200);
        JsonElement evidence = (await (await service.AsAsync("officer")).GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200).Json;
        Assert.True(evidence.GetProperty("chipReport").GetProperty("sandbox").GetBoolean());
        JsonElement capture = evidence.GetProperty("captures")[0];
        JsonElement package = JsonDocument.Parse(capture.GetProperty("package").GetBytesFromBase64()).RootElement;
        Assert.Equal("sandbox", package.GetProperty("format").GetString());
        Assert.True(package.GetProperty("test").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, capture.GetProperty("seal").GetProperty("cms").ValueKind);
    }

    [Fact]
    public async Task Contract_ToTryWith_IsMarkedAndTaken()
    {
        Caller portal = await service.AsAsync("portal");
        byte[] contract = (await portal.GetAsync("/v1/sandbox/contract")).Expect(200).Body;
        Assert.NotNull(PdfDocument.Open(contract));
        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        (await portal.BytesAsync($"/v1/cases/{id}/document", contract, "application/pdf")).Expect(201);
    }
}
