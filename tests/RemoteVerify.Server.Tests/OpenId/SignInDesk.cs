using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace RemoteVerify.Server.Tests.OpenId;

/// <summary>The real service with a provider behind it, and a browser of the test that keeps cookies and follows no redirect by itself.</summary>
public sealed class SignInDesk : IAsyncLifetime
{
    public RunningService Service { get; } = new();

    public LyingProvider Provider { get; } = new();

    public Caller Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string secret = Path.Combine(Service.Folder, "openid.secret");
        await File.WriteAllTextAsync(secret, "secret-of-remoteverify-0123456789");
        Set("0", "vneid", Provider.Issuer, $"file:{secret}");
        Service.Settings["Service:SignIn:Providers:0:Levels:vneid-1"] = "1";
        Service.Settings["Service:SignIn:Providers:0:Levels:vneid-2"] = "2";
        await Service.InitializeAsync();
        Portal = await Service.AsAsync("portal");
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Provider.DisposeAsync();
    }

    public void Set(string index, string name, string issuer, string secret)
    {
        foreach ((string key, string value) in new[] { ("Name", name), ("Issuer", issuer), ("ClientId", LyingProvider.Client), ("ClientSecret", secret), ("Scopes:0", "profile") })
        {
            Service.Settings[$"Service:SignIn:Providers:{index}:{key}"] = value;
        }
    }

    public async Task<Guid> OpenAsync(string number = Journey.Number) =>
        (await Portal.PostAsync("/v1/cases", Journey.OpenBody(number: number))).Expect(201).Json.GetProperty("id").GetGuid();

    /// <summary>The whole way in; the status and, where it led there, the citizen's page.</summary>
    public async Task<(int Status, string? Ticket)> SignInAsync(Guid id, Func<string, string>? change = null)
    {
        using Browser browser = new(Service);
        return await FinishAsync(browser, await BeginAsync(browser, id), change);
    }

    /// <summary>To the provider: the address that the browser is sent to.</summary>
    public async Task<Uri> BeginAsync(Browser browser, Guid id)
    {
        (int status, Uri? to, _) = await browser.GetAsync($"/signin/vneid?case={id}");
        Assert.Equal((302, true), (status, to!.ToString().StartsWith(Provider.Issuer + "/auth", StringComparison.Ordinal)));
        var query = HttpUtility.ParseQueryString(to.Query);
        Assert.Equal(("code", "S256", "openid profile", LyingProvider.Client), (query["response_type"], query["code_challenge_method"], query["scope"], query["client_id"]));
        Provider.Nonce = query["nonce"]!;
        return to;
    }

    /// <summary>From the provider back.</summary>
    public static async Task<(int Status, string? Ticket)> FinishAsync(Browser browser, Uri at, Func<string, string>? change = null)
    {
        string state = HttpUtility.ParseQueryString(at.Query)["state"]!;
        string query = $"code=c1&state={state}";
        (int status, Uri? to, _) = await browser.GetAsync($"/signin/vneid/callback?{(change is null ? query : change(query))}");
        return (status, to is null ? null : Regex.Match(to.ToString(), "/s/([^/]+)$").Groups[1].Value);
    }

    /// <summary>The session of a citizen's page.</summary>
    public async Task<(Caller Caller, Guid Case, string Participant)> EnterAsync(string ticket)
    {
        var session = (await Service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json;
        return (Service.With(session.GetProperty("token").GetString()!), session.GetProperty("caseId").GetGuid(), session.GetProperty("participant").GetString()!);
    }
}

/// <summary>Keeps cookies; addresses of the service that are known by its public address lead to where it listens.</summary>
public sealed class Browser : IDisposable
{
    private readonly RunningService _service;
    private readonly HttpClient _http;

    public Browser(RunningService service)
    {
        _service = service;
        _http = new HttpClient(Cookies);
    }

    public LoopbackCookies Cookies { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public Task<(int Status, Uri? To, string Body)> GetAsync(string path) => GetAsync(new Uri(_service.Address, path));

    public async Task<(int Status, Uri? To, string Body)> GetAsync(Uri at)
    {
        Uri real = at.Port == 5080 ? new Uri(_service.Address, at.PathAndQuery) : at;
        using HttpResponseMessage answer = await _http.GetAsync(real);
        return ((int)answer.StatusCode, answer.Headers.Location is { } to ? new Uri(real, to) : null, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
