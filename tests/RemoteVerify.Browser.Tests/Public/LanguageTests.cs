using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>One language at a time, chosen by the reader.</summary>
[Collection(BrowserCollection.Name)]
public class LanguageTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Language_ChosenAtTheTop_StaysOnOtherPages_WithoutScript()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.GotoAsync("/check");
        Assert.Equal("Kiểm tra tài liệu", await page.Locator("h1").InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        Assert.Equal("Check a document", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));

        await page.GotoAsync("/outcome");
        Assert.Equal("Ask for the outcome of a case", await page.Locator("h1").InnerTextAsync());
        BrowserContextCookiesResult cookie = Assert.Single(await page.Context.CookiesAsync(), one => one.Name == "__Host-lang");
        Assert.Equal((true, true, "/", SameSiteAttribute.Lax), (cookie.HttpOnly, cookie.Secure, cookie.Path, cookie.SameSite));
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData("/?lang=xx", "vi")]
    [InlineData("/?lang=EN", "en")]
    [InlineData("/?lang=%3Cscript%3E", "vi")]
    public async Task Language_OfTheAddress_CountsWhereItIsKnown(string address, string expected)
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.GotoAsync(address);
        Assert.Equal(expected, await page.GetAttributeAsync("html", "lang"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Page_InEnglish_SaysNothingTwice()
    {
        IPage page = await browser.NewPageAsync("en");
        await page.GotoAsync($"/check/{await browser.Known.CodeAsync()}");
        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("Where it comes from", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguồn gốc", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ai ký", shown, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
