using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>One case on one screen, and what an officer decides there.</summary>
[Collection(BrowserCollection.Name)]
public class CaseTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Case_ToBeApproved_ShowsPicturesChecksAndRates_AndTheLookIsRecorded()
    {
        Guid id = await DeskCases.SignedAsync(browser);
        int readings = await DeskCases.RecordedAsync(browser, id, "document.read");
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        IPage page = officer.Page;
        IResponse answer = (await officer.GoAsync($"/desk/cases/{id}"))!;
        Assert.Equal(2, await page.Locator(".rv-faces img").CountAsync());
        Assert.All(await page.Locator(".rv-faces img").EvaluateAllAsync<int[]>("all => all.map(one => one.naturalWidth)"), width => Assert.True(width > 0));
        Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "evidence.view"));

        // The document lies on the same screen, page by page.
        ILocator sheet = page.Locator("section[aria-labelledby=document] .rv-sheet img").First;
        await sheet.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("one => one.complete && one.naturalWidth > 0", await sheet.ElementHandleAsync());
        Assert.Equal(readings + 1, await DeskCases.RecordedAsync(browser, id, "document.read"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt rồi ký" }).ClickAsync();
        await page.Locator("form[data-signer]").WaitForAsync();
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "signing.confirm"));
        Assert.Equal("approved", await DeskCases.StateOfAsync(browser, id));
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Mismatch_SaysCouldNotConfirm_WithTheRatesAndForWhomTheyWereNotShown_AndTheOfficerDecides()
    {
        Guid id = await DeskCases.UnsureAsync(browser);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser, language: "en");
        IPage page = officer.Page;
        await officer.GoAsync($"/desk/cases/{id}");
        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("could not confirm", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("another person", shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("were not shown to hold for", shown, StringComparison.Ordinal);
        Assert.Contains("real people: this set was measured on rendered faces alone", shown, StringComparison.Ordinal);
        Assert.Contains("Not passed: Match with the chip's picture", shown, StringComparison.Ordinal);
        Assert.Equal(3, await page.Locator(".rv-faces img").CountAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Could not confirm" }).ClickAsync();
        await page.WaitForURLAsync($"**/desk/cases/{id}");
        Assert.Equal("awaiting-identity", await DeskCases.StateOfAsync(browser, id));
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "identity.decide"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Identity_AcceptedByTheOfficer_GoesOn()
    {
        Guid id = await DeskCases.UnsureAsync(browser);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/cases/{id}");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận", Exact = true }).ClickAsync();
        await officer.Page.WaitForLoadStateAsync();
        Assert.Equal("awaiting-confirmation", await DeskCases.StateOfAsync(browser, id));
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Case_HandedIn_IsReturnedWithAReason_OrRefusedInWriting()
    {
        Guid id = await DeskCases.SubmittedAsync(browser);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        IPage page = officer.Page;
        await officer.GoAsync($"/desk/cases/{id}");
        await page.Locator("summary", new() { HasText = "Trả lại để bổ sung" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại", Exact = true }).ClickAsync();
        Assert.Contains("Chưa làm được", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("submitted", await DeskCases.StateOfAsync(browser, id));

        await page.Locator("summary", new() { HasText = "Trả lại để bổ sung" }).ClickAsync();
        await page.Locator("input[name=needs]").First.CheckAsync();
        await page.Locator("#return-ready").SelectOptionAsync("unreadable");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**/desk/cases/{id}");
        Assert.Equal("supplement-requested", await DeskCases.StateOfAsync(browser, id));

        Guid other = await DeskCases.SubmittedAsync(browser);
        await officer.GoAsync($"/desk/cases/{other}");
        await page.Locator("summary", new() { HasText = "Từ chối" }).ClickAsync();
        await page.Locator("#refuse-ready").SelectOptionAsync("not-competent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Từ chối hồ sơ" }).ClickAsync();
        await page.WaitForURLAsync($"**/desk/cases/{other}");
        Assert.Equal("refused", await DeskCases.StateOfAsync(browser, other));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task EarlierCases_OfTheSamePerson_WarnOfADuplicate_AndTheLookIsKept()
    {
        string number = DeskCases.NextNumber();
        await DeskCases.SignedAsync(browser, "Ngô Thị Trùng", number);
        Guid id = await DeskCases.SignedAsync(browser, "Ngô Thị Trùng", number);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/cases/{id}");
        await officer.Page.Locator("summary", new() { HasText = "Hồ sơ trước của người này" }).ClickAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Tìm hồ sơ trước" }).ClickAsync();
        Assert.Contains("Có thể bị trùng", await officer.Page.Locator(".govuk-warning-text").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "earlier-cases.find"));
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Decision_OnACaseThatChangedMeanwhile_IsNotTaken()
    {
        Guid id = await DeskCases.SignedAsync(browser);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/cases/{id}");
        (await (await browser.Service.AsAsync("portal")).PostAsync($"/v1/cases/{id}/messages", new { text = "Xin chờ, tôi muốn hỏi thêm." })).Expect(201);
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Duyệt rồi ký" }).ClickAsync();
        Assert.Contains("có người vừa thay đổi hồ sơ", await officer.Page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("participants-signed", await DeskCases.StateOfAsync(browser, id));
        await officer.Page.Context.CloseAsync();
    }

    /// <summary>Two officers with the same case open: who decides first is heard, whoever looked last.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decision_AfterAColleaguesLook_IsTaken_AndTheSecondOneIsTold(bool firstLookerDecides)
    {
        Guid id = await DeskCases.SignedAsync(browser);
        IPage first = await DeskVisitor.EnterByAsync(browser, "passkey"), second = await DeskVisitor.EnterByAsync(browser, "passkey", "notary-1");
        string address = $"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}";
        await first.GotoAsync(address);
        await second.GotoAsync(address);
        (IPage quick, IPage slow) = firstLookerDecides ? (first, second) : (second, first);
        await quick.GetByRole(AriaRole.Button, new() { Name = "Duyệt rồi ký" }).ClickAsync();
        await quick.WaitForURLAsync("**/desk/sign?case=*");
        Assert.Equal("approved", await DeskCases.StateOfAsync(browser, id));
        await slow.GetByRole(AriaRole.Button, new() { Name = "Duyệt rồi ký" }).ClickAsync();
        Assert.Contains("có người vừa thay đổi hồ sơ", await slow.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "case.approve", "done"));
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Session_OfAWeakSignIn_LooksButDecidesAndSignsNothing()
    {
        Guid id = await DeskCases.SignedAsync(browser);
        Guid approved = await DeskCases.ApprovedAsync(browser);
        IPage page = await DeskVisitor.EnterByAsync(browser, "oidc");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        Assert.Contains("chưa đủ chắc chắn", await page.Locator(".rv-desk-weak").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt rồi ký" }).CountAsync());
        await page.Locator("summary[data-key=m]").ClickAsync();
        await page.Locator("#text").FillAsync("Chào bạn.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi", Exact = true }).ClickAsync();
        Assert.Contains("chưa đủ chắc chắn", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("participants-signed", await DeskCases.StateOfAsync(browser, id));

        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/sign?case={approved}");
        Assert.Equal(0, await page.Locator("form[data-passkey]").CountAsync());
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/passkeys");
        Assert.Equal(0, await page.Locator("form[data-passkey]").CountAsync());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Document_OfTheCase_OpensAndTheReadingIsRecorded()
    {
        Guid id = await DeskCases.SignedAsync(browser);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        int before = await DeskCases.RecordedAsync(browser, id, "document.read");
        IAPIResponse answer = await officer.Page.APIRequest.GetAsync($"{officer.Origin}/desk/cases/{id}?handler=Document");
        Assert.Equal((200, "application/pdf", "no-store"), (answer.Status, answer.Headers["content-type"], answer.Headers["cache-control"]));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(await answer.BodyAsync())[..4], StringComparison.Ordinal);
        Assert.Equal(before + 1, await DeskCases.RecordedAsync(browser, id, "document.read"));
        await officer.Page.Context.CloseAsync();
    }
}
