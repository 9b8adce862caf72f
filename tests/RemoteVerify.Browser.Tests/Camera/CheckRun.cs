using Microsoft.Playwright;
using RemoteVerify.Synthetic.Cast;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>How a check on the page ended.</summary>
/// <param name="Outcome">pass, retry, officer, refused, expired.</param>
/// <param name="Code">What the client learned besides.</param>
/// <param name="Told">What the person read at the end.</param>
/// <param name="Reasons">Failed checks, which only the service knows.</param>
public sealed record CheckEnd(string Outcome, string Code, string Told, string Result, IReadOnlyList<string> Reasons)
{
    public override string ToString() => $"{Outcome} {Code} [{string.Join(", ", Reasons)}] \"{Told}\"";
}

/// <summary>A person who does the camera check on the page, from the link to the last sentence.</summary>
public sealed class CheckRun(CameraVisit visit, IPage page, PageCamera camera, ITestOutputHelper output)
{
    private const float Patience = 300_000;

    public IPage Page => page;

    public CameraVisit Visit => visit;

    public PageCamera Camera => camera;

    public static async Task<CheckRun> EnterAsync(
        BrowserFixture browser, ITestOutputHelper output, IFrameSource source, string tenant = CameraWorld.TestTenant, string label = PageCamera.HonestLabel, Sense sense = Sense.Sight,
        SlowLine? line = null)
    {
        CameraVisit visit = await browser.Camera.VisitAsync(tenant);
        IPage page = await browser.NewPageAsync();
        PageCamera camera = await PageCamera.AttachAsync(page, source, label, sense);
        await visit.EnterAsync(page, line?.Address);
        return new CheckRun(visit, page, camera, output);
    }

    /// <summary>Ticks needs by the names of the form.</summary>
    public async Task NeedAsync(params string[] ids)
    {
        await page.Locator(".govuk-details__summary").ClickAsync();
        foreach (string id in ids)
        {
            await page.Locator($"#{id}").CheckAsync();
        }
    }

    /// <summary>Presses the button and waits for the end of one try.</summary>
    public async Task<CheckEnd> TryAsync()
    {
        await page.Locator("#capture-start").ClickAsync();
        return await EndAsync();
    }

    public async Task<CheckEnd> EndAsync()
    {
        await page.Locator("#capture-result").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        string outcome = await page.Locator("#capture").GetAttributeAsync("data-outcome") ?? string.Empty;
        string code = await page.Locator("#capture").GetAttributeAsync("data-code") ?? string.Empty;
        (string _, string result, IReadOnlyList<string> reasons) = await visit.JudgedAsync();
        CheckEnd end = new(outcome, code, await page.Locator("#capture-result-text").InnerTextAsync(), result, reasons);
        output.WriteLine($"{end}; {camera.Frames} pictures, asked {string.Join(' ', camera.Asked)}");
        return end;
    }

    /// <summary>Tries again as long as the page offers it, like anybody would.</summary>
    public async Task<CheckEnd> TryUntilJudgedAsync()
    {
        await page.Locator("#capture-start").ClickAsync();
        return await EndUntilJudgedAsync();
    }

    /// <summary>The same when the first try is under way.</summary>
    public async Task<CheckEnd> EndUntilJudgedAsync()
    {
        CheckEnd end = await EndAsync();
        while (await page.Locator("#capture-again").IsVisibleAsync())
        {
            await page.Locator("#capture-again").ClickAsync();
            end = await TryAsync();
        }

        return end;
    }

    public async Task LeaveAsync()
    {
        page.KeptToItself();
        await page.Context.CloseAsync();
    }
}
