using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class ProcedureTests(RunningService service)
{
    [Fact]
    public async Task List_OfDelivered_SaysLevelAndThatEachIsATrial()
    {
        JsonElement list = (await service.Anyone.GetAsync("/v1/procedures")).Expect(200).Json;

        Dictionary<string, JsonElement> byCode = list.EnumerateArray().ToDictionary(p => p.GetProperty("code").GetString()!);
        Assert.Equal(("Partial", "Một phần"), Level(byCode["certified-copy-paper"]));
        Assert.Equal(("Full", "Toàn trình"), Level(byCode["marital-certificate"]));
        Assert.Equal("NotarisedContract", byCode["notarised-contract"].GetProperty("journey").GetString());
        Assert.All(byCode.Values, p => Assert.True(p.GetProperty("isTest").GetBoolean() && p.GetProperty("isOffered").GetBoolean()));
    }

    [Fact]
    public async Task Read_OfOne_NamesVisitsWithReasonPapersFeesAndTime()
    {
        JsonElement procedure = (await service.Anyone.GetAsync("/v1/procedures/certified-copy-paper")).Expect(200).Json;

        JsonElement visit = Assert.Single(procedure.GetProperty("remainingVisits").EnumerateArray().ToArray());
        Assert.Equal("AtOffice", visit.GetProperty("where").GetString());
        Assert.Contains("Nghị định 45/2020", visit.GetProperty("legalReason").GetString(), StringComparison.Ordinal);
        JsonElement[] papers = [.. procedure.GetProperty("papers").EnumerateArray()];
        Assert.Equal(["OfficerScan", "Lookup"], papers.Select(p => p.GetProperty("source").GetString()));
        Assert.Equal("population", papers[1].GetProperty("provider").GetString());
        Assert.Equal(200_000, procedure.GetProperty("fees").GetProperty("lines")[0].GetProperty("maximumVnd").GetInt64());
        Assert.Equal("15:00:00", procedure.GetProperty("timeLimit").GetProperty("cutOff").GetString());
        Assert.Equal("Unverified", procedure.GetProperty("review").GetProperty("status").GetString());
        Assert.Contains(procedure.GetProperty("source").EnumerateArray(), s => s.GetProperty("certainty").GetString() == "Memory");
    }

    [Fact]
    public async Task Read_OfWhatIsNotThere_IsAProblem()
    {
        (await service.Anyone.GetAsync("/v1/procedures/divorce")).ExpectProblem(404, "procedure.not-found");
        (await service.Anyone.GetAsync("/v1/procedures/marital-certificate?on=2020-01-01")).ExpectProblem(422, "procedure.not-in-force");
        (await service.Anyone.GetAsync("/v1/procedures?on=yesterday")).ExpectProblem(400, "request.malformed");
    }

    /// <summary>What is imported beside the running service is there with the next request, from its first day on.</summary>
    [Fact]
    public async Task Import_BesideTheRunningService_CountsWithoutARestart()
    {
        DeliveredFile delivered = DeliveredFile.All.Single(f => f.Name == "remote-contract-test.procedure.json");
        JsonObject members = JsonNode.Parse(delivered.Content.Span)!.AsObject();
        members["code"] = "imported-beside";
        members["effectiveFrom"] = "2030-06-01";
        (await service.Anyone.GetAsync("/v1/procedures/imported-beside")).ExpectProblem(404, "procedure.not-found");

        Outcome<IReadOnlyList<CheckedFile>> done = await service.Services.GetRequiredService<ImportProcedures>().DoAsync(
            Actor.Service(new TenantId("operator")), "test", [DataFile.Read("f", Encoding.UTF8.GetBytes(members.ToJsonString()))], production: false, CancellationToken.None);

        Assert.True(done.IsDone, done.Refusal?.ToString());
        (await service.Anyone.GetAsync("/v1/procedures/imported-beside")).ExpectProblem(422, "procedure.not-in-force");
        Assert.Equal("2026-11", (await service.Anyone.GetAsync("/v1/procedures/imported-beside?on=2030-06-01")).Expect(200).Json.GetProperty("version").GetString());
    }

    private static (string?, string?) Level(JsonElement procedure) => (procedure.GetProperty("level").GetString(), procedure.GetProperty("levelVi").GetString());
}
