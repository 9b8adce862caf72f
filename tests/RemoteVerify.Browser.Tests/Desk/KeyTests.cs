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

    /// <summary>From case to case with one key each: O opens what waits longest, V approves and goes on, B chooses all that wait for a signature.</summary>
    [SkippableFact]
    public async Task Keys_LeadFromCaseToCase_AndChooseAllToSign()
    {
        Guid one = await DeskCases.SignedAsync(browser, "Lý Thị Liền Một");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + $"/desk/cases/{one}");
        await page.Keyboard.PressAsync("v");
        await page.WaitForURLAsync(address => !address.Contains($"/cases/{one}", StringComparison.Ordinal));
        Assert.Equal("approved", await DeskCases.StateOfAsync(browser, one));
        Assert.DoesNotContain("/desk/sign", page.Url, StringComparison.Ordinal);

        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk?q=ly+lien");
        await page.Keyboard.PressAsync("b");
        Assert.True(await page.Locator($"#sign-{one}").IsCheckedAsync());
        await page.Keyboard.PressAsync("s");
        await page.WaitForURLAsync($"**/desk/sign?case={one}");

        // What is approved waits for a signature and not for a look.
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk/next");
        Assert.DoesNotContain($"/cases/{one}", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
