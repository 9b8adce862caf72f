using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The camera check in its states.</summary>
public sealed class CameraPages : IListedPages
{
    private const string Part = "Camera";

    private const string NoCamera = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));";
    private const string NoWay = "Object.defineProperty(navigator, 'mediaDevices', { get: () => undefined });";

    public IEnumerable<ListedPage> Pages =>
    [
        Page("camera", async (browser, page) =>
        {
            await OpenAsync(browser, page);
            await page.Locator(".govuk-details__summary").ClickAsync();
        }),

        // The browser's own test picture, which shows no face.
        Page("camera-filming", async (browser, page) =>
        {
            await OpenAsync(browser, page);
            await page.Locator("#capture-start").ClickAsync();
            await page.Locator("#capture-message[data-code='no-face']").WaitForAsync();
        }),
        Page("camera-stopped", async (browser, page) =>
        {
            await OpenAsync(browser, page);
            await page.Locator("#capture-start").ClickAsync();
            await page.Locator("#capture-message[data-code='no-face']").WaitForAsync();
            await page.Locator("#capture-cancel").ClickAsync();
            await page.Locator("#capture-result").WaitForAsync();
        }),
        Page("camera-refused", async (browser, page) =>
        {
            await OpenAsync(browser, page, NoCamera);
            await page.Locator("#capture-start").ClickAsync();
            await page.Locator("#capture-result").WaitForAsync();
        }),
        Page("camera-hand-over", (browser, page) => OpenAsync(browser, page, NoWay)),
    ];

    private static ListedPage Page(string name, Func<BrowserFixture, IPage, Task> open) => new(name, Part, open) { HasCamera = true, NeedsScript = true };

    private static async Task OpenAsync(BrowserFixture browser, IPage page, string? script = null)
    {
        if (script is not null)
        {
            await page.AddInitScriptAsync(script);
        }

        await (await browser.Camera.VisitAsync()).EnterAsync(page);
    }
}
