using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>Pages on paper.</summary>
[Collection(BrowserCollection.Name)]
public class PaperTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Page_OnPaper_HasNoNavigationAndNoButtons()
    {
        IPage page = await browser.NewPageAsync("vi");
        await page.GotoAsync($"/check/{await browser.Known.CodeAsync()}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.Locator("nav ul:visible, .govuk-button:visible").CountAsync());
        Assert.True(await page.Locator("h1").IsVisibleAsync());
        Assert.True(await page.Locator(".rv-trial").IsVisibleAsync());
        await page.Context.CloseAsync();
    }
}
