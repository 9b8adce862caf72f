namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class JourneyTests(RunningService service)
{
    [Fact]
    public async Task WholeCase_OverHttp_EndsInAResultThatAnyoneCanCheck()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Caller seal = await service.AsAsync("seal");
        Answer closed = (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200);
        string code = closed.Json.GetProperty("code").GetString()!;
        Guid result = closed.Json.GetProperty("resultId").GetGuid();

        Answer looked = (await service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200);
        Assert.Equal("TOTAL_PASSED", looked.Json.GetProperty("indication").GetString());
        Assert.Equal(3, looked.Json.GetProperty("report").GetProperty("signatures").GetArrayLength());

        Caller portal = await service.AsAsync("portal");
        byte[] pdf = (await portal.GetAsync($"/v1/results/{result}")).Expect(200).Body;
        Answer check = (await service.Anyone.BytesAsync("/v1/checks", pdf, "application/pdf")).Expect(200);
        Assert.Equal("TOTAL_PASSED", check.Json.GetProperty("indication").GetString());
        Assert.Equal(looked.Json.GetProperty("issued").GetProperty("sha256").GetString(), check.Json.GetProperty("issued").GetProperty("sha256").GetString());

        // One flipped byte of the signed text is no longer what was issued.
        pdf[200] ^= 1;
        Answer forged = (await service.Anyone.BytesAsync("/v1/checks", pdf, "application/pdf")).Expect(200);
        Assert.NotEqual("TOTAL_PASSED", forged.Json.GetProperty("indication").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, forged.Json.GetProperty("issued").ValueKind);

        // Sealed once is sealed.
        (await seal.PostAsync($"/v1/cases/{journey.Case}/seal")).ExpectProblem(409, "case.action-not-allowed");
    }
}
