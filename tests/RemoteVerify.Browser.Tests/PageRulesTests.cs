using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests;

/// <summary>The rules of every page, over the whole list of pages.</summary>
[Collection(BrowserCollection.Name)]
public class PageRulesTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>
    /// In one walk, because the way to a page is what costs: where script is not needed the way is gone without it, and then the page is looked at with script, in both languages and widths.
    /// </summary>
    [SkippableFact]
    public Task Pages_WithoutScriptAndInBothLanguagesAndWidths_KeepTheRules() => PageLanes.WalkAsync(PageList.All, async listed =>
    {
        bool needsScript = listed.NeedsScript || listed.HasCamera;
        await using PageLooks looks = new(browser, listed);
        IPage page = await looks.OpenAsync("vi", script: needsScript);
        if (!needsScript)
        {
            await WorksWithoutScriptAsync(page);
            page = await looks.AgainAsync("vi");
        }

        await KeepsTheRulesAsync(page, "vi");
        await page.SetViewportSizeAsync(BrowserFixture.Wide, 800);
        await page.WalksByKeyboardAsync();
        if (!listed.HasCamera)
        {
            await WeighsLittleAsync(page, listed.Name);
        }

        await KeepsTheRulesAsync(await looks.AgainAsync("en"), "en");
    });

    private static async Task WorksWithoutScriptAsync(IPage page)
    {
        Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        foreach (ILocator form in await page.Locator("main form").AllAsync())
        {
            Assert.True(await form.Locator("button[type=submit], button:not([type])").CountAsync() > 0, $"{page.Url} has a form that nothing sends");
        }

        // Buttons outside forms do nothing without script.
        Assert.Equal(0, await page.Locator("main button:visible:not(form button, [form])").CountAsync());
    }

    private static async Task KeepsTheRulesAsync(IPage page, string language)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        Assert.Equal(0, await page.Locator("script:not([src]):not([type='application/json'])").CountAsync());
        await page.AxeAsync();
        await page.SetViewportSizeAsync(BrowserFixture.Narrow, 640);
        await page.ReflowsAsync();
        await page.AxeAsync();
        page.KeptToItself();
    }

    private async Task WeighsLittleAsync(IPage page, string name)
    {
        long bytes = await PageWeight.OfAgainAsync(page);
        output.WriteLine($"{name}: {bytes / 1024.0:0.0} KB over the line");
        Assert.InRange(bytes, 1, PageWeight.MostBytes);
    }

    [Fact]
    public void Pages_OfTheList_HaveNamesOfTheirOwn()
    {
        Assert.NotEmpty(PageList.All);
        Assert.Equal(PageList.All.Count, PageList.All.Select(page => page.Name).Distinct().Count());
        Assert.All(PageList.All, page => Assert.Matches("^[a-z0-9-]+$", page.Name));
    }
}
