using System.Net.Http.Headers;
using System.Text;

namespace RemoteVerify.Server.Tests;

/// <summary>A service with small limits of its own.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly RunningService _service = new()
    {
        Settings =
        {
            ["Service:Http:ClientBurst"] = "30",
            ["Service:Http:ClientRequestsPerSecond"] = "1",
            ["Service:Http:AnonymousActsPerMinute"] = "10",
            ["Service:Http:AnonymousRequestsPerMinute"] = "20",
            ["Service:Http:MaximumJsonBytes"] = "4096",
        },
    };

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Callers_WhoAskTooOften_WaitAndOthersDoNot()
    {
        Caller portal = await _service.AsAsync("portal");
        Caller officer = await _service.AsAsync("officer");
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => portal.GetAsync("/v1/cases")));
        Answer refused = answers.First(answer => answer.Status != 200).ExpectProblem(429, "request.too-many");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.InRange(answers.Count(answer => answer.Status == 200), 30, 45);
        (await officer.GetAsync("/v1/cases")).Expect(200);

        // Nobody with a wrong secret asks for long, and what costs little goes on longer.
        Answer[] tokens = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => _service.Anyone.FormAsync("/v1/oauth/token", new() { ["grant_type"] = "client_credentials" })));
        Assert.Contains(tokens, answer => answer.Status == 429);
        (await _service.Anyone.GetAsync("/v1/procedures")).Expect(200);
        (await _service.Anyone.GetAsync("/check")).Expect(200);
        Answer[] reads = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _service.Anyone.GetAsync("/v1/log/key")));
        Assert.Contains(reads, answer => answer.Status == 429);
    }

    [Fact]
    public async Task Requests_ThatAreTooLargeOrTooDeep_AreProblems()
    {
        Caller officer = await _service.AsAsync("notary-1");
        Caller portal = await _service.AsAsync("portal-2");
        (await SendAsync(portal, "/v1/cases", $"{{\"procedure\":\"{new string('x', 5000)}\"}}")).ExpectProblem(413, "request.too-large");
        (await SendAsync(portal, "/v1/cases", new string('[', 40) + new string(']', 40))).ExpectProblem(400, "request.malformed");
        (await SendAsync(officer, $"/v1/cases/{Guid.NewGuid()}/refusal", $"{{\"reason\":\"{new string('x', 5000)}\"}}")).ExpectProblem(413, "request.too-large");
        Answer header = await portal.SendAsync(HttpMethod.Get, "/v1/cases", null, ("X-Long", new string('x', 40_000)));
        Assert.Equal(431, header.Status);

        static Task<Answer> SendAsync(Caller caller, string path, string json) =>
            caller.SendAsync(HttpMethod.Post, path, new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });
    }
}
