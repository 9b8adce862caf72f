using Microsoft.Playwright;
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
        ListedPage.At("check-unknown", Part, "/check/AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA"),
        ListedPage.At("outcome", Part, "/outcome"),
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
}
