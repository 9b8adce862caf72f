using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Citizen;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>Pages for anyone, and the operator's.</summary>
public sealed class PublicPages : IListedPages
{
    private const string Part = "Public";

    public IEnumerable<ListedPage> Pages =>
    [
        ListedPage.At("start", Part, "/"),
        ListedPage.At("check", Part, "/check"),
        new("check-wrong-code", Part, async (_, page) =>
        {
            await page.GotoAsync("/check");
            await page.Locator("#code").FillAsync("AAAA");
            await page.Locator("#code").PressAsync("Enter");
            await page.Locator("#errors").WaitForAsync();
        }),
        new("check-valid", Part, async (browser, page) => await page.GotoAsync($"/check/{await browser.Known.CodeAsync()}")),
        new("check-unsigned-file", Part, async (_, page) =>
        {
            await page.GotoAsync("/check");
            await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "hop-dong.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
            await page.Locator("form:has(#file) button").ClickAsync();
            await page.Locator(".rv-verdict").WaitForAsync();
        }),
        new("check-changed-file", Part, async (browser, page) =>
        {
            await page.GotoAsync("/check");
            await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "hop-dong-da-ky.pdf", MimeType = "application/pdf", Buffer = await ChangedAsync(browser) });
            await page.Locator("form:has(#file) button").ClickAsync();
            await page.Locator(".rv-verdict").WaitForAsync();
        }),
        ListedPage.At("check-unknown", Part, "/check/AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA"),
        ListedPage.At("outcome", Part, "/outcome"),
        new("outcome-found", Part, async (browser, page) =>
        {
            CitizenPeople people = await new CitizenPeople(browser).OpenAsync();
            string ticket = await people.EnterAsync(page);
            await page.GotoAsync($"/s/{ticket}/later");
            await page.Locator("main form button").ClickAsync();
            string code = await page.Locator(".rv-take-down").InnerTextAsync();
            await page.GotoAsync("/outcome");
            await page.Locator("#code").FillAsync(code);
            await page.Locator("#number").FillAsync(Journey.Number);
            await page.Locator("main form button").ClickAsync();
            await page.Locator("main dl").WaitForAsync();
        }),
        new("figures", Part, async (browser, page) =>
        {
            await browser.Known.FiguresAsync();
            await page.GotoAsync("/figures?unit=xa-mot");
        }),
        ListedPage.At("accessibility", Part, "/accessibility"),
        ListedPage.At("not-found", Part, "/nothing-is-here"),
        new("operator", Part, async (browser, page) =>
        {
            await Desk.DeskVisitor.EnterByAsync(browser, "passkey", "operator", page);
            await page.GotoAsync(Desk.DeskVisitor.OriginOf(browser) + "/operator");
        }),
    ];

    /// <summary>The issued file with one bit of its content changed after it was signed.</summary>
    private static async Task<byte[]> ChangedAsync(BrowserFixture browser)
    {
        byte[] file = (await browser.Service.Anyone.GetAsync($"/check/{await browser.Known.CodeAsync()}/file")).Expect(200).Body;
        file[200] ^= 1;
        return file;
    }
}
