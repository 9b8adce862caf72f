using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>A contract with parties in different places, by the forms of the one screen: from the draft into the live room, and what a venue's notary records.</summary>
[Collection(BrowserCollection.Name)]
public class SessionTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Lead_SharesTheDraft_PlansTheSession_OpensIt_AndIsLedIntoTheLiveRoom()
    {
        NotarisedJourney journey = new(browser.Service);
        await journey.AssignAsync();
        IPage page = await LeadAsync(journey);
        await WorkTests.PressAsync(page, "Tra thông tin ngăn chặn");
        await WorkTests.PressAsync(page, "Gửi dự thảo");
        Assert.Equal("draft-shared", await DeskCases.StateOfAsync(browser, journey.Case));
        string draft = (await (await browser.Service.AsAsync(NotarisedJourney.Lead)).GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200).Headers["X-Content-SHA256"];
        await journey.AgreeAsync("p1", draft);
        await PayAsync(journey);
        await page.ReloadAsync();

        // Not everybody has agreed: the page says who, and keeps the plan that was typed.
        await page.Locator("summary", new() { HasText = "Lên lịch phiên công chứng" }).ClickAsync();
        await PlanAsync(page);
        string refused = await page.Locator("#errors").InnerTextAsync();
        Assert.Contains("Trần Văn Mua: chưa đồng ý.", refused, StringComparison.Ordinal);
        await journey.AgreeAsync("p2", draft);
        await page.GotoAsync(AddressOf(journey));
        await page.Locator("#session-day").FillAsync("1/1/2020");
        await WorkTests.PressAsync(page, "Lên lịch");
        Assert.Contains("Chọn ngày, giờ bắt đầu sau lúc này.", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await PlanAsync(page);
        Assert.Equal("session-scheduled", await DeskCases.StateOfAsync(browser, journey.Case));
        await WorkTests.PressAsync(page, "Lấy số vào sổ");
        await page.Locator("#aloud-p2").CheckAsync();
        await WorkTests.PressAsync(page, "Mở phiên công chứng");
        Assert.Equal($"/live/desk/{journey.Case}", new Uri(page.Url).AbsolutePath);
        JsonElement session = (await (await browser.Service.AsAsync(NotarisedJourney.Lead)).GetAsync($"/v1/cases/{journey.Case}/session")).Expect(200).Json;
        Assert.Equal((NotarisedJourney.Lead, NotarisedJourney.Second), (session.GetProperty("venues")[0].GetProperty("notary").GetString(), session.GetProperty("venues")[1].GetProperty("notary").GetString()));
        Assert.Equal("awaiting-identity", await DeskCases.StateOfAsync(browser, journey.Case));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task Notary_RecordsWhatHappensAtTheVenue_AndClosesTheSession()
    {
        NotarisedJourney journey = new(browser.Service);
        await journey.OpenAsync();
        IPage page = await LeadAsync(journey);
        Assert.Equal(1, await page.GetByRole(AriaRole.Button, new() { Name = "Đã đối chiếu giấy tờ", Exact = true }).CountAsync());
        await page.Locator("#converted-p1").SetInputFilesAsync(new FilePayload { Name = "so-do.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await WorkTests.PressAsync(page, "Đã đối chiếu giấy tờ");
        await WorkTests.PressAsync(page, "Đủ năng lực và tự nguyện");
        await WorkTests.PressAsync(page, "Đã tự đọc văn bản");
        await WorkTests.PressAsync(page, "Đóng phiên");
        string missing = await page.Locator("#errors").InnerTextAsync();
        Assert.Contains("Nguyễn Thị Bán: chưa ký.", missing, StringComparison.Ordinal);
        Assert.Contains("Trần Văn Mua: chưa đối chiếu giấy tờ.", missing, StringComparison.Ordinal);

        Caller seller = journey.Citizens["p1"];
        string hash = (await seller.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await seller.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash })).Expect(200);
        await page.GotoAsync(AddressOf(journey));
        await page.Locator("#photo-p1").SetInputFilesAsync(new FilePayload { Name = "ky.jpg", MimeType = "image/jpeg", Buffer = NotarisedJourney.Photo });
        await WorkTests.PressAsync(page, "Lưu ảnh thời điểm ký");
        await journey.SignAsync("p2");
        await page.GotoAsync(AddressOf(journey));
        await WorkTests.PressAsync(page, "Đóng phiên");
        Assert.Contains("đóng lúc", await page.Locator("section[aria-labelledby=session]").InnerTextAsync(), StringComparison.Ordinal);
        foreach (string act in new[] { "session.papers-shown", "session.capacity", "session.reading", "session.photo", "session.close" })
        {
            Assert.Equal(act == "session.close" ? 1 : 2, await DeskCases.RecordedAsync(browser, journey.Case, act, "done"));
        }

        await page.Context.CloseAsync();
    }

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task Lead_EndsASessionWithoutADocument_AndOthersAreToldWhoseStepItIs()
    {
        NotarisedJourney journey = new(browser.Service);
        await journey.OpenAsync();
        IPage other = await DeskVisitor.EnterByAsync(browser, "passkey");
        await other.GotoAsync(AddressOf(journey));
        Assert.Contains("Bước này của công chứng viên chủ trì", await other.Locator(".rv-case__acts").InnerTextAsync(), StringComparison.Ordinal);
        IPage page = await LeadAsync(journey);
        await page.Locator("summary", new() { HasText = "Kết thúc phiên, không lập văn bản" }).ClickAsync();
        await page.Locator("#abort-why").FillAsync("Một bên phải về.");
        await WorkTests.PressAsync(page, "Kết thúc phiên");
        Assert.Equal("session-scheduled", await DeskCases.StateOfAsync(browser, journey.Case));
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    private string AddressOf(NotarisedJourney journey) => $"{DeskVisitor.OriginOf(browser)}/desk/cases/{journey.Case}";

    private async Task<IPage> LeadAsync(NotarisedJourney journey)
    {
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey", NotarisedJourney.Lead);
        await page.GotoAsync(AddressOf(journey));
        return page;
    }

    private static async Task PlanAsync(IPage page)
    {
        DateTimeOffset begins = VietnamTime.Local(TimeProvider.System.GetUtcNow().AddHours(1));
        await page.Locator("#session-day").FillAsync(begins.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await page.Locator("#session-hour").FillAsync(begins.ToString("HH'h'mm", CultureInfo.InvariantCulture));
        await page.Locator("#place-p2").SelectOptionAsync("to-dan-pho-1");
        await page.Locator("#notary-p2").SelectOptionAsync(NotarisedJourney.Second);
        await WorkTests.PressAsync(page, "Lên lịch");
    }

    /// <summary>The fee of the table, as the counter takes it.</summary>
    private async Task PayAsync(NotarisedJourney journey)
    {
        Caller officer = await browser.Service.AsAsync("officer");
        JsonElement fee = (await officer.PostAsync($"{journey.Actions}/request-fee", new { })).Expect(200).Json.GetProperty("payment");
        (await officer.PostAsync($"{journey.Actions}/confirm-payment", new { claim = fee.GetProperty("id").GetString(), amountVnd = fee.GetProperty("amountVnd").GetInt64(), receipt = "BL-1" })).Expect(200);
    }
}
