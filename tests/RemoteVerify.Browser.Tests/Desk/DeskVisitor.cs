using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>
/// An officer with a browser and a passkey: a virtual authenticator of Chromium, which asks for the user's PIN as a real one does and is told that it was right. Passkeys want a name of the
/// machine, so the desk is opened as <c>http://localhost</c>.
/// </summary>
public sealed class DeskVisitor
{
    private static readonly ConditionalWeakTable<BrowserFixture, Dictionary<string, JsonElement>> Passkeys = [];

    // Copies of one passkey count on from each other, and a newer code ends an older one: officers come in one after the other.
    private static readonly SemaphoreSlim Door = new(1);

    private static int _count;

    private DeskVisitor(BrowserFixture browser, IPage page, string account)
    {
        (Page, Account) = (page, account);
        Origin = OriginOf(browser);
    }

    public IPage Page { get; }

    public string Account { get; }

    /// <summary>Where the desk is: <c>http://localhost:port</c>.</summary>
    public string Origin { get; }

    /// <summary>Session with the browser's tools, and the authenticator's id there.</summary>
    public ICDPSession Tools { get; private set; } = null!;

    public string Authenticator { get; private set; } = string.Empty;

    public static string OriginOf(BrowserFixture browser) => $"http://localhost:{browser.Service.Address.Port}";

    /// <summary>A browser with an empty authenticator; nobody is signed in.</summary>
    public static async Task<DeskVisitor> ComeAsync(BrowserFixture browser, string account = "officer", string language = "vi", IPage? page = null)
    {
        DeskVisitor visitor = new(browser, page ?? await browser.NewPageAsync(language), account);
        visitor.Tools = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await visitor.Tools.SendAsync("WebAuthn.enable", new Dictionary<string, object> { ["enableUI"] = false });
        visitor.Authenticator = await visitor.AddAuthenticatorAsync();
        return visitor;
    }

    /// <summary>A signed-in officer with a passkey. The first time an officer enrols by secret and one-time code; later the same passkey is put on another device.</summary>
    public static async Task<DeskVisitor> EnterAsync(BrowserFixture browser, string account = "officer", string language = "vi", IPage? page = null)
    {
        DeskVisitor visitor = await ComeAsync(browser, account, language, page);
        await Door.WaitAsync();
        try
        {
            await visitor.ComeInAsync(browser, account);
        }
        finally
        {
            Door.Release();
        }

        return visitor;
    }

    /// <summary>The passkey of the authenticator, with its private key.</summary>
    public async Task<JsonElement> TakeAsync() =>
        (await Tools.SendAsync("WebAuthn.getCredentials", new Dictionary<string, object> { ["authenticatorId"] = Authenticator }))!.Value.GetProperty("credentials")[0].Clone();

    /// <summary>Puts a passkey on the authenticator. A copied one counts on from where no copy has been.</summary>
    public Task PutAsync(JsonElement passkey) => Tools.SendAsync("WebAuthn.addCredential", new Dictionary<string, object>
    {
        ["authenticatorId"] = Authenticator,
        ["credential"] = new Dictionary<string, object>
        {
            ["credentialId"] = passkey.GetProperty("credentialId").GetString()!, ["isResidentCredential"] = true, ["rpId"] = passkey.GetProperty("rpId").GetString()!,
            ["privateKey"] = passkey.GetProperty("privateKey").GetString()!, ["userHandle"] = passkey.GetProperty("userHandle").GetString()!,
            ["signCount"] = Interlocked.Add(ref _count, 100),
        },
    });

    /// <summary>One more authenticator on this computer.</summary>
    public async Task<string> AddAuthenticatorAsync()
    {
        JsonElement? made = await Tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return made!.Value.GetProperty("authenticatorId").GetString()!;
    }

    /// <summary>A browser in which an officer signed in by the named methods, without a passkey: what a provider's weak sign-in leaves.</summary>
    public static async Task<IPage> EnterByAsync(BrowserFixture browser, string methods, string account = "officer", IPage? page = null)
    {
        page ??= await browser.NewPageAsync();
        Actor actor = Actor.Officer(new TenantId(browser.Service.Parts.Clients.Find(account)!.Tenant), account) with { SignedInBy = methods };
        Outcome<string> entered = await browser.Service.Services.GetRequiredService<EnterDesk>().DoAsync(actor, null, CancellationToken.None);
        await page.GotoAsync(OriginOf(browser) + "/desk/sign-in");
        await page.Context.AddCookiesAsync([new Cookie { Name = "__Host-desk", Value = entered.Value, Domain = "localhost", Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        return page;
    }

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(Origin + path);

    /// <summary>The way in by secret and one-time code.</summary>
    public async Task EnrolAsync(string code, string? secret = null)
    {
        await GoAsync("/desk/enrol");
        await Page.Locator("#account").FillAsync(Account);
        await Page.Locator("#secret").FillAsync(secret ?? RunningService.SecretOf(Account));
        await Page.Locator("#code").FillAsync(code);
        await Page.Locator("main form button[type=submit]").ClickAsync();
    }

    /// <summary>Adds a passkey on the page of passkeys.</summary>
    public async Task RegisterAsync(string name)
    {
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("form[data-passkey=create] button").ClickAsync();
        await Page.Locator(".govuk-summary-list__key", new() { HasText = name }).First.WaitForAsync();
    }

    /// <summary>The way in by passkey.</summary>
    public async Task SignInAsync(string? back = null)
    {
        await GoAsync("/desk/sign-in" + (back is null ? string.Empty : "?back=" + Uri.EscapeDataString(back)));
        await Page.Locator("form[data-passkey=get] button").ClickAsync();
    }

    public async Task LeaveAsync()
    {
        await Page.Locator(".rv-desk-bar__who button").ClickAsync();
        await Page.Locator("form[data-passkey=get]").WaitForAsync();
    }

    /// <summary>One code of a printed list, as the operator makes it. Codes of the same officer made before count no more.</summary>
    public static async Task<string> CodeAsync(BrowserFixture browser, string account)
    {
        string tenant = browser.Service.Parts.Clients.Find(account)!.Tenant;
        Outcome<EnrolledCodes> made = await browser.Service.Services.GetRequiredService<EnrolOneTimeCodes>().DoAsync(Actor.Service(new TenantId(tenant)), account, 1, CancellationToken.None);
        return made.Value.List[0];
    }

    private async Task ComeInAsync(BrowserFixture browser, string account)
    {
        Dictionary<string, JsonElement> known = Passkeys.GetOrCreateValue(browser);
        if (known.TryGetValue(account, out JsonElement passkey))
        {
            await PutAsync(passkey);
            await SignInAsync();
        }
        else
        {
            await EnrolAsync(await CodeAsync(browser, account));
            await RegisterAsync("Máy bàn");
            await LeaveAsync();
            await SignInAsync();
            known[account] = await TakeAsync();
        }

        await Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/(desk$|assist|operator)"));
    }
}
