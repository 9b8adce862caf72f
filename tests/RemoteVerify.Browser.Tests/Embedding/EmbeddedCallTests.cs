using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Live;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Browser.Tests.Embedding;

/// <summary>The call with the officer inside the frame of a portal of another site, which lends camera and microphone to it.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Journeys")]
public class EmbeddedCallTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Call_InAPortalsFrame_IsSeenAndHeard()
    {
        await using LiveRelay relay = await LiveRelay.StartAsync(browser);
        await using SamplePortal portal = await SamplePortal.StartAsync(browser);
        IBrowser camera = await LiveVisitors.WithCameraAsync(browser, SamplePortal.NoForeignCookies);
        IPage page = await browser.NewPageAsync(browser: camera), officer = await browser.NewPageAsync(browser: camera);
        await page.GotoAsync(portal.Address.ToString());
        await page.ClickAsync("button[value=frame]");
        IFrameLocator inside = page.FrameLocator("remote-verify iframe");
        await inside.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#news")).Not.ToHaveTextAsync("Bắt đầu");

        // The officer opens the session; the next page in the frame shows the way in.
        JsonElement state = await page.EvaluateAsync<JsonElement>("async () => (await fetch(document.getElementById('news').dataset.state)).json()");
        CaseId id = new(state.GetProperty("id").GetGuid());
        Assert.True((await browser.Service.Services.GetRequiredService<OpenLive>().DoAsync(Actor.Officer(LiveVisitors.Tenant, "officer"), id, CancellationToken.None)).IsDone);
        IFrame frame = page.Frames.Single(f => f.Url.Contains("/s/", StringComparison.Ordinal));
        await frame.EvaluateAsync("() => location.reload()");
        await inside.Locator(".rv-live-door a").ClickAsync();
        await inside.Locator("#live-ways [data-way=video]").ClickAsync();
        await inside.Locator("#live-call").WaitForAsync();

        await LiveVisitors.AtDeskAsync(browser, officer, id.Value);
        await officer.JoinAsync();
        await officer.SeesAsync(1);
        await frame.SeesAsync(1);
        Assert.True(await frame.EvaluateAsync<bool>("() => document.querySelector('#live-tiles li:last-child video').srcObject.getAudioTracks().some(track => track.readyState === 'live' && !track.muted)"));
        await inside.Locator("#live-line").FillAsync("Tôi gọi từ trang của cổng");
        await inside.Locator("#live-line").PressAsync("Enter");
        await Assertions.Expect(officer.Locator("#live-lines p")).ToContainTextAsync("Tôi gọi từ trang của cổng");

        // The frame grew with the call: nothing in it scrolls by itself.
        await frame.WaitForFunctionAsync("() => document.documentElement.scrollHeight <= innerHeight + 1");
        await page.PictureAsync("embedded-call");
        await page.AxeAsync();
        Assert.Empty(PageWatch.Of(page).Complaints);
        await page.Context.CloseAsync();
        await officer.Context.CloseAsync();
    }
}
