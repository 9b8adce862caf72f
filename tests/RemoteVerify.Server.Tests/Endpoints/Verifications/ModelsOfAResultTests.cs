using System.Text.Json;

namespace RemoteVerify.Server.Tests;

/// <summary>Every result says which networks judged: their set, its grade, each file by hash, and where the thresholds come from.</summary>
[Collection(OneService.Name)]
public class ModelsOfAResultTests(RunningService service)
{
    [Fact]
    public async Task Read_BeforeACapture_NamesNoModels()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        Assert.Equal(JsonValueKind.Null, (await portal.GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json.GetProperty("models").ValueKind);
    }

    [Fact]
    public async Task ReadAndEvidence_AfterACapture_NameSetGradeThresholdsAndHashes()
    {
        Journey journey = await new Journey(service).ProveAsync();
        Caller portal = await service.AsAsync("portal"), officer = await service.AsAsync("officer");
        JsonElement result = (await portal.GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json.GetProperty("models");
        JsonElement evidence = (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200).Json.GetProperty("captures")[0].GetProperty("models");
        foreach (JsonElement models in new[] { result, evidence })
        {
            Assert.Equal(["demo", "demo", "manifest"], new[] { "set", "grade", "thresholds" }.Select(name => models.GetProperty(name).GetString()));
            JsonElement file = Assert.Single(models.GetProperty("files").EnumerateArray().ToArray());
            Assert.Equal("recogniser", file.GetProperty("name").GetString());
            Assert.Matches("^[0-9a-f]{64}$", file.GetProperty("sha256").GetString());
        }
    }
}
