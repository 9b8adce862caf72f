using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>Where there is no camera, or may be none: nobody is stuck, and nothing is used up.</summary>
[Collection(BrowserCollection.Name)]
public class CameraRefusedTests(BrowserFixture browser, ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("--use-fake-ui-for-media-stream=deny", "camera-refused", "Trình duyệt đang chặn máy quay")]
    [InlineData("--use-fake-device-for-media-stream=device-count=0", "camera-missing", "Không tìm thấy máy quay")]
    public async Task Camera_ThatIsNotThere_LeadsToTheServicePoint(string flag, string code, string told)
    {
        IBrowser other = await browser.LaunchAsync(flag);
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync(browser: other);
        await visit.EnterAsync(page);
        await page.Locator("#capture-start").ClickAsync();
        await page.Locator("#capture-result").WaitForAsync();
        Assert.Equal(code, await page.Locator("#capture").GetAttributeAsync("data-code"));
        Assert.StartsWith(told, await page.Locator("#capture-result-text").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("#capture-again").IsVisibleAsync());
        Assert.Contains("điểm tiếp nhận", await page.Locator("#capture-without").InnerTextAsync(), StringComparison.Ordinal);

        // No try was opened: the ticket is asked for only when the camera is there.
        Assert.Equal(("awaiting-capture", "pending"), (await visit.JudgedAsync()) is var (state, result, _) ? (state, result) : default);
        output.WriteLine(code);
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Page_InsideAChatApp_HandsOverToTheSystemBrowser()
    {
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync(width: BrowserFixture.Narrow);
        await page.AddInitScriptAsync("""
            Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (Linux; Android 13; SM-A145) AppleWebKit/537.36 Version/4.0 Chrome/120.0 Mobile Safari/537.36 Zalo android/23110401' });
            Object.defineProperty(navigator, 'mediaDevices', { get: () => undefined });
            """);
        await visit.EnterAsync(page);
        Assert.True(await page.Locator("#capture-hand-over").IsVisibleAsync());
        Assert.False(await page.Locator("#capture-start").IsVisibleAsync());
        string address = await page.Locator("#capture-address").InputValueAsync();
        Assert.Equal(visit.Address.Replace("/camera", string.Empty, StringComparison.Ordinal), new Uri(address).AbsolutePath);
        string? intent = await page.Locator("#capture-open").GetAttributeAsync("href");
        Assert.Equal($"intent://{new Uri(address).Authority}{new Uri(address).AbsolutePath}#Intent;scheme=http;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end", intent);
        page.KeptToItself();
        await page.Context.CloseAsync();
    }
}
