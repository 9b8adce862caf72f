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

    /// <summary>Nothing goes over the line any more and neither end was told: no close, no error, the socket takes what is said.</summary>
    [SkippableFact]
    public async Task Line_ThatDiesSilently_IsTakenUpAgain_AndLosesNoWord()
    {
        Guid id = await LiveVisitors.OpenAsync(browser);
        IPage citizen = await browser.NewPageAsync(), officer = await browser.NewPageAsync();
        bool isDead = false;
        int lines = 0;
        await citizen.Clock.InstallAsync();
        await citizen.RouteWebSocketAsync("**/live/line", near =>
        {
            bool isFirst = ++lines == 1;
            IWebSocketRoute far = near.ConnectToServer();
            near.OnMessage(word => Carry(far, word));
            far.OnMessage(word => Carry(near, word));
            near.OnClose((_, _) => { });

            void Carry(IWebSocketRoute to, IWebSocketFrame word)
            {
                if (!isFirst || !isDead)
                {
                    to.Send(word.Text!);
                }
            }
        });
        await citizen.GotoAsync($"/s/{await LiveVisitors.EnterAsync(browser, citizen, id)}/live");
        await LiveVisitors.AtDeskAsync(browser, officer, id);
        await officer.JoinAsync("text");
        await citizen.JoinAsync("text");
        await Assertions.Expect(officer.Locator("#live-status")).ToHaveTextAsync($"{Journey.Name} đã vào.");

        isDead = true;
        await WriteAsync(officer, "Bạn còn đó không?");
        await WriteAsync(citizen, "Tôi đây");
        await WriteAsync(officer, "Tôi không thấy bạn trả lời");
        await Assertions.Expect(officer.Locator("#live-lines p")).ToHaveCountAsync(2);
        Assert.Equal(0, await citizen.Locator("#live-lines p").CountAsync());

        await citizen.Clock.FastForwardAsync(20_000);
        await citizen.Clock.FastForwardAsync(1_000);
        await Assertions.Expect(citizen.Locator("#live-lines p")).ToHaveTextAsync(["Khách officer: Bạn còn đó không?", "Khách officer: Tôi không thấy bạn trả lời", $"{Journey.Name}: Tôi đây"]);
        await Assertions.Expect(officer.Locator("#live-lines p")).ToHaveTextAsync(["Khách officer: Bạn còn đó không?", "Khách officer: Tôi không thấy bạn trả lời", $"{Journey.Name}: Tôi đây"]);

        // The officer noticed nothing: nobody left, nobody came.
        await Assertions.Expect(officer.Locator("#live-status")).ToHaveTextAsync($"{Journey.Name} đã vào.");
        Assert.Equal(2, lines);
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

    private static async Task WriteAsync(IPage page, string words)
    {
        await page.FillAsync("#live-line", words);
        await page.PressAsync("#live-line", "Enter");
    }
}
