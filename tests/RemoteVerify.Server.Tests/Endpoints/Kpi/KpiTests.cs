using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases.Figures;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class KpiTests(RunningService service)
{
    [Fact]
    public async Task Reporter_OfATenant_SeesItsOwnFiguresAsJsonAndAsTable()
    {
        await new Journey(service).ProveAsync();
        await service.Services.GetRequiredService<CountCases>().RunAsync(CancellationToken.None);
        Caller reporter = await service.AsAsync("reporter");
        JsonElement report = (await reporter.GetAsync("/v1/kpi?from=2026-01-01&until=2035-12-31")).Expect(200).Json;
        Assert.False(report.GetProperty("isPublic").GetBoolean());
        JsonElement[] lines = [.. report.GetProperty("lines").EnumerateArray()];
        Assert.All(lines, line => Assert.Equal(RunningService.Tenant, line.GetProperty("unit").GetString()));
        JsonElement all = lines.Single(line => line.GetProperty("procedure").ValueKind == JsonValueKind.Null);
        Assert.True(all.GetProperty("figures").GetProperty("started").GetInt64() >= 1);
        Assert.True(all.GetProperty("figures").GetProperty("first-capture").GetInt64() >= 1);
        Assert.Equal(4, report.GetProperty("national").GetArrayLength());
        Answer table = (await reporter.SendAsync(HttpMethod.Get, "/v1/kpi?from=2026-01-01&until=2035-12-31", null, ("Accept", "text/csv"))).Expect(200);
        Assert.Equal("text/csv", table.MediaType);
        Assert.StartsWith("from,until,unit,parent,procedure,measure,value\r\n", table.Text, StringComparison.Ordinal);
        Assert.Contains($",{RunningService.Tenant},,all,started,", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_SeesWholeMonthsThatAreOver_AndNothingSmall()
    {
        await new Journey(service).OpenAsync();
        await service.Services.GetRequiredService<CountCases>().RunAsync(CancellationToken.None);
        (await service.Anyone.GetAsync("/v1/kpi?from=2026-01-01&until=2035-12-31")).ExpectProblem(422, "kpi.period-invalid");
        (await service.Anyone.GetAsync($"/v1/kpi?month={TimeProvider.System.GetUtcNow().AddHours(7):yyyy-MM}")).ExpectProblem(422, "kpi.period-invalid");
        JsonElement report = (await service.Anyone.GetAsync("/v1/kpi?month=2025-01")).Expect(200).Json;
        Assert.True(report.GetProperty("isPublic").GetBoolean());
        Assert.Equal(0, report.GetProperty("targets").GetArrayLength());
        (await service.Anyone.GetAsync("/v1/kpi?month=2025-01&unit=nobody")).ExpectProblem(404, "kpi.unit-unknown");
    }

    [Fact]
    public async Task Reporter_OfATenant_DoesNotSeeAnother() =>
        (await (await service.AsAsync("reporter")).GetAsync($"/v1/kpi?month=2025-01&unit={RunningService.OtherTenant}")).ExpectProblem(404, "kpi.unit-unknown");

    [Fact]
    public async Task Satisfaction_OfACaseThatIsNotOver_IsNotTaken()
    {
        Journey journey = await (await new Journey(service).OpenAsync()).EnterAsync();
        JsonElement question = (await journey.Citizen.GetAsync($"/v1/cases/{journey.Case}/satisfaction")).Expect(200).Json;
        Assert.False(question.GetProperty("canAnswer").GetBoolean());
        Assert.Equal(5, question.GetProperty("answers").GetArrayLength());
        (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/satisfaction", new { score = 5 })).ExpectProblem(409, "satisfaction.not-yet");
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "not-complete", reason = "Thiếu giấy tờ." })).Expect(200);
        (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/satisfaction", new { score = 2 })).Expect(204);
        (await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/satisfaction", new { score = 5 })).ExpectProblem(409, "satisfaction.answered");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/satisfaction", new { score = 4 })).Expect(204);
    }
}
