using System.Net.Http.Json;
using System.Text.Json;
using RemoteVerify.Server.Tests.Webhooks;

namespace RemoteVerify.Server.Tests;

/// <summary>Endpoints and events over HTTP, with a receiver that verifies as the standard's own library does.</summary>
[Collection(OneService.Name)]
public class WebhookTests(RunningService service)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task Events_OfACase_ReachAReceiverThatVerifiesWithTheNpmPackage()
    {
        Caller portal = await service.AsAsync("portal");

        // The receiver needs the secret and the endpoint the receiver's address, so the address is set afterwards.
        JsonElement made = (await portal.PostAsync("/v1/webhook-endpoints", new { address = "http://127.0.0.1:1/", events = new[] { "case.*", "verification.*" }, paused = true })).Expect(201).Json;
        Guid id = made.GetProperty("id").GetGuid();
        await using NodeReceiver receiver = await NodeReceiver.StartAsync(made.GetProperty("secret").GetString()!);
        (await PatchAsync(portal, id, new { address = receiver.Address, paused = false })).Expect(200);

        Journey journey = await new Journey(service).StartAsync();
        JsonElement[] got = await receiver.WaitAsync(events => events.Count(e => CaseOf(e) == journey.Case) >= 3, Patience);
        Assert.All(got, e => Assert.True(e.GetProperty("verified").GetBoolean(), e.ToString()));
        JsonElement[] own = [.. got.Where(e => CaseOf(e) == journey.Case)];
        Assert.Equal(["case.opened", "case.status_changed", "case.submitted"], own.Select(e => e.GetProperty("event").GetProperty("type").GetString()).Order());
        foreach (JsonElement e in own)
        {
            JsonElement shown = (await portal.GetAsync($"/v1/events/{e.GetProperty("id").GetGuid()}")).Expect(200).Json;
            Assert.Equal(e.GetProperty("event").GetProperty("timestamp").GetDateTimeOffset(), shown.GetProperty("timestamp").GetDateTimeOffset());
        }

        // A ping; a replay with the same id; a rotation under which the receiver's former secret still verifies.
        (await portal.PostAsync($"/v1/webhook-endpoints/{id}/ping")).Expect(202);
        Guid first = own[0].GetProperty("id").GetGuid();
        (await portal.PostAsync($"/v1/events/{first}/replay", new { endpointId = id })).Expect(202);
        JsonElement rotated = (await portal.PostAsync($"/v1/webhook-endpoints/{id}/secret")).Expect(200).Json;
        Assert.NotEqual(made.GetProperty("secret").GetString(), rotated.GetProperty("secret").GetString());
        Assert.Single(rotated.GetProperty("formerSecretsEndAt").EnumerateArray());
        (await portal.PostAsync($"/v1/webhook-endpoints/{id}/ping")).Expect(202);
        got = await receiver.WaitAsync(events => events.Count(IsPing) >= 2 && events.Count(e => e.GetProperty("id").GetGuid() == first) >= 2, Patience);
        Assert.All(got, e => Assert.True(e.GetProperty("verified").GetBoolean(), e.ToString()));

        JsonElement delivered = (await portal.GetAsync($"/v1/webhook-endpoints/{id}/deliveries?state=delivered&limit=1")).Expect(200).Json;
        JsonElement entry = Assert.Single(delivered.GetProperty("items").EnumerateArray());
        JsonElement one = (await portal.GetAsync($"/v1/webhook-endpoints/{id}/deliveries/{entry.GetProperty("id").GetGuid()}")).Expect(200).Json;
        Assert.Equal((204, "delivered"), (one.GetProperty("tries")[0].GetProperty("status").GetInt32(), one.GetProperty("tries")[0].GetProperty("outcome").GetString()));
        Assert.NotEqual(entry.GetProperty("id").GetGuid(), (await portal.GetAsync($"/v1/webhook-endpoints/{id}/deliveries?cursor={delivered.GetProperty("next").GetString()}")).Expect(200).Json.GetProperty("items")[0].GetProperty("id").GetGuid());
        (await portal.SendAsync(HttpMethod.Delete, $"/v1/webhook-endpoints/{id}", null)).Expect(204);
        (await portal.GetAsync($"/v1/webhook-endpoints/{id}")).ExpectProblem(404, "webhook.not-found");
        Assert.DoesNotContain("whsec_", service.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_MadeReadChanged_TellsItsSecretOnceAndKeepsVersions()
    {
        Caller portal = await service.AsAsync("portal");
        Answer made = (await portal.PostAsync("/v1/webhook-endpoints", new { address = "https://portal.vn/hooks", events = new[] { "result.issued" }, description = " Cổng " })).Expect(201);
        Guid id = made.Json.GetProperty("id").GetGuid();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", made.Json.GetProperty("secret").GetString());
        Assert.Equal(["v1"], made.Json.GetProperty("signatures").EnumerateArray().Select(s => s.GetString()));
        Answer read = (await portal.GetAsync($"/v1/webhook-endpoints/{id}")).Expect(200);
        Assert.Equal(JsonValueKind.Null, read.Json.GetProperty("secret").ValueKind);
        Assert.Equal(("active", "Cổng", "\"1\""), (read.Json.GetProperty("state").GetString(), read.Json.GetProperty("description").GetString(), read.Headers["ETag"]));
        Assert.Contains((await portal.GetAsync("/v1/webhook-endpoints")).Expect(200).Json.GetProperty("items").EnumerateArray(), e => e.GetProperty("id").GetGuid() == id);

        (await PatchAsync(portal, id, new { paused = true }, "\"1\"")).Expect(200);
        (await PatchAsync(portal, id, new { paused = false }, "\"1\"")).ExpectProblem(412, "webhook.changed-meanwhile");
        (await portal.PostAsync($"/v1/webhook-endpoints/{id}/ping")).ExpectProblem(409, "webhook.not-active");
        (await portal.PostAsync($"/v1/webhook-endpoints/{id}/replay", new { since = DateTimeOffset.UnixEpoch })).ExpectProblem(409, "webhook.not-active");
        Answer refused = (await PatchAsync(portal, id, new { address = "https://10.0.0.1/", events = new[] { "No" } })).ExpectProblem(422, "webhook.invalid");
        Assert.Equal(["address.not-public", "events"], refused.Json.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        (await portal.SendAsync(HttpMethod.Delete, $"/v1/webhook-endpoints/{id}", null)).Expect(204);
    }

    [Fact]
    public async Task Events_InTheList_AreReadOnAndOnlyThoseOfTheOwnCases()
    {
        Caller portal = await service.AsAsync("portal");
        Journey journey = await new Journey(service).OpenAsync();
        JsonElement page = (await portal.GetAsync($"/v1/events?caseId={journey.Case}&limit=1")).Expect(200).Json;
        Assert.Equal("case.opened", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("type").GetString());
        JsonElement next = (await portal.GetAsync($"/v1/events?caseId={journey.Case}&cursor={page.GetProperty("next").GetString()}")).Expect(200).Json;
        Assert.Equal(["case.status_changed", "case.submitted"], next.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("type").GetString()).Order(StringComparer.Ordinal));
        string end = next.GetProperty("next").GetString()!;
        JsonElement empty = (await portal.GetAsync($"/v1/events?caseId={journey.Case}&cursor={end}")).Expect(200).Json;
        Assert.Equal((0, end), (empty.GetProperty("items").GetArrayLength(), empty.GetProperty("next").GetString()));
        (await portal.GetAsync("/v1/events?cursor=x")).ExpectProblem(422, "event.query-malformed");

        Guid seen = page.GetProperty("items")[0].GetProperty("id").GetGuid();
        Assert.Single((await (await service.AsAsync("officer")).GetAsync($"/v1/events?caseId={journey.Case}&type=case.opened")).Expect(200).Json.GetProperty("items").EnumerateArray());
        foreach (string stranger in new[] { "portal-2", "officer-2" })
        {
            Caller other = await service.AsAsync(stranger);
            Assert.Equal(0, (await other.GetAsync($"/v1/events?caseId={journey.Case}")).Expect(200).Json.GetProperty("items").GetArrayLength());
            (await other.GetAsync($"/v1/events/{seen}")).ExpectProblem(404, "event.not-found");
        }

        (await (await service.AsAsync("portal-2")).PostAsync($"/v1/events/{seen}/replay")).ExpectProblem(404, "event.not-found");
        (await (await service.AsAsync("officer")).PostAsync("/v1/webhook-endpoints", new { address = "https://portal.vn/" })).ExpectProblem(403, "actor.not-permitted");
    }

    /// <summary>After an outage: what was given up or never queued is sent again, what was delivered is not.</summary>
    [Fact]
    public async Task Replay_OfATime_SendsWhatIsMissing()
    {
        Caller portal = await service.AsAsync("portal-2");
        DateTimeOffset since = TimeProvider.System.GetUtcNow();
        Guid known = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();

        // Who registers while an event still waits in the outbox is sent it anyway.
        await StoredState.SettleAsync(service.Parts.Storage);
        await using Receiver receiver = new();
        Guid id = (await portal.PostAsync("/v1/webhook-endpoints", new { address = receiver.Address })).Expect(201).Json.GetProperty("id").GetGuid();
        JsonElement replayed = (await portal.PostAsync($"/v1/webhook-endpoints/{id}/replay", new { since })).Expect(202).Json;
        Assert.True(replayed.GetProperty("queued").GetInt32() >= 1);
        Assert.Equal(JsonValueKind.Null, replayed.GetProperty("next").ValueKind);
        await UntilAsync(() => receiver.Requests.Any(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data").GetProperty("caseId").GetGuid() == known));
        await UntilAsync(async () => (await portal.GetAsync($"/v1/webhook-endpoints/{id}")).Json.GetProperty("waiting").GetInt32() == 0);
        Assert.Equal(0, (await portal.PostAsync($"/v1/webhook-endpoints/{id}/replay", new { since })).Expect(202).Json.GetProperty("queued").GetInt32());
        Assert.True((await portal.PostAsync($"/v1/webhook-endpoints/{id}/replay", new { since, all = true })).Expect(202).Json.GetProperty("queued").GetInt32() >= 1);
        (await portal.PostAsync($"/v1/webhook-endpoints/{id}/replay", new { all = true })).ExpectProblem(422, "event.query-malformed");
        (await portal.SendAsync(HttpMethod.Delete, $"/v1/webhook-endpoints/{id}", null)).Expect(204);
    }

    private static bool IsPing(JsonElement e) => e.GetProperty("event").GetProperty("type").GetString() == "webhook.ping";

    private static Guid? CaseOf(JsonElement e) => e.GetProperty("event").GetProperty("data").TryGetProperty("caseId", out JsonElement id) ? id.GetGuid() : null;

    private static Task<Answer> PatchAsync(Caller caller, Guid id, object body, string? version = null) => caller.SendAsync(
        HttpMethod.Patch, $"/v1/webhook-endpoints/{id}", JsonContent.Create(body), version is null ? [] : [("If-Match", version)]);

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
