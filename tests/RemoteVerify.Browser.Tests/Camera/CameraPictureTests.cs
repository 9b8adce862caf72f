using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The check while a step is shown, with a rendered person before the camera: no listed page, because a person takes seconds to get there.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Screenshots")]
public class CameraPictureTests(BrowserFixture browser)
{
    /// <summary>A phone as most people have it.</summary>
    private const int Phone = 390;

    [SkippableTheory]
    [InlineData("vi", Phone)]
    [InlineData("vi", BrowserFixture.Narrow)]
    [InlineData("vi", BrowserFixture.Wide)]
    [InlineData("en", BrowserFixture.Narrow)]
    [InlineData("en", BrowserFixture.Wide)]
    public async Task Picture_OfAStep_IsWritten(string language, int width)
    {
        string? folder = Environment.GetEnvironmentVariable("RV_SCREENSHOTS");
        Skip.If(string.IsNullOrEmpty(folder), "RV_SCREENSHOTS names no folder; ./rv screenshots does");
        string only = Environment.GetEnvironmentVariable("RV_SCREENSHOTS_ONLY") ?? string.Empty;
        Skip.IfNot(only.Length == 0 || "camera".StartsWith(only, StringComparison.OrdinalIgnoreCase), "another part is asked for");
        Directory.CreateDirectory(folder);
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync(language, width);
        await PageCamera.AttachAsync(page, CameraWorld.Alive(51));
        await visit.EnterAsync(page);
        await page.Locator("#capture-start").ClickAsync();
        await page.WaitForFunctionAsync("() => ['turn-left', 'turn-right'].includes(document.getElementById('capture-arrow').dataset.step)");
        await page.WaitForTimeoutAsync(600);
        LocatorBoundingBoxResult message = (await page.Locator("#capture-message").BoundingBoxAsync())!;
        Assert.True(message.Y >= 0, $"the message begins {-message.Y} px above the screen");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"camera-step-{language}-{width}.png"), Animations = ScreenshotAnimations.Disabled });
        await page.Context.CloseAsync();
    }
}
