using System.Net.Http.Json;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class ConditionTests(RunningService service)
{
    [Fact]
    public async Task Case_ReadAgainUnchanged_IsNotSentAgain()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller portal = await service.AsAsync("portal");
        foreach (string path in new[] { $"/v1/cases/{journey.Case}", $"/v1/cases/{journey.Case}/dossier", $"/v1/cases/{journey.Case}/document" })
        {
            string tag = (await portal.GetAsync(path)).Expect(200).Headers["ETag"];
            Assert.DoesNotContain("W/", tag, StringComparison.Ordinal);
            Answer known = (await portal.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", $"\"x\", {tag}"))).Expect(304);
            Assert.Empty(known.Body);
            Assert.Equal(tag, known.Headers["ETag"]);
            (await portal.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"x\""))).Expect(200);
        }
    }

    [Fact]
    public async Task Case_WhoseVerificationWentOn_IsSentAgainThoughItsVersionStayed()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        Answer before = (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200);
        using (var chip = journey.Chip())
        {
            (await journey.SubmitAsync(portal, chip)).Expect(200);
        }

        Answer after = (await portal.SendAsync(HttpMethod.Get, $"/v1/cases/{journey.Case}", null, ("If-None-Match", before.Headers["ETag"]))).Expect(200);
        Assert.NotEqual(before.Headers["ETag"], after.Headers["ETag"]);
    }

    [Fact]
    public async Task Act_WithTheTagOfAnOldCase_IsRefused()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller portal = await service.AsAsync("portal");
        string path = $"/v1/cases/{journey.Case}";
        string old = (await portal.GetAsync(path)).Headers["ETag"];
        (await WriteAsync(old)).Expect(201);
        (await WriteAsync(old)).ExpectProblem(412, "case.changed-meanwhile");
        string present = (await portal.GetAsync(path)).Headers["ETag"];
        foreach (string foreign in new[] { "W/" + present, "\"other\"", "nonsense", $"{present}, \"1\"" })
        {
            (await WriteAsync(foreign)).ExpectProblem(412, "case.changed-meanwhile");
        }

        (await portal.SendAsync(HttpMethod.Post, $"{path}/participants/p1/invitation", null, ("If-Match", old))).ExpectProblem(412, "case.changed-meanwhile");
        (await WriteAsync(present)).Expect(201);
        (await WriteAsync("*")).Expect(201);

        Task<Answer> WriteAsync(string tag) => portal.SendAsync(HttpMethod.Post, $"{path}/messages", JsonContent.Create(new { text = "Xin hỏi." }), ("If-Match", tag));
    }

    [Fact]
    public async Task Verification_DecidedWithAnOldTag_IsRefused()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        string path = $"/v1/verifications/{journey.Verification}";
        string old = (await portal.GetAsync(path)).Expect(200).Headers["ETag"];
        (await portal.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", old))).Expect(304);
        using (var chip = journey.Chip())
        {
            (await journey.SubmitAsync(portal, chip)).Expect(200);
        }

        Caller officer = await service.AsAsync("officer");
        (await officer.SendAsync(HttpMethod.Post, $"{path}/decision", JsonContent.Create(new { accept = true, reason = "x" }), ("If-Match", old))).ExpectProblem(412, "verification.changed-meanwhile");
        (await officer.SendAsync(HttpMethod.Post, $"{path}/decision", JsonContent.Create(new { accept = true, reason = "x" }))).ExpectProblem(409);
    }
}
