using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>Everything but the camera works without script, and on paper.</summary>
[Collection(BrowserCollection.Name)]
public class NoScriptTests(BrowserFixture browser)
{
    [SkippableFact]
    public Task Pages_WithoutScript_AreWholeAndTheirFormsCanBeSent() => PageLanes.WalkAsync(PageList.All.Where(page => !page.NeedsScript && !page.HasCamera), async listed =>
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        try
        {
            await listed.OpenAsync(browser, page);
            Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
            foreach (ILocator form in await page.Locator("main form").AllAsync())
            {
                Assert.True(await form.Locator("button[type=submit], button:not([type])").CountAsync() > 0, $"{page.Url} has a form that nothing sends");
            }

            // Buttons outside forms do nothing without script.
            Assert.Equal(0, await page.Locator("main button:visible:not(form button, [form])").CountAsync());
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    });

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
