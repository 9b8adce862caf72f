using Microsoft.Playwright;
using RemoteVerify.Server.Tests;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>Countersigning at the desk: a passkey confirms exactly what is signed, and the officer's own key in a token signs, asked by the real signer on a real terminal.</summary>
[Collection(BrowserCollection.Name)]
public class SignTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Batch_ConfirmedByPasskey_IsSignedByTheOfficersOwnKey_AfterTheSignersQuestion()
    {
        Guid first = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Lô Một"), second = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Lô Hai");
        using SoftHsm token = SoftHsm.Create();
        await OfficerKey.EnrolAsync(browser, token);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        IPage page = officer.Page;
        await using SignerProgram signer = await OfficerKey.StartAsync(token, officer.Origin);

        await officer.GoAsync("/desk?q=trinh+lo");
        foreach (Guid id in new[] { first, second })
        {
            await page.Locator($"#sign-{id}").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Ký các hồ sơ đã chọn" }).ClickAsync();
        Assert.Equal(2, await page.Locator("main ol li").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận bằng khóa đăng nhập" }).ClickAsync();
        await page.Locator("[data-signer-token]").FillAsync(signer.Token);
        await page.Locator("[data-signer-port]").FillAsync($"{signer.Port}");
        await page.Locator("form[data-signer] button").ClickAsync();
        string question = await signer.ExpectAsync("y/N] ");
        Assert.Contains(officer.Origin, question, StringComparison.Ordinal);
        await signer.TypeAsync("ky");
        await page.Locator(".rv-signed").First.WaitForAsync();

        Assert.Equal(2, await page.Locator(".rv-signed .govuk-tag--green").CountAsync());
        foreach (Guid id in new[] { first, second })
        {
            Assert.Equal("countersigned", await DeskCases.StateOfAsync(browser, id));
            Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "signing.confirm"));
        }

        string code = (await (await browser.Service.AsAsync("seal")).PostAsync($"/v1/cases/{first}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
        Assert.Equal("TOTAL_PASSED", (await browser.Service.Anyone.GetAsync($"/v1/checks/{code}")).Expect(200).Json.GetProperty("indication").GetString());
        Assert.Empty(PageWatch.Of(page).Complaints);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Confirmation_OfAnotherDocument_OrUsedTwice_IsNotTaken()
    {
        Guid mine = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Xác Nhận"), other = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Bị Đổi");
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        IPage page = officer.Page;
        await officer.GoAsync($"/desk/sign?case={mine}");
        string sent = string.Empty;
        await page.RouteAsync("**/desk/sign?handler=Confirm*", async route =>
        {
            sent = route.Request.PostData!;
            await route.ContinueAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(sent.Replace(mine.ToString(), other.ToString(), StringComparison.Ordinal)) });
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận bằng khóa đăng nhập" }).ClickAsync();
        Assert.Contains("của văn bản khác", await page.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await DeskCases.RecordedAsync(browser, other, "signing.confirm"));
        await page.UnrouteAllAsync();

        // The honest confirmation counts once.
        await officer.GoAsync($"/desk/sign?case={mine}");
        await page.RouteAsync("**/desk/sign?handler=Confirm*", async route =>
        {
            sent = route.Request.PostData!;
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận bằng khóa đăng nhập" }).ClickAsync();
        await page.Locator("form[data-signer]").WaitForAsync();
        IAPIResponse again = await page.APIRequest.PostAsync(officer.Origin + "/desk/sign?handler=Confirm", new() { DataString = sent, Headers = Form });
        Assert.Equal(422, again.Status);
        Assert.Equal(1, await DeskCases.RecordedAsync(browser, mine, "signing.confirm"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Signature_WithoutConfirmation_IsNotPrepared()
    {
        Guid id = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Chưa Xác Nhận");
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/sign?case={id}");
        string token = (await officer.Page.Locator("form[data-passkey] input[name=__RequestVerificationToken]").GetAttributeAsync("value"))!;
        foreach (string handler in new[] { "Prepare", "Finalise", "Provider" })
        {
            IAPIResponse answer = await officer.Page.APIRequest.PostAsync($"{officer.Origin}/desk/sign?handler={handler}", new()
            {
                DataString = $"__RequestVerificationToken={Uri.EscapeDataString(token)}&ticket=none&serial=00&signatures=[]&case={id}", Headers = Form,
            });
            Assert.Equal(403, answer.Status);
        }

        Assert.Equal("approved", await DeskCases.StateOfAsync(browser, id));
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Signer_ThatIsNotThere_IsNamedInOneSentence()
    {
        Guid id = await DeskCases.ApprovedAsync(browser, "Trịnh Thị Không Máy Ký");
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser, language: "en");
        IPage page = officer.Page;
        await officer.GoAsync($"/desk/sign?case={id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm with your passkey" }).ClickAsync();
        await page.Locator("[data-signer-port]").FillAsync("1");
        await page.Locator("form[data-signer] button").ClickAsync();
        await page.GetByText("The port is a number").WaitForAsync();
        await page.Locator("[data-signer-port]").FillAsync("59999");
        await page.Locator("form[data-signer] button").ClickAsync();
        await page.GetByText("The signer does not answer").WaitForAsync();
        await page.Context.CloseAsync();
    }

    private static Dictionary<string, string> Form => new() { ["Content-Type"] = "application/x-www-form-urlencoded" };
}
