using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Desk;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>People on their way into a live session.</summary>
internal static class LiveVisitors
{
    public static readonly TenantId Tenant = new(RunningService.Tenant);

    /// <summary>The browser's own moving picture and beeping sound, five frames a second: encoders of several browsers share two cores.</summary>
    public static Task<IBrowser> WithCameraAsync(BrowserFixture browser, params string[] more) =>
        browser.LaunchAsync(["--use-fake-device-for-media-stream=fps=5", "--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required", .. more]);

    /// <summary>A case whose room is open; its officer is the account <c>officer</c>.</summary>
    public static async Task<Guid> OpenAsync(BrowserFixture browser)
    {
        Journey journey = await new Journey(browser.Service).OpenAsync();
        Assert.True((await browser.Service.Services.GetRequiredService<OpenLive>().DoAsync(Actor.Officer(Tenant, "officer"), new CaseId(journey.Case), CancellationToken.None)).IsDone);
        return journey.Case;
    }

    /// <summary>The citizen's page of a case, where the button of the ticket was pressed.</summary>
    public static async Task<string> EnterAsync(BrowserFixture browser, IPage page, Guid id, string participant = "p1")
    {
        Caller portal = await browser.Service.AsAsync("portal");
        string ticket = (await portal.PostAsync($"/v1/cases/{id}/participants/{participant}/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        await page.GotoAsync($"/s/{ticket}");
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        return ticket;
    }

    /// <summary>The officer at the desk, on the page of the session.</summary>
    public static async Task<DeskVisitor> AtDeskAsync(BrowserFixture browser, IPage page, Guid id, string account = "officer", string language = "vi")
    {
        DeskVisitor visitor = await DeskVisitor.EnterAsync(browser, account, language, page);
        await visitor.GoAsync($"/live/desk/{id}");
        return visitor;
    }

    public static async Task JoinAsync(this IPage page, string way = "video")
    {
        await page.ClickAsync($"#live-ways [data-way={way}]");
        await page.Locator("#live[data-state=in]").WaitForAsync();
    }

    /// <summary>Frames of everybody else arrive and move.</summary>
    public static Task SeesAsync(this IPage page, int others) => page.MainFrame.SeesAsync(others);

    /// <summary>The same in a portal's frame.</summary>
    public static Task SeesAsync(this IFrame frame, int others) => frame.WaitForFunctionAsync("""
        others => {
          const videos = [...document.querySelectorAll('#live-tiles li:not(.rv-live-tile--dark) video:not(.rv-live-own)')];
          window.rvTimes ??= new Map();
          return videos.length === others && videos.every(video => {
            const before = window.rvTimes.get(video);
            window.rvTimes.set(video, video.currentTime);
            return video.videoWidth > 0 && before !== undefined && video.currentTime > before;
          });
        }
        """, others, new() { PollingInterval = 500 });

    /// <summary>A picture of what only a journey shows, where pictures are wanted (<c>RV_SCREENSHOTS</c>).</summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RV_SCREENSHOTS") is { Length: > 0 } folder)
        {
            // A frame of another site draws only what is in the window, so the window is made as high as the page.
            PageViewportSizeResult before = page.ViewportSize!;
            await page.SetViewportSizeAsync(before.Width, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            await page.EvaluateAsync("() => { scrollTo(0, 0); return new Promise(done => setTimeout(done, 500)); }");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"journey-{name}.png"), FullPage = true });
            await page.SetViewportSizeAsync(before.Width, before.Height);
        }
    }

    public static async Task<LiveRoom> RoomAsync(BrowserFixture browser, Guid id)
    {
        await using IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None);
        return (await unit.LiveRooms.ListAsync(Tenant, new CaseId(id), CancellationToken.None))[^1];
    }
}
