using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class IdempotencyTests(RunningService service)
{
    [Fact]
    public async Task Post_RepeatedWithItsKey_ActsOnceAndAnswersTheSame()
    {
        Caller portal = await service.AsAsync("portal");
        string key = Key();
        Answer first = (await OpenAsync(portal, key, Journey.OpenBody())).Expect(201);
        Answer again = (await OpenAsync(portal, key, Journey.OpenBody())).Expect(201);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
        Assert.Equal(first.Headers["ETag"], again.Headers["ETag"]);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);

        // A quoted key is the same key (a Structured Header string).
        Assert.Equal(first.Body, (await OpenAsync(portal, $"\"{key}\"", Journey.OpenBody())).Expect(201).Body);
        Assert.NotEqual(first.Body, (await OpenAsync(portal, Key(), Journey.OpenBody())).Expect(201).Body);
    }

    [Fact]
    public async Task Key_WithAnotherRequest_IsRefused()
    {
        Caller portal = await service.AsAsync("portal");
        string key = Key();
        (await OpenAsync(portal, key, Journey.OpenBody())).Expect(201);
        (await OpenAsync(portal, key, Journey.OpenBody(number: "001199000051"))).ExpectProblem(422, "idempotency-key.reused");
        Journey journey = await new Journey(service).OpenAsync();
        (await portal.SendAsync(HttpMethod.Post, $"/v1/cases/{journey.Case}/participants/p1/invitation", null, (Header, key))).ExpectProblem(422, "idempotency-key.reused");
    }

    [Fact]
    public async Task Key_OfAnotherClient_IsAnotherKey()
    {
        string key = Key();
        Answer first = (await OpenAsync(await service.AsAsync("portal"), key, Journey.OpenBody())).Expect(201);
        Answer second = (await OpenAsync(await service.AsAsync("portal-2"), key, Journey.OpenBody())).Expect(201);
        Assert.NotEqual(first.Json.GetProperty("id").GetGuid(), second.Json.GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    public async Task Key_Malformed_IsRefused(string key) =>
        (await OpenAsync(await service.AsAsync("portal"), key, Journey.OpenBody())).ExpectProblem(400, "idempotency-key.malformed");

    [Fact]
    public async Task Key_WithoutAToken_MustBeHardToGuess()
    {
        (await service.Anyone.SendAsync(HttpMethod.Post, "/v1/sessions", JsonContent.Create(new { ticket = "x" }), (Header, "1"))).ExpectProblem(400, "idempotency-key.malformed");

        // A citizen whose line broke gets the session of the one-time link again with the same key, and nobody does without it.
        Journey journey = await new Journey(service).OpenAsync();
        string ticket = (await (await service.AsAsync("portal")).PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        string key = Key();
        Answer first = await EnterAsync(ticket, key);
        Assert.Equal(first.Expect(201).Body, (await EnterAsync(ticket, key)).Expect(201).Body);
        Assert.True((await EnterAsync(ticket, Key())).Status is >= 400 and < 500);
    }

    [Fact]
    public async Task Refusal_RepeatedWithItsKey_IsTheSameRefusal()
    {
        Caller portal = await service.AsAsync("portal");
        string key = Key();
        Answer first = (await OpenAsync(portal, key, Journey.OpenBody(number: "12"))).ExpectProblem(422, "participant.invalid");
        Answer again = (await OpenAsync(portal, key, Journey.OpenBody(number: "12"))).ExpectProblem(422, "participant.invalid");
        Assert.Equal(first.Body, again.Body);

        // What no act answered is a problem document at the repetition too.
        key = Key();
        for (int i = 0; i < 2; i++)
        {
            ByteArrayContent broken = new("{\""u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            (await portal.SendAsync(HttpMethod.Post, "/v1/cases", broken, (Header, key))).ExpectProblem(400, "request.malformed");
        }
    }

    [Fact]
    public async Task Post_SentByManyAtOnceWithOneKey_ActsOnce()
    {
        Caller portal = await service.AsAsync("portal");
        string key = Key();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(portal, key, Journey.OpenBody())));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.NotEmpty(a.ExpectProblem(409, "idempotency-key.in-progress").Headers["Retry-After"]));
        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Json.GetProperty("id").GetGuid()).Distinct());
        Answer last = (await OpenAsync(portal, key, Journey.OpenBody())).Expect(201);
        Assert.Equal(answers.First(a => a.Status == 201).Body, last.Body);
    }

    [Fact]
    public async Task Upload_RepeatedWithItsKey_IsComparedByItsBytes()
    {
        Caller portal = await service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        string key = Key();
        Answer first = (await AttachAsync(Journey.Contract)).Expect(201);
        Assert.Equal(first.Body, (await AttachAsync(Journey.Contract)).Expect(201).Body);
        byte[] other = [.. Journey.Contract];
        other[^1] ^= 1;
        (await AttachAsync(other)).ExpectProblem(422, "idempotency-key.reused");

        Task<Answer> AttachAsync(byte[] pdf) => portal.SendAsync(
            HttpMethod.Post, $"/v1/cases/{id}/document", new ByteArrayContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, (Header, key));
    }

    [Fact]
    public async Task Request_ThatActedBeforeACrash_IsNotCarriedOutAgain()
    {
        string key = Key();
        byte[] tag = service.Parts.Storage.Answers.TagOf("Portal\n" + RunningService.Tenant + "\nportal\n", key);
        var begun = (KeyState.Begun)await service.Parts.Storage.Answers.BeginAsync(tag, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), CancellationToken.None);
        using (RequestMark.Begin(tag, begun.Lease, () => null))
        {
            await using IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None);
            unit.UsedOnce.Add("test", key, TimeProvider.System.GetUtcNow());
            unit.Audit.Append(new AuditEntry(
                new TenantId(RunningService.Tenant), null, TimeProvider.System.GetUtcNow(), ActorRole.Portal, "portal", "case.open", "done", new Dictionary<string, string>()));
            Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        }

        Caller portal = await service.AsAsync("portal");
        Answer lost = (await OpenAsync(portal, key, Journey.OpenBody())).ExpectProblem(409, "idempotency-key.answer-lost");
        JsonElement act = Assert.Single(lost.Json.GetProperty("acts").EnumerateArray());
        Assert.Equal("case.open", act.GetProperty("act").GetString());
        Assert.Equal("done", act.GetProperty("result").GetString());
    }

    private const string Header = "Idempotency-Key";

    private static string Key() => Guid.NewGuid().ToString();

    private static Task<Answer> OpenAsync(Caller caller, string key, object body) => caller.SendAsync(HttpMethod.Post, "/v1/cases", JsonContent.Create(body), (Header, key));

    private Task<Answer> EnterAsync(string ticket, string key) => service.Anyone.SendAsync(HttpMethod.Post, "/v1/sessions", JsonContent.Create(new { ticket }), (Header, key));
}
