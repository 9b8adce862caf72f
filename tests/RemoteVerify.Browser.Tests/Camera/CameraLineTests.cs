using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The check over lines as people have them. Bytes are asserted; times are told, because this machine is no network.</summary>
[Collection(BrowserCollection.Name)]
public class CameraLineTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const long MostBytes = 1_500_000;
    private const long MostLowModeBytes = 600_000;

    /// <summary>A proxy that lets no WebSocket through, as offices have them: the same check over posts.</summary>
    [SkippableFact]
    public async Task Check_WebSocketBlocked_PassesOverPosts()
    {
        int posts = 0, sockets = 0;
        await using SlowLine line = new(browser.Service.Address, new LineQuality { BlocksWebSockets = true });
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(13), line: line);
        run.Page.Request += (_, request) => posts += request.Url.EndsWith("/capture/frames", StringComparison.Ordinal) ? 1 : 0;
        run.Page.WebSocket += (_, _) => sockets++;
        CheckEnd end = await run.TryAsync();
        output.WriteLine($"{sockets} WebSockets tried, {posts} posts");
        Assert.Equal(("pass", "passed"), (end.Outcome, end.Result));
        Assert.Equal(1, sockets);
        Assert.True(posts > 20, $"{posts} posts");
        await run.Page.Context.CloseAsync();
    }

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task Check_LineDeadForTwentySeconds_GoesOnAndPasses()
    {
        await using SlowLine line = new(browser.Service.Address);
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(14), line: line);
        await run.Page.Locator("#capture-start").ClickAsync();
        await run.Page.WaitForFunctionAsync("() => document.getElementById('capture-arrow').dataset.step");
        line.GoDead();
        await run.Page.Locator("#capture-message[data-code='reconnecting']").WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(20) - TimeSpan.FromSeconds(6));
        line.ComeBack();
        CheckEnd end = await run.EndAsync();
        Assert.Equal(("pass", "passed"), (end.Outcome, end.Result));
        await run.Page.Context.CloseAsync();
    }

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public Task Check_At128KilobitsWithDelayAndLoss_Completes() => OverAsync(LineQuality.Village, MostBytes, 15);

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public Task Check_At64Kilobits_CompletesInLowMode() => OverAsync(LineQuality.Edge, MostLowModeBytes, 16);

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public Task Check_At1Megabit_StaysBelowAMegabyteAndAHalf() => OverAsync(LineQuality.Mobile, MostBytes, 17);

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public Task Check_WithoutLimits_StaysBelowAMegabyteAndAHalf() => OverAsync(new LineQuality(), MostBytes, 18);

    /// <summary>
    /// A machine six times slower than this one, with the browser's own test picture, because a camera of the page's own would be slowed down too. Frames a second are told and not
    /// asserted, because this machine is busy.
    /// </summary>
    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task Page_OnASlowMachine_GoesOnSending()
    {
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync();
        await PageCamera.MeasureAsync(page);
        await visit.EnterAsync(page);
        ICDPSession devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 6 });
        await page.Locator("#capture-start").ClickAsync();
        await page.WaitForFunctionAsync("() => window.rvSent.length > 3");
        int before = await page.EvaluateAsync<int>("() => window.rvSent.length");
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        await page.WaitForTimeoutAsync(15_000);
        int after = await page.EvaluateAsync<int>("() => window.rvSent.length");
        output.WriteLine($"{(after - before) / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} frames/s at 6x; {await SendingAsync(page)}");
        Assert.True(after > before);
        await page.Locator("#capture-cancel").ClickAsync();
        await page.Locator("#capture-result").WaitForAsync();
        await page.Context.CloseAsync();
    }

    private async Task OverAsync(LineQuality quality, long most, ulong seed)
    {
        await using SlowLine line = new(browser.Service.Address);
        CheckRun run = await CheckRun.EnterAsync(browser, output, CameraWorld.Alive(seed), line: line);
        line.Quality = quality;
        long before = line.UpBytes + line.DownBytes;
        CheckEnd end = await run.TryAsync();
        long bytes = line.UpBytes + line.DownBytes - before;
        output.WriteLine($"{quality}: {bytes / 1000.0:0} KB both ways; {await SendingAsync(run.Page)}");
        Assert.Equal("pass", end.Outcome);
        Assert.InRange(bytes, 1, most);
        await run.Page.Context.CloseAsync();
    }

    /// <summary>What the page sent and how long answers took.</summary>
    private static Task<string> SendingAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const of = kind => window.rvSent.filter(one => one.kind === kind);
          const mean = list => list.length ? Math.round(list.reduce((sum, one) => sum + one.bytes, 0) / list.length) : 0;
          const seconds = window.rvSent.length ? (window.rvSent.at(-1).at - window.rvSent[0].at) / 1000 : 0;
          const waits = window.rvWaits.slice().sort((a, b) => a - b);
          const share = p => waits.length ? Math.round(waits[Math.min(waits.length - 1, Math.floor(p * waits.length))]) : 0;
          return `${of(1).length} guide frames of ${mean(of(1))} bytes, ${of(2).length} proofs of ${mean(of(2))}, ${seconds.toFixed(1)} s, ${(of(1).length / Math.max(1, seconds)).toFixed(1)} frames/s, feedback p50 ${share(0.5)} ms p95 ${share(0.95)} ms, at most ${share(1)} ms`;
        }
        """);
}
