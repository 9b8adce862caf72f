using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests;

/// <summary>The rules of every page, over the whole list of pages.</summary>
[Collection(BrowserCollection.Name)]
public class PageRulesTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const long HeaviestPageBytes = 150 * 1024;

    /// <summary>One opening of each page for all rules, because opening is what costs.</summary>
    [SkippableTheory]
    [InlineData("vi")]
    [InlineData("en")]
    public Task Pages_InBothWidths_KeepTheRules(string language) => PageLanes.WalkAsync(PageList.All, async listed =>
    {
        IPage page = await browser.NewPageAsync(language);
        try
        {
            await listed.OpenAsync(browser, page);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
            Assert.Equal(0, await page.Locator("script:not([src]):not([type='application/json'])").CountAsync());
            await page.AxeAsync();
            if (language == "vi")
            {
                await page.WalksByKeyboardAsync();
            }

            await page.SetViewportSizeAsync(BrowserFixture.Narrow, 640);
            await page.ReflowsAsync();
            await page.AxeAsync();
            page.KeptToItself();
            if (language == "vi" && !listed.HasCamera)
            {
                await WeighsLittleAsync(page, listed.Name);
            }
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    });

    /// <summary>Measured on a fresh visit of the one page, with everything it loads. The languages differ by the words alone, and the Vietnamese ones weigh more.</summary>
    private async Task WeighsLittleAsync(IPage page, string name)
    {
        string address = page.Url;
        await page.GotoAsync("about:blank");
        ICDPSession line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.clearBrowserCache");

        // What a service worker keeps for times without signal came over the line once too.
        await line.SendAsync("Network.setBypassServiceWorker", new Dictionary<string, object> { ["bypass"] = true });
        PageWeight weight = await PageWeight.BeginAsync(page);
        await page.GotoAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        output.WriteLine($"{name}: {weight.Bytes / 1024.0:0.0} KB over the line");
        Assert.InRange(weight.Bytes, 1, HeaviestPageBytes);
    }

    [Fact]
    public void Pages_OfTheList_HaveNamesOfTheirOwn()
    {
        Assert.NotEmpty(PageList.All);
        Assert.Equal(PageList.All.Count, PageList.All.Select(page => page.Name).Distinct().Count());
        Assert.All(PageList.All, page => Assert.Matches("^[a-z0-9-]+$", page.Name));
    }
}
