using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>What an officer does between taking a case in and approving it, by the forms of the one screen.</summary>
[Collection(BrowserCollection.Name)]
public class WorkTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task CertifiedCopy_FromTheOriginalToThePaper_IsDoneOnTheScreen()
    {
        Guid id = await DeskCases.SubmittedAsync(browser, "Tạ Thị Bản Sao");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        await PressAsync(page, "Tiếp nhận hồ sơ");
        Assert.Equal("Bằng tốt nghiệp", await page.Locator("#original").InputValueAsync());
        await PressAsync(page, "Đã nhận bản chính");
        await page.Locator("#scan").SetInputFilesAsync(new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = ScanSamples.Good });
        await PressAsync(page, "Gửi bản quét");
        foreach (ILocator box in await page.Locator("input[name=fine]").AllAsync())
        {
            await box.CheckAsync();
        }

        await PressAsync(page, "Đã đối chiếu xong");
        await PressAsync(page, "Tính và yêu cầu nộp phí");
        await PressAsync(page, "Đã thu tiền");
        Assert.Contains("Chưa làm được", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#receipt").FillAsync("BL-77");
        await PressAsync(page, "Đã thu tiền");
        await PressAsync(page, "Lấy số vào sổ");
        await PressAsync(page, "Lập văn bản");
        Assert.Equal("paper-prepared", await DeskCases.StateOfAsync(browser, id));
        foreach (string act in new[] { "original.present", "original.scan", "original.compare", "payment.confirm", "register.reserve", "paper.compose" })
        {
            Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, act, "done"));
        }

        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Message_OfThePerson_IsAnsweredOnTheScreen()
    {
        Guid id = await DeskCases.SubmittedAsync(browser, "Tạ Văn Hỏi");
        (await (await browser.Service.AsAsync("portal")).PostAsync($"/v1/cases/{id}/messages", new { text = "Bao giờ có kết quả?" })).Expect(201);
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        await page.Locator("#text").FillAsync("Chiều nay, sau 15 giờ.");
        await PressAsync(page, "Gửi");
        Assert.Contains("Chiều nay, sau 15 giờ.", await page.Locator(".rv-thread__office").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#answers").CountAsync());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Contract_GetsItsLead_AndTheListIsChecked()
    {
        NotarisedJourney journey = new(browser.Service);
        (await journey.SubmitAsync()).Expect(200);
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey"), lead = await DeskVisitor.EnterByAsync(browser, "passkey", NotarisedJourney.Lead);
        string address = $"{DeskVisitor.OriginOf(browser)}/desk/cases/{journey.Case}";
        await page.GotoAsync(address);
        await PressAsync(page, "Tiếp nhận hồ sơ");
        await page.Locator("#officer-lead").SelectOptionAsync(NotarisedJourney.Lead);
        await PressAsync(page, "Phân công chủ trì");
        Assert.Equal("lead-assigned", await DeskCases.StateOfAsync(browser, journey.Case));
        await lead.GotoAsync(address);
        await PressAsync(lead, "Tra thông tin ngăn chặn");
        Assert.Equal("prevention-cleared", await DeskCases.StateOfAsync(browser, journey.Case));
        await page.Context.CloseAsync();
        await lead.Context.CloseAsync();
    }

    private static async Task PressAsync(IPage page, string button)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(), response => response.Request.IsNavigationRequest && response.Request.Method == "GET" || response.Status is 403 or 422);
        await page.WaitForLoadStateAsync();
    }
}
