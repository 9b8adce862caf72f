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

    [SkippableFact]
    [Trait("Category", "Journeys")]
    public async Task StoredCopy_OfSeveralResults_IsAskedAboutAndPlannedOnTheScreen()
    {
        string number = DeskCases.NextNumber();
        const string Name = "Tạ Thị Hai Kết Quả";
        await DeskCases.CompletedAsync(browser, Name, number);
        await DeskCases.CompletedAsync(browser, Name, number);
        Guid id = await DeskCases.CopyAskedAsync(browser, Name, number);
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        await page.Locator("#copy-pages").FillAsync("3-1");
        await PressAsync(page, "Tìm kết quả");
        Assert.Contains("Ghi số trang như ví dụ", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#copy-pages").FillAsync("");
        await PressAsync(page, "Tìm kết quả");
        Assert.Contains("Có nhiều kết quả phù hợp", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("#copy-result option").CountAsync());
        await page.Locator("#copy-road").SelectOptionAsync("TrichSao");
        await page.Locator("#copy-pages").FillAsync("1");
        await PressAsync(page, "Tìm kết quả");
        Assert.Equal("copy-planned", await DeskCases.StateOfAsync(browser, id));
        Assert.Contains("Trích sao (một phần), 1 trang", await page.Locator("section[aria-labelledby=copy]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "copy.plan", "done"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task MaritalStatus_FromTheAgencysAnswer_IsStatedWithItsPaper()
    {
        Guid id = await DeskCases.AgencyAskedAsync(browser);
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey", page: await browser.NewPageAsync(script: false));
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        Assert.False(await page.Locator("[id='divorced.court']").IsVisibleAsync());
        await page.Locator("#phrase-divorced").CheckAsync();
        await page.Locator("[id='divorced.decision-number']").FillAsync("12/2020/QĐST-HNGĐ");
        await page.Locator("#status-file").SetInputFilesAsync(new FilePayload { Name = "tra-loi.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await PressAsync(page, "Ghi nhận tình trạng hôn nhân");
        string errors = await page.Locator("#errors").InnerTextAsync();
        Assert.Contains("Thiếu hoặc sai: Tòa án.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Số bản án", errors, StringComparison.Ordinal);

        // What was typed and the paper that came are still there.
        Assert.Equal("12/2020/QĐST-HNGĐ", await page.Locator("[id='divorced.decision-number']").InputValueAsync());
        Assert.Equal(1, await page.Locator("#status-paper option").CountAsync());
        await page.Locator("[id='divorced.decision-date']").FillAsync("6/5/2020");
        await page.Locator("[id='divorced.court']").FillAsync("Tòa án nhân dân Tỉnh Mẫu");
        await PressAsync(page, "Ghi nhận tình trạng hôn nhân");
        Assert.Equal("status-known", await DeskCases.StateOfAsync(browser, id));
        Assert.Contains("số 12/2020/QĐST-HNGĐ ngày 06/05/2020 của Tòa án nhân dân Tỉnh Mẫu", await page.Locator("section[aria-labelledby=status]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "status.record-answer", "done"));
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "dossier.add-paper", "done"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Result_ThatIsWrong_GetsACorrectionAsACaseOfItsOwn_AndARevocation()
    {
        Guid id = await DeskCases.CompletedAsync(browser);
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kết quả đã lưu và việc liên quan" }).ClickAsync();
        await page.Locator("#reason").FillAsync("Lỗi đánh máy");
        await PressAsync(page, "Mở hồ sơ cho việc này");
        string errors = await page.Locator("#errors").InnerTextAsync();
        Assert.Contains("Ghi căn cứ pháp lý.", errors, StringComparison.Ordinal);
        Assert.Contains("ghi đủ ba ô", errors, StringComparison.Ordinal);
        Assert.Equal("Lỗi đánh máy", await page.Locator("#reason").InputValueAsync());
        await page.Locator("#basis").FillAsync("Luật Công chứng số 46/2024/QH15");
        await page.Locator("#where-0").FillAsync("Trang 1");
        await page.Locator("#was-0").FillAsync("số 3");
        await page.Locator("#becomes-0").FillAsync("số 8");
        await PressAsync(page, "Mở hồ sơ cho việc này");
        Assert.Equal(0, await page.Locator("#errors").CountAsync());
        Guid act = Guid.Parse(new Uri(page.Url).Segments[^1]);
        Assert.NotEqual(id, act);
        Assert.Equal("related-act-begun", await DeskCases.StateOfAsync(browser, act));
        await PressAsync(page, "Lập văn bản");
        Assert.Equal("paper-prepared", await DeskCases.StateOfAsync(browser, act));

        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}/related");
        await page.Locator("summary", new() { HasText = "Thu hồi kết quả" }).ClickAsync();
        await PressAsync(page, "Thu hồi kết quả này");
        Assert.Contains("Ghi lý do rồi làm lại", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#why").FillAsync("Giấy tờ giả");
        await PressAsync(page, "Thu hồi kết quả này");
        Assert.Contains("Đã bị thu hồi", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Case_ThatIsADuplicate_IsStoppedWithItsReason()
    {
        Guid id = await DeskCases.SubmittedAsync(browser, "Tạ Văn Trùng");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        await PressAsync(page, "Tiếp nhận hồ sơ");
        await page.Locator("summary", new() { HasText = "Dừng xử lý" }).ClickAsync();
        await PressAsync(page, "Dừng xử lý hồ sơ");
        Assert.Equal("stopped", await DeskCases.StateOfAsync(browser, id));
        await page.Context.CloseAsync();
    }

    /// <summary>Sends a form by its button and waits for the page that follows, or for the refusal.</summary>
    internal static async Task PressAsync(IPage page, string button)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(), response => response.Request.IsNavigationRequest && response.Request.Method == "GET" || response.Status is 403 or 422);
        await page.WaitForLoadStateAsync();
    }
}
