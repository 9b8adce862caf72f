using System.Web;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Issuing;

namespace RemoteVerify.Server.Tests.OpenId;

/// <summary>Officers who sign in at a provider: which officer it is says the registration, whether it is enough to decide says the provider's level.</summary>
public sealed class DeskSignInTests : IAsyncLifetime
{
    private readonly RunningService _service = new();
    private readonly LyingProvider _provider = new();

    public async Task InitializeAsync()
    {
        foreach ((string key, string value) in new[]
        {
            ("Name", "sso"), ("Issuer", _provider.Issuer), ("ClientId", LyingProvider.Client), ("Levels:vneid-1", "1"), ("Levels:vneid-2", "2"), ("Levels:vneid-3", "3"),
        })
        {
            _service.Settings[$"Service:Desk:Providers:0:{key}"] = value;
        }

        _service.MoreClients.Add(new ClientRegistration("officer-sso", ClientKind.Officer, RunningService.Tenant, "Cán bộ Một Cửa", null, null, "UBND Xã Một") { External = new ExternalIdentity(_provider.Issuer, "subject-7") });
        await _service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("vneid-2", true)]
    [InlineData("vneid-3", false)]
    public async Task Officer_OfAProvider_EntersTheDesk_AndDecidesOnlyByAStrongSignIn(string level, bool isWeak)
    {
        _provider.Level = level;
        _provider.PersonalNumber = "not a number, and not asked for";
        using Browser browser = new(_service);
        (int status, string page) = await SignInAsync(browser);
        Assert.Equal((200, true), (status, page.Contains("/desk", StringComparison.Ordinal)));
        Assert.NotNull(browser.Cookies.ValueOf(_service.Address, "__Host-desk"));
        (int shown, _, string queue) = await browser.GetAsync("/desk");
        Assert.Equal(200, shown);
        Assert.Contains("Cán bộ Một Cửa", queue, StringComparison.Ordinal);
        Assert.Equal(isWeak, queue.Contains("rv-desk-weak", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Lie.WrongNonce)]
    [InlineData(Lie.OtherKey)]
    [InlineData(Lie.WrongAudience)]
    [InlineData(Lie.UnknownLevel)]
    public async Task Provider_ThatLies_OpensNothing(Lie lie)
    {
        _provider.Lie = lie;
        using Browser browser = new(_service);
        Assert.Equal(403, (await SignInAsync(browser)).Status);
        Assert.Null(browser.Cookies.ValueOf(_service.Address, "__Host-desk"));
    }

    private async Task<(int Status, string Body)> SignInAsync(Browser browser)
    {
        (int status, Uri? to, _) = await browser.GetAsync("/desk/provider/sso");
        Assert.Equal(302, status);
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(to!.Query);
        _provider.Nonce = query["nonce"]!;
        (int answered, _, string body) = await browser.GetAsync($"/desk/provider/sso/callback?code=c1&state={query["state"]}");
        return (answered, body);
    }
}
