using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>The pages of the live session, and states of them that look different.</summary>
public sealed class LivePages : IListedPages
{
    private const string Part = "Live";

    public IEnumerable<ListedPage> Pages =>
    [
        new("live-none", Part, async (browser, page) => await page.GotoAsync($"/s/{await LiveVisitors.EnterAsync(browser, page, (await new Journey(browser.Service).OpenAsync()).Case)}/live")),
        new("live-waits", Part, async (browser, page) => await LiveVisitors.EnterAsync(browser, page, await LiveVisitors.OpenAsync(browser))),
        new("live-door", Part, async (browser, page) => await page.GotoAsync($"/s/{await LiveVisitors.EnterAsync(browser, page, await LiveVisitors.OpenAsync(browser))}/live")),
        new("live-call", Part, async (browser, page) =>
        {
            await page.GotoAsync($"/s/{await LiveVisitors.EnterAsync(browser, page, await LiveVisitors.OpenAsync(browser))}/live");
            await page.JoinAsync("text");
        }) { NeedsScript = true, HasCamera = true },
        new("live-phone", Part, async (browser, page) =>
        {
            await page.GotoAsync($"/s/{await LiveVisitors.EnterAsync(browser, page, await LiveVisitors.OpenAsync(browser))}/live");
            await page.JoinAsync("text");
            await page.EvaluateAsync("() => { document.getElementById('live-phone').hidden = false; }");
        }) { NeedsScript = true, HasCamera = true },
        new("live-venue", Part, async (browser, page) => await page.GotoAsync($"/live/v/{await VenueAsync(browser)}")),
        new("live-venue-over", Part, async (browser, page) =>
        {
            string token = await VenueAsync(browser);
            Assert.True((await browser.Service.Services.GetRequiredService<EnterLive>().DoAsync(token, CancellationToken.None)).IsDone);
            await page.GotoAsync($"/live/v/{token}");
            await page.ClickAsync("main form button");
        }),
        new("live-desk", Part, async (browser, page) => await LiveVisitors.AtDeskAsync(browser, page, (await new Journey(browser.Service).OpenAsync()).Case)) { NeedsScript = true },
        new("live-desk-room", Part, async (browser, page) =>
        {
            await LiveVisitors.AtDeskAsync(browser, page, await LiveVisitors.OpenAsync(browser));
            await page.FillAsync("#name", "Nhà văn hóa tổ 1");
            await page.Locator("form:has(#name) button").ClickAsync();
            await page.Locator("#live-venue-link").WaitForAsync();
            await page.JoinAsync("text");
        }) { NeedsScript = true, HasCamera = true },
    ];

    private static async Task<string> VenueAsync(BrowserFixture browser)
    {
        CaseId id = new(await LiveVisitors.OpenAsync(browser));
        Outcome<GivenToken> link = await browser.Service.Services.GetRequiredService<InviteToLive>().DoAsync(Actor.Officer(LiveVisitors.Tenant, "officer"), id, "Nhà văn hóa tổ 1", CancellationToken.None);
        return link.Value.Token;
    }
}
