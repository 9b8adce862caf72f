using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>The way into a live session, and who gets no further.</summary>
[Collection(BrowserCollection.Name)]
public class LivePageTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Room_ForWhoHasNoCamera_IsEnteredByMessages()
    {
        Guid id = await LiveVisitors.OpenAsync(browser);
        IPage citizen = await browser.NewPageAsync(), officer = await browser.NewPageAsync();
        string ticket = await LiveVisitors.EnterAsync(browser, citizen, id);
        await citizen.GotoAsync($"/s/{ticket}/live");
        Assert.Contains("không thay cho bước kiểm tra khuôn mặt", await citizen.InnerTextAsync("#live-door"), StringComparison.Ordinal);
        await citizen.JoinAsync("text");
        await Assertions.Expect(citizen.Locator("#live-status")).ToHaveTextAsync("Bạn đã vào phiên. Chưa có ai khác.");
        await LiveVisitors.AtDeskAsync(browser, officer, id);
        await officer.JoinAsync("text");
        await officer.FillAsync("#live-line", "Chào bạn");
        await officer.PressAsync("#live-line", "Enter");
        await Assertions.Expect(citizen.Locator("#live-lines p")).ToHaveTextAsync("Khách officer: Chào bạn");
        await citizen.ClickAsync("#live-leave");
        await Assertions.Expect(officer.Locator("#live-status")).ToHaveTextAsync($"{Journey.Name} đã rời phiên.");
        citizen.KeptToItself();
        officer.KeptToItself();
        await citizen.Context.CloseAsync();
        await officer.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Room_OfNotaries_IsNotAnotherOfficers()
    {
        NotarisedJourney journey = await new NotarisedJourney(browser.Service).OpenAsync();
        IPage officer = await browser.NewPageAsync();
        await LiveVisitors.AtDeskAsync(browser, officer, journey.Case);
        await officer.ClickAsync("main form button[type=submit]");
        await officer.Locator("#errors").WaitForAsync();
        Assert.Equal(0, await officer.Locator("#live").CountAsync());
        await officer.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Venue_Link_InASecondBrowser_SaysThatItIsOver()
    {
        Guid id = await LiveVisitors.OpenAsync(browser);
        IPage officer = await browser.NewPageAsync(), first = await browser.NewPageAsync(), second = await browser.NewPageAsync();
        await LiveVisitors.AtDeskAsync(browser, officer, id);
        await officer.FillAsync("#name", "Nhà văn hóa");
        await officer.Locator("form:has(#name) button").ClickAsync();
        string link = await officer.InnerTextAsync("#live-venue-link");
        await first.GotoAsync(link);
        await second.GotoAsync(link);
        await first.ClickAsync("main form button");
        await first.Locator("#live").WaitForAsync();
        await second.ClickAsync("main form button");
        Assert.Equal("Đường dẫn này không còn dùng được", await second.InnerTextAsync("h1"));
        await first.ReloadAsync();
        Assert.Equal(1, await first.Locator("#live").CountAsync());
        await officer.Context.CloseAsync();
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Desk_OfNobody_LeadsToTheSignIn()
    {
        IPage page = await browser.NewPageAsync(script: false);
        await page.GotoAsync($"/live/desk/{Guid.NewGuid()}");
        Assert.Contains("/desk/sign-in?back=", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
