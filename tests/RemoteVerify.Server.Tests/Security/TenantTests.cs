namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class TenantTests(RunningService service)
{
    [Fact]
    public async Task AnotherTenant_AskingForCasesVerificationsAndResults_FindsNothing()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        Guid result = (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200).Json.GetProperty("resultId").GetGuid();
        Caller portal = await service.AsAsync("portal-2");
        Caller officer = await service.AsAsync("officer-2");
        Answer[] answers =
        [
            await portal.GetAsync($"/v1/cases/{journey.Case}"),
            await portal.GetAsync($"/v1/cases/{journey.Case}/document"),
            await portal.BytesAsync($"/v1/cases/{journey.Case}/document", Journey.Contract, "application/pdf"),
            await portal.PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation"),
            await portal.PostAsync("/v1/verifications", new { caseId = journey.Case, participant = "p1" }),
            await portal.GetAsync($"/v1/verifications/{journey.Verification}"),
            await portal.GetAsync($"/v1/results/{result}"),
            await officer.GetAsync($"/v1/cases/{journey.Case}"),
            await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence"),
            await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence.pdf"),
            await officer.PostAsync($"/v1/verifications/{journey.Verification}/decision", new { accept = true, reason = "seems right to me" }),
            await officer.PostAsync($"/v1/cases/{journey.Case}/approval"),
            await officer.GetAsync($"/v1/results/{result}"),
        ];
        Assert.All(answers, answer => answer.ExpectProblem(404));
        Assert.DoesNotContain(journey.Case.ToString(), (await portal.GetAsync("/v1/cases")).Expect(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(journey.Case.ToString(), (await officer.GetAsync("/v1/cases")).Expect(200).Text, StringComparison.Ordinal);

        // The own tenant does find them.
        (await (await service.AsAsync("portal")).GetAsync($"/v1/results/{result}")).Expect(200);
    }
}
