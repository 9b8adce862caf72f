using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>The way into the desk, with a real authenticator protocol in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public class SignInTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Officer_WithSecretAndCode_RegistersAPasskey_AndEntersByItNextTime()
    {
        IPage page = await browser.NewPageAsync("vi");
        DeskVisitor officer = await DeskVisitor.ComeAsync(browser, "officer", page: page);
        await officer.EnrolAsync(await DeskVisitor.CodeAsync(browser, officer.Account));
        await officer.RegisterAsync("Máy bàn");
        await officer.LeaveAsync();
        await officer.SignInAsync();
        await page.WaitForURLAsync("**/desk");
        Assert.EndsWith("/desk", officer.Page.Url, StringComparison.Ordinal);

        BrowserContextCookiesResult cookie = Assert.Single(await page.Context.CookiesAsync(), one => one.Name == "__Host-desk");
        Assert.Equal((true, true, "/", SameSiteAttribute.Strict, -1), (cookie.HttpOnly, cookie.Secure, cookie.Path, cookie.SameSite, (int)cookie.Expires));
        await officer.GoAsync("/desk/passkeys");
        Assert.Contains("Dùng lần cuối", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Officer_WhoLeft_IsOutEvenWithTheOldCookie()
    {
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        BrowserContextCookiesResult cookie = Assert.Single(await officer.Page.Context.CookiesAsync(), one => one.Name == "__Host-desk");
        await officer.LeaveAsync();
        await officer.Page.Context.AddCookiesAsync([new Cookie { Name = cookie.Name, Value = cookie.Value, Url = officer.Origin.Replace("http:", "https:", StringComparison.Ordinal), Secure = true, HttpOnly = true }]);
        await officer.GoAsync("/desk");
        Assert.Contains("/desk/sign-in?back=%2Fdesk", officer.Page.Url, StringComparison.Ordinal);
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task SignIn_OfAnUnknownPasskey_IsNotTaken()
    {
        // The passkey stays on the device, but the officer removed it from the list.
        DeskVisitor officer = await DeskVisitor.ComeAsync(browser, "notary-1");
        await officer.EnrolAsync(await DeskVisitor.CodeAsync(browser, "notary-1"));
        await officer.RegisterAsync("Máy bàn");
        await officer.Page.Locator(".govuk-summary-list__actions button").First.ClickAsync();
        await officer.Page.WaitForLoadStateAsync();
        await officer.LeaveAsync();
        await officer.SignInAsync();
        await officer.Page.Locator("#errors").WaitForAsync();
        Assert.Contains("Không nhận khóa đăng nhập này", await officer.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await officer.Page.Context.CookiesAsync(), one => one.Name == "__Host-desk" && one.Value.Length > 0);
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Answer_OfAPasskey_CountsOnce()
    {
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.LeaveAsync();
        await officer.GoAsync("/desk/sign-in");
        string sent = string.Empty;
        await officer.Page.RouteAsync("**/desk/sign-in*", async route =>
        {
            sent = route.Request.Method == "POST" ? route.Request.PostData! : sent;
            await route.ContinueAsync();
        });
        await officer.Page.Locator("form[data-passkey=get] button").ClickAsync();
        await officer.Page.WaitForURLAsync("**/desk");
        Assert.Contains("credential=", sent, StringComparison.Ordinal);

        IAPIResponse again = await officer.Page.APIRequest.PostAsync(officer.Origin + "/desk/sign-in", new()
        {
            DataString = sent, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" }, MaxRedirects = 0,
        });
        Assert.Equal(401, again.Status);
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Enrol_WithAWrongSecretOrCode_SaysSo_AndLocksAfterFiveWrongCodes()
    {
        DeskVisitor officer = await DeskVisitor.ComeAsync(browser, "notary-2", "en");
        string code = await DeskVisitor.CodeAsync(browser, "notary-2");
        await officer.EnrolAsync(code, "not-the-secret");
        Assert.Contains("The account or the secret is wrong", await officer.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        for (int left = 5; left > 0; left--)
        {
            await officer.EnrolAsync("AAAAA-AAAAA");
            Assert.Contains(left > 1 ? "wrong, too old or used" : "Too many wrong codes", await officer.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        }

        await officer.EnrolAsync(code);
        Assert.Contains("Too many wrong codes", await officer.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await officer.Page.Context.CookiesAsync(), one => one.Name == "__Host-desk");

        await browser.Service.Services.GetRequiredService<UnlockOneTimeCodes>().DoAsync(Actor.Service(new TenantId(RunningService.Tenant)), "notary-2", CancellationToken.None);
        await officer.EnrolAsync(code);
        Assert.EndsWith("/desk/passkeys", officer.Page.Url, StringComparison.Ordinal);
        await officer.Page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData("//elsewhere.example", "/desk")]
    [InlineData("https://elsewhere.example/desk/", "/desk")]
    [InlineData("/desk/passkeys", "/desk/passkeys")]
    [InlineData("/desk/\\elsewhere.example", "/desk")]
    public void Back_OfAnAddress_LeadsToTheDeskAlone(string asked, string expected) => Assert.Equal(expected, Server.Pages.Desk.DeskVisits.Back(asked));

    [SkippableTheory]
    [InlineData("portal")]
    [InlineData("seal")]
    [InlineData("dpo")]
    public async Task Enrol_OfAClientThatHasNoDesk_IsRefused(string client)
    {
        DeskVisitor visitor = await DeskVisitor.ComeAsync(browser, client, "en");
        await visitor.EnrolAsync("AAAAA-AAAAA");
        Assert.Contains("The account or the secret is wrong", await visitor.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.Page.Context.CloseAsync();
    }
}
