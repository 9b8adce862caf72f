using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>What must be seen at once while the camera runs.</summary>
[Collection(BrowserCollection.Name)]
public class CameraStageTests(BrowserFixture browser)
{
    private const int Height = 640;

    /// <summary>The button that starts stands at the end of a long form: message and stop button must not be left above or below the screen.</summary>
    [SkippableFact]
    public async Task Stage_OnASmallPhone_ShowsMessageAndStopButton()
    {
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync(width: BrowserFixture.Narrow);
        await visit.EnterAsync(page);
        await page.Locator(".govuk-details__summary").ClickAsync();
        await page.Locator("#capture-time-2").CheckAsync();
        await page.Locator("#capture-start").ClickAsync();
        await page.Locator("#capture-message[data-code='no-face']").WaitForAsync();

        foreach (string id in (string[])["#capture-message", "#capture-cancel"])
        {
            LocatorBoundingBoxResult box = (await page.Locator(id).BoundingBoxAsync())!;
            Assert.InRange(box.Y, 0, Height - box.Height);
        }

        await page.Locator("#capture-cancel").ClickAsync();
        await page.Locator("#capture-result").WaitForAsync();
        page.KeptToItself();
        await page.Context.CloseAsync();
    }
}
