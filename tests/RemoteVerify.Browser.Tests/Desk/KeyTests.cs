using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>Keys of one letter, and that they can be turned off (WCAG 2.1.4).</summary>
[Collection(BrowserCollection.Name)]
public class KeyTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Keys_LeadThroughTheQueue_NeverWhileTyping_AndCanBeTurnedOff()
    {
        await DeskCases.SignedAsync(browser, "Lý Thị Phím Một");
        await DeskCases.SignedAsync(browser, "Lý Thị Phím Hai");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk?q=phim+ly");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        string second = (await page.Locator("a[data-row]").Nth(1).GetAttributeAsync("href"))!;
        Assert.Equal(second, await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("/");
        Assert.Equal("q", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Keyboard.TypeAsync("q");
        Assert.EndsWith("/desk?q=phim+ly", page.Url, StringComparison.Ordinal);

        await page.Locator("[data-keys] summary").ClickAsync();
        await page.Locator("[data-keys-on]").UncheckAsync();
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("j");
        Assert.Equal("BODY", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        await page.Context.CloseAsync();
    }
}
