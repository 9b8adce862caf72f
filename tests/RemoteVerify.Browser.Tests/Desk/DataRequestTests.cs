using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>Requests of data subjects at the desk.</summary>
[Collection(BrowserCollection.Name)]
public class DataRequestTests(BrowserFixture browser)
{
    /// <summary>A request that an officer took down for a person at the counter.</summary>
    public static async Task<Guid> AskedAsync(BrowserFixture browser, string name, string kind = "Access") =>
        (await (await browser.Service.AsAsync("notary-2")).PostAsync("/v1/data-requests", new
        {
            kind, text = "Tôi muốn biết cơ quan giữ gì về tôi.", person = new { personalNumber = DeskCases.NextNumber(), fullName = name, document = "Căn cước", compared = true },
        })).Expect(201).Json.GetProperty("id").GetGuid();

    [SkippableFact]
    public async Task Request_IsAnsweredWithAReason_AndTheGrantedCopyIsHandedOver()
    {
        Guid id = await AskedAsync(browser, "Đinh Thị Dữ Liệu");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        string desk = DeskVisitor.OriginOf(browser);
        await page.GotoAsync(desk + "/desk/data-requests");
        await page.Locator($"a[href='/desk/data-requests/{id}']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đồng ý và làm ngay" }).ClickAsync();
        Assert.Contains("Chưa làm được", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#reason").FillAsync("Đã đối chiếu người và giấy tờ.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đồng ý và làm ngay" }).ClickAsync();
        IDownload copy = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lấy bản sao" }).ClickAsync());
        Assert.EndsWith(".zip", copy.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal("Granted", (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/data-requests/{id}")).Expect(200).Json.GetProperty("state").GetString());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Request_OfAnotherTenant_OrByAWeakSignIn_IsNotAnswered()
    {
        Guid id = await AskedAsync(browser, "Đinh Văn Dữ Liệu", "Restriction");
        IPage weak = await DeskVisitor.EnterByAsync(browser, "oidc"), other = await DeskVisitor.EnterByAsync(browser, "passkey", "officer-2");
        string address = $"{DeskVisitor.OriginOf(browser)}/desk/data-requests/{id}";
        Assert.Equal(404, (await other.GotoAsync(address))!.Status);
        await weak.GotoAsync(address);
        await weak.Locator("#reason").FillAsync("Không.");
        await weak.GetByRole(AriaRole.Button, new() { Name = "Từ chối" }).ClickAsync();
        Assert.Contains("chưa đủ chắc chắn", await weak.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Open", (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/data-requests/{id}")).Expect(200).Json.GetProperty("state").GetString());
        await weak.Context.CloseAsync();
        await other.Context.CloseAsync();
    }
}
