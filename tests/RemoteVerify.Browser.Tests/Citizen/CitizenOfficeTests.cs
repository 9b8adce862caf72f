using System.Text.Json;
using System.Web;
using Microsoft.Playwright;
using RemoteVerify.Server.Tests;
using RemoteVerify.Server.Tests.OpenId;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>What an office asks of a citizen on the way: something that is missing, a draft to agree to, a fee; and the way in with VNeID.</summary>
[Collection(BrowserCollection.Name)]
public class CitizenOfficeTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Supplement_AskedByAnOfficer_IsUploaded_AndTheCaseGoesOn()
    {
        NotarisedJourney contract = await SupplementAsync(browser);
        IPage page = await EnterAsync(browser, contract);
        Assert.EndsWith("/papers", page.Url, StringComparison.Ordinal);
        Assert.Contains("Bản thảo thiếu trang cuối.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // What is no paper is refused beside its field, and nothing is lost.
        ILocator file = page.Locator("#file-draft");
        await file.SetInputFilesAsync(new FilePayload { Name = "ghi-chu.txt", MimeType = "text/plain", Buffer = "no paper"u8.ToArray() });
        await page.Locator("form:has(#file-draft) button").ClickAsync();
        await page.Locator("#error-draft").WaitForAsync();
        await page.Locator("#file-draft").SetInputFilesAsync(new FilePayload { Name = "ban-thao.jpg", MimeType = "image/jpeg", Buffer = NotarisedJourney.Photo });
        await page.Locator("form:has(#file-draft) button").ClickAsync();
        await page.Locator("form:has(#file-draft) button").WaitForAsync();
        await page.Locator("#file-draft").SetInputFilesAsync(new FilePayload { Name = "ban-thao.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await page.Locator("form:has(#file-draft) button").ClickAsync();
        await page.Locator(".rv-good").Nth(2).WaitForAsync();
        await page.Locator("form[action$=Provide] button").ClickAsync();
        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);
        Assert.Equal("accepted", await StateAsync(contract.Case));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Draft_IsAgreedToByItsHash_ThenTheFeeIsPaid_AndTheCaseGoesOnByItself()
    {
        NotarisedJourney contract = await DraftAsync(browser);
        IPage page = await EnterAsync(browser, contract);
        Assert.EndsWith("/document", page.Url, StringComparison.Ordinal);
        string address = page.Url[..page.Url.LastIndexOf('/')];
        await page.Locator("main a.govuk-button").ClickAsync();
        await page.Locator("label[for=read]").ClickAsync();
        await page.Locator("form:has(#read) button").ClickAsync();
        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);

        await FeeAsync(browser, contract);
        await page.GotoAsync(address);
        Assert.EndsWith("/payment", page.Url, StringComparison.Ordinal);
        string due = await page.Locator("main").InnerTextAsync();
        Assert.Contains("1.900.000 đ", due, StringComparison.Ordinal);
        Assert.Contains("Nộp tại quầy", due, StringComparison.Ordinal);
        await page.Locator("form[action$='/payment'] button").ClickAsync();

        // The page shows the way to the gateway and its QR code, and goes on when the money is there.
        JsonElement order = (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{contract.Case}/payments")).Expect(200).Json.EnumerateArray().Single();
        Assert.Equal(order.GetProperty("address").GetString(), await page.Locator("main a.govuk-button:not(.govuk-button--secondary)").GetAttributeAsync("href"));
        Assert.Equal(1, await page.Locator("svg.rv-qr path").CountAsync());
        GatewayOrder paid = browser.Known.Payments.Pay(order.GetProperty("id").GetGuid());
        CallbackAnswer told = await browser.Known.Payments.TellAsync(browser.Service.Http, paid with { Callback = new Uri(browser.Service.Address, paid.Callback.AbsolutePath) });
        Assert.Equal(200, told.Status);
        await page.GetByText("Kiểm tra ngay").ClickAsync();
        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);
        Assert.Equal("draft-shared", await StateAsync(contract.Case));
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    /// <summary>A link that is used up opens nothing, but leads to the provider; who comes back as a participant of the case goes on.</summary>
    [SkippableFact]
    public async Task SignIn_WithVNeID_LeadsFromAUsedLinkBackIntoTheCase()
    {
        CitizenPeople people = await new CitizenPeople(browser).StartAsync();
        IPage first = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(first);
        IPage page = await browser.NewPageAsync("vi", script: false);
        LyingProvider provider = browser.Known.SignIn;
        await page.GotoAsync($"/s/{ticket}");
        string way = (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "VNeID" }).GetAttributeAsync("href"))!;

        // The provider's own pages are not the matter here: it asks nobody, and the browser comes back with a code.
        IAPIResponse there = await page.APIRequest.GetAsync(way, new APIRequestContextOptions { MaxRedirects = 0 });
        Uri at = new(there.Headers["location"]);
        Assert.StartsWith(provider.Issuer + "/auth", at.ToString(), StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(at.Query);
        provider.Nonce = query["nonce"]!;
        await page.GotoAsync($"{new Uri(query["redirect_uri"]!).AbsolutePath}?code=c1&state={Uri.EscapeDataString(query["state"]!)}");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/s/**/consent");
        Assert.DoesNotContain(ticket, page.Url, StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator(".rv-equal button").CountAsync());
        await first.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>The code is drawn, and stands nowhere as text; what the phone read is then shown here.</summary>
    [SkippableFact]
    public async Task Phone_TakesTheReadingOver_ByACodeThatIsNoAddress()
    {
        CitizenPeople people = await (await new CitizenPeople(browser).StartAsync()).AgreeAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(page);
        await page.Locator("form[action$=Phone] button").ClickAsync();
        Assert.Equal(1, await page.Locator("svg.rv-qr path").CountAsync());
        Assert.Contains("Cổng dịch vụ Xã Một", await page.Locator("main ol").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("chip/relay", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal($"/s/{ticket}/card?handler=Phone", new Uri(page.Url).PathAndQuery);
        await people.ReadChipAsync();
        await page.Locator("main a.govuk-button").ClickAsync();
        Assert.Contains("001•••••••00", await page.Locator("dl").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    internal static async Task<NotarisedJourney> SupplementAsync(BrowserFixture browser)
    {
        NotarisedJourney contract = new(browser.Service);
        (await contract.SubmitAsync()).Expect(200);
        Caller officer = await browser.Service.AsAsync("officer");
        (await officer.PostAsync($"{contract.Actions}/accept")).Expect(200);
        (await officer.PostAsync($"{contract.Actions}/request-supplement", new { needs = new[] { "draft" }, text = "Bản thảo thiếu trang cuối. Hãy gửi lại bản đủ." })).Expect(200);
        await contract.ConsentAsync("p1");
        return contract;
    }

    internal static async Task<NotarisedJourney> DraftAsync(BrowserFixture browser)
    {
        NotarisedJourney contract = new(browser.Service);
        string draft = await contract.ShareAsync();
        await contract.ConsentAsync("p1");
        await contract.AgreeAsync("p2", draft);
        return contract;
    }

    /// <summary>The office asks for the fee of the contract.</summary>
    internal static async Task FeeAsync(BrowserFixture browser, NotarisedJourney contract) =>
        (await (await browser.Service.AsAsync("officer")).PostAsync($"{contract.Actions}/request-fee", new { })).Expect(200);

    internal static async Task<IPage> EnterAsync(BrowserFixture browser, NotarisedJourney contract)
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await new CitizenPeople(browser).EnterAsync(page, await contract.TicketAsync("p1"));
        return page;
    }

    private async Task<string> StateAsync(Guid id) => (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("state").GetString()!;
}
