using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>The public check as people do it, without script.</summary>
[Collection(BrowserCollection.Name)]
public class CheckPageTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Check_OfACodeTypedByHand_TellsValidWhoWhenAndChangedBeforeAnythingElse()
    {
        string code = await browser.Known.CodeAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.GotoAsync("/check");
        await page.GetByLabel("Mã xác minh").FillAsync(code.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tra mã" }).ClickAsync();

        string shown = await page.Locator("main").InnerTextAsync();
        int[] places = [.. new[] { "hợp lệ", "Ai ký?", "Ký khi nào?", "Có bị thay đổi sau khi ký không?", "Nguồn gốc", "Chữ ký 1/3" }.Select(text => shown.IndexOf(text, StringComparison.OrdinalIgnoreCase))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("BẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", await page.Locator(".rv-trial").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Check_OfAFile_AnswersAboutThatFile_AndSendsTheFormCookieForThisHostAlone()
    {
        IPage page = await browser.NewPageAsync("en", script: false);
        await page.GotoAsync("/check");
        BrowserContextCookiesResult cookie = Assert.Single(await page.Context.CookiesAsync(), one => one.Name == "__Host-form");
        Assert.Equal((true, true, "/", SameSiteAttribute.Lax), (cookie.HttpOnly, cookie.Secure, cookie.Path, cookie.SameSite));
        await page.GetByLabel("Signed PDF file").SetInputFilesAsync(new FilePayload { Name = "hợp đồng.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();

        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("No signature", shown, StringComparison.Ordinal);
        Assert.Contains("hợp đồng.pdf", shown, StringComparison.Ordinal);
        Assert.Contains("Exactly this file was not issued here.", shown, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Check_OfAWrongCode_PutsFocusOnTheSummary_WhichLeadsToTheField()
    {
        IPage page = await browser.NewPageAsync("en");
        await page.GotoAsync("/check");
        await page.GetByLabel("Verification code").FillAsync("<b>AAAA");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();

        Assert.StartsWith("Error:", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("errors", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Locator(".govuk-error-summary a").ClickAsync();
        Assert.Equal("code", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.Equal("<b>AAAA", await page.GetByLabel("Verification code").InputValueAsync());
        await page.AxeAsync();
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Form_WithoutItsToken_IsNotTaken()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        IFormData form = page.APIRequest.CreateFormData();
        form.Set("code", "AAAAA");
        IAPIResponse answer = await page.APIRequest.PostAsync("/check?handler=Code", new() { Form = form });
        Assert.Equal(400, answer.Status);
        Assert.Contains("Biểu mẫu đã cũ", await answer.TextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Report_OnPaper_HasNoNavigationAndNoButtons()
    {
        IPage page = await browser.NewPageAsync("vi");
        await page.GotoAsync($"/check/{await browser.Known.CodeAsync()}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.Locator("nav ul:visible, .govuk-button:visible").CountAsync());
        Assert.True(await page.Locator("h1").IsVisibleAsync());
        Assert.True(await page.Locator(".rv-trial").IsVisibleAsync());
        await page.Context.CloseAsync();
    }
}
