using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>Going on elsewhere, the own papers and records, finding a procedure, and what the pages do inside chat apps and for who can't read.</summary>
[Collection(BrowserCollection.Name)]
public class CitizenLaterTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Resume_OnAnotherDevice_NeedsCodeAndNumber_AndDoesCameraAndConfirmationAgain()
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        IPage first = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(first);
        Assert.EndsWith("/document", first.Url, StringComparison.Ordinal);
        await first.GotoAsync($"/s/{ticket}/later");
        await first.Locator("main form button").ClickAsync();
        string code = await first.Locator(".rv-take-down").InnerTextAsync();

        IPage second = await browser.NewPageAsync("vi", script: false);
        await second.GotoAsync("/resume");
        await second.Locator("#code").FillAsync(code);
        await second.Locator("#number").FillAsync("001199000099");
        await second.Locator("main form button").ClickAsync();
        await second.Locator("#errors").WaitForAsync();
        await second.Locator("#number").FillAsync(Journey.Number);
        await second.Locator("main form button").ClickAsync();

        Assert.EndsWith("/camera", second.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(code, second.Url, StringComparison.Ordinal);
        await people.PassCameraAsync();
        await second.GotoAsync(second.Url.Replace("/camera", "", StringComparison.Ordinal));
        Assert.EndsWith("/document", second.Url, StringComparison.Ordinal);
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Paper_Shared_IsSeenByWhoHasTheCode_UntilTheOwnerEndsIt_AndTheOwnerSeesTheLook()
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        await (await people.ConfirmAsync()).SignAsync();
        await people.CompleteAsync();
        IPage owner = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(owner);
        await owner.GotoAsync($"/s/{ticket}/my-papers");

        // Nothing is shared without a purpose and a yes.
        ILocator section = owner.Locator("section:has(input[name=purpose])").First;
        await section.Locator("summary").ClickAsync();
        await section.Locator("form[action$=Share] button").ClickAsync();
        await owner.Locator("#errors").WaitForAsync();
        section = owner.Locator("section:has(input[name=purpose])").First;
        await section.Locator("summary").ClickAsync();
        await section.Locator("input[name=purpose]").FillAsync("Vay tiền ngân hàng");
        await section.Locator("select[name=content]").SelectOptionAsync("Masked");
        await section.Locator("label[for^=agreed]").ClickAsync();
        await section.Locator("form[action$=Share] button").ClickAsync();
        string code = await owner.Locator("#share-code").InnerTextAsync();

        IPage other = await browser.NewPageAsync("vi", script: false);
        await other.GotoAsync("/shared");
        await other.Locator("#code").FillAsync(code);
        await other.Locator("main form button").ClickAsync();
        string seen = await other.Locator("main").InnerTextAsync();
        Assert.Contains("N***** T** H*** T***", seen.Replace("N***", "N*****", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(code, other.Url, StringComparison.Ordinal);

        await owner.GotoAsync($"/s/{ticket}/my-papers");
        Assert.Contains("đã xem 1 lần", await owner.Locator("[aria-labelledby=shares]").InnerTextAsync(), StringComparison.Ordinal);
        await owner.Locator("form[action$=Revoke] button").First.ClickAsync();
        await other.GotoAsync("/shared");
        await other.Locator("#code").FillAsync(code);
        await other.Locator("main form button").ClickAsync();
        Assert.Contains("đã thu hồi", await other.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);

        // The code that an officer scans is drawn here, and who looked is on the page of records.
        await owner.Locator("form[action$=Code] button").ClickAsync();
        Assert.Equal(1, await owner.Locator("svg.rv-qr path").CountAsync());
        await owner.GotoAsync($"/s/{ticket}/records");
        string records = await owner.Locator("main").InnerTextAsync();
        Assert.Contains("Hôm nay, ", records, StringComparison.Ordinal);
        Assert.Contains("Ghi hình khuôn mặt", records, StringComparison.Ordinal);
        Assert.Contains("Người có mã hoặc đường dẫn", records, StringComparison.Ordinal);
        await owner.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    /// <summary>A child signs nothing; the guardian is told for whom each page is, and is the one who is checked.</summary>
    [SkippableFact]
    public async Task Guardian_ActsForAChild_AndIsToldSo()
    {
        Caller portal = await browser.Service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", new
        {
            procedure = "remote-contract-test",
            participants = new[]
            {
                new { fullName = Journey.Name, personalNumber = Journey.Number, role = "guardian", kind = "Guardian" },
                new { fullName = "Lê Minh Nhỏ", personalNumber = "001215000009", role = "child", kind = "Subject" },
            },
        })).Expect(201).Json.GetProperty("id").GetGuid();
        CitizenPeople people = new(browser);
        IPage page = await browser.NewPageAsync("vi", script: false);
        await people.EnterAsync(page, await people.TicketAsync(id));
        Assert.EndsWith("/consent", page.Url, StringComparison.Ordinal);
        Assert.Contains("làm thay cho: Lê Minh Nhỏ", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Consent_TakenBack_EndsTheCheckThatRestsOnIt()
    {
        CitizenPeople people = await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(page);
        await page.GotoAsync($"/s/{ticket}/records");
        await page.GetByText("Xem hoặc rút lại").ClickAsync();
        Assert.Contains("Lần trước bạn đã trả lời: đồng ý", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("button[value=no]").ClickAsync();
        Assert.EndsWith("/declined", page.Url, StringComparison.Ordinal);
        Assert.Contains("\"cancelled\"", (await people.ReadAsync()).GetRawText(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task OwnPapersAndRecords_BeforeTheCamera_ShowNothing()
    {
        CitizenPeople people = await (await new CitizenPeople(browser).StartAsync()).AgreeAsync();
        IPage page = await browser.NewPageAsync("en", script: false);
        string ticket = await people.EnterAsync(page);
        foreach (string name in (string[])["my-papers", "records"])
        {
            await page.GotoAsync($"/s/{ticket}/{name}");
            Assert.Contains("after your chip and face were checked", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await page.Locator(".rv-records, form").CountAsync());
        }

        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Procedures_AreFoundWithoutMarks_AndTheGuidePrints()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.GotoAsync("/procedures");
        await page.Locator("#q").FillAsync("giay doc than");
        await page.Locator("main form button").ClickAsync();
        Assert.Contains("hôn nhân", await page.Locator(".rv-doors li a").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".rv-doors li a").First.ClickAsync();
        Assert.Contains("3 ngày làm việc", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        byte[] pdf = await page.PdfAsync(new PagePdfOptions { Format = "A4" });
        Assert.Single(RemoteVerify.Pdf.Reading.Text.PageTextReader.Read(RemoteVerify.Pdf.Reading.PdfDocument.Open(pdf).Latest));
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData("Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/109.0 Mobile Safari/537.36 Zalo android/12100", "Zalo", true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1 [FBAN/FBIOS;FBAV/400.0]", "Facebook", false)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Chrome/109.0 Safari/537.36", null, false)]
    public async Task Link_InsideAChatApp_LeadsToTheSystemsBrowser_AndUsesNothingUp(string agent, string? app, bool leads)
    {
        CitizenPeople people = await new CitizenPeople(browser).OpenAsync();
        string ticket = await people.TicketAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["User-Agent"] = agent });
        await page.GotoAsync($"/s/{ticket}");
        Assert.Equal(app is null ? 0 : 1, await page.Locator(".govuk-notification-banner").CountAsync());
        Assert.Equal(leads ? 1 : 0, await page.Locator("a[href^='intent://']").CountAsync());
        if (app is not null)
        {
            Assert.Contains(app, await page.Locator(".govuk-notification-banner").InnerTextAsync(), StringComparison.Ordinal);
        }

        IPage browserOfTheSystem = await browser.NewPageAsync("vi", script: false);
        await people.EnterAsync(browserOfTheSystem, ticket);
        await page.Context.CloseAsync();
        await browserOfTheSystem.Context.CloseAsync();
    }

    /// <summary>The browser here has no voice, so a page-side one speaks: it ends each line as a real one does.</summary>
    [SkippableFact]
    public async Task Document_ReadAloudToItsEnd_IsNoted_AndAHalfHeardOneIsNot()
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        IPage page = await browser.NewPageAsync("vi");
        await page.AddInitScriptAsync("""
            window.rvSpoken = [];
            window.rvHold = true;
            Object.defineProperty(window, 'speechSynthesis', { value: {
              getVoices: () => [], cancel: () => {},
              speak: words => { window.rvSpoken.push(words.text); if (!window.rvHold || window.rvSpoken.length < 2) setTimeout(() => words.onend(), 5); },
            } });
            """);
        await people.EnterAsync(page);
        await page.Locator("#read-aloud button").ClickAsync();
        await page.WaitForFunctionAsync("() => window.rvSpoken.length === 2");
        await page.Locator("#read-aloud button").ClickAsync();
        Assert.DoesNotContain("content.read-aloud", (await people.ReadAsync()).GetRawText(), StringComparison.Ordinal);

        await page.EvaluateAsync("() => { window.rvHold = false; window.rvSpoken = []; }");
        await page.Locator("#read-aloud button").ClickAsync();
        await page.GetByText("Đã đọc đến hết").WaitForAsync();
        Assert.Equal(["HỢP ĐỒNG THỬ NGHIỆM", "Văn bản này không có giá trị pháp lý."], await page.EvaluateAsync<string[]>("() => window.rvSpoken"));
        await page.Context.CloseAsync();
    }

    /// <summary>From the first to the last step, with the mistake that a real page would also catch.</summary>
    [SkippableFact]
    public async Task Practice_WalksThroughEveryStep_AndSetsNoCookieOfAVisit()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.GotoAsync("/practice");
        await page.Locator("main a.govuk-button").ClickAsync();
        await page.Locator("button[value=no]").ClickAsync();
        Assert.Contains("điểm tiếp nhận", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByText("Quay lại câu hỏi").ClickAsync();
        await page.Locator("button[value=yes]").ClickAsync();
        for (int step = 0; step < 3; step++)
        {
            await page.Locator("main a.govuk-button").ClickAsync();
        }

        await page.Locator("main form button").ClickAsync();
        await page.Locator("#errors").WaitForAsync();
        await page.Locator("label[for=ticked]").ClickAsync();
        await page.Locator("main form button").ClickAsync();
        await page.Locator("main a.govuk-button").ClickAsync();
        Assert.Contains("Bạn đã tập xong", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task FaceCovering_GoesToTheOfficeAsAMessageThatItMustAnswer()
    {
        CitizenPeople people = await (await new CitizenPeople(browser).StartAsync()).AgreeAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        await people.EnterAsync(page);
        await page.GetByText("Bạn che mặt").ClickAsync();
        await page.Locator("label[for=same-sex]").ClickAsync();
        await page.Locator("form[action$=Cover] button").ClickAsync();
        string messages = (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{people.Case}/messages")).Expect(200).Text;
        Assert.Contains("cán bộ cùng giới xác minh riêng", messages, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
