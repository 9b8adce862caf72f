using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Server.Tests;

/// <summary>Figures and limits of tenants in a tree, over HTTP.</summary>
[Collection(OneAccessService.Name)]
public class MeteringTests(AccessService access)
{
    private static string Month => MeterMonth.Of(TimeProvider.System.GetUtcNow()).ToString();

    [Fact]
    public async Task Figures_OfAMonth_AreOfTheOwnTenantAndWithTheScopeOfThoseBelow()
    {
        await new Journey(access.Service).OpenAsync();
        Answer own = (await (await access.Service.AsAsync("reporter")).GetAsync($"/v1/metering?month={Month}")).Expect(200);
        Assert.Equal("text/csv", own.MediaType);
        string[] lines = own.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("tenant,parent,month,operation,done,refused", lines[0]);
        Assert.All(lines[1..], line => Assert.Matches($"^xa-mot,tinh,{Month},[a-z.-]+,[0-9]+,[0-9]+$", line));
        Assert.Contains(lines, line => line.Contains(",case.open,", StringComparison.Ordinal));

        string below = (await (await access.Service.AsAsync("province")).GetAsync($"/v1/metering?month={Month}")).Expect(200).Text;
        Assert.Contains("xa-mot,tinh,", below, StringComparison.Ordinal);
        Assert.DoesNotContain("xa-hai,", below, StringComparison.Ordinal);
        Assert.DoesNotContain("xa-mot", (await (await access.Service.AsAsync("province-own")).GetAsync($"/v1/metering?month={Month}")).Expect(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xa-mot", (await (await access.Service.AsAsync("reporter-2")).GetAsync($"/v1/metering?month={Month}")).Expect(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_ForWhoMayNotSeeThem_AreRefused()
    {
        (await (await access.Service.AsAsync("reporter")).GetAsync("/v1/metering?month=11-2026")).ExpectProblem(422, "metering.month-invalid");
        (await (await access.Service.AsAsync("reporter")).GetAsync("/v1/metering")).ExpectProblem(422, "metering.month-invalid");
        (await (await access.Service.AsAsync("portal")).GetAsync($"/v1/metering?month={Month}")).ExpectProblem(403, "actor.not-permitted");
        Answer asked = await access.Service.Anyone.FormAsync("/v1/oauth/token", new()
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "reporter", ["client_secret"] = RunningService.SecretOf("reporter"), ["scope"] = "reporting",
        });
        Assert.Equal("invalid_scope", asked.Expect(400).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Province_AboveItsCommune_SeesNoneOfItsCases()
    {
        Journey journey = await new Journey(access.Service).OpenAsync();
        foreach (string path in new[] { "/v1/cases", $"/v1/cases/{journey.Case}", $"/v1/cases/{journey.Case}/document", $"/v1/service-points" })
        {
            (await (await access.Service.AsAsync("province")).GetAsync(path)).ExpectProblem(403, "token.insufficient-scope");
        }
    }

    [Fact]
    public async Task Limit_OfATenant_EndsItsCasesForTheMonth()
    {
        Caller portal = await access.Service.AsAsync("portal-2");
        (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201);
        (await portal.PostAsync("/v1/cases", Journey.OpenBody())).ExpectProblem(429, "tenant.limit-reached");
        (await portal.GetAsync("/v1/cases")).Expect(200);
        (await (await access.Service.AsAsync("portal")).PostAsync("/v1/cases", Journey.OpenBody())).Expect(201);
    }
}
