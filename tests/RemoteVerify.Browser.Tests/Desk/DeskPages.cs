using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>The officer's pages, and states of them that look different.</summary>
public sealed class DeskPages : IListedPages
{
    private const string Part = "Desk";

    public IEnumerable<ListedPage> Pages =>
    [
        new("desk-sign-in", Part, (browser, page) => page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk/sign-in")),
        new("desk-enrol", Part, (browser, page) => page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk/enrol")),
        new("desk-passkeys", Part, async (browser, page) => await (await DeskVisitor.EnterAsync(browser, page: page)).GoAsync("/desk/passkeys")) { NeedsScript = true },
        new("desk-queue", Part, async (browser, page) =>
        {
            await DeskCases.SignedAsync(browser, "Nguyễn Văn Hàng");
            await DeskCases.ApprovedAsync(browser, "Nguyễn Thị Hàng");
            await DeskCases.SubmittedAsync(browser, "Nguyễn Út Hàng");
            await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
            await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk?q=hang");
        }),
        new("desk-data-requests", Part, async (browser, page) =>
        {
            await DataRequestTests.AskedAsync(browser, "Đinh Thị Danh Sách");
            await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
            await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk/data-requests");
        }),
        new("desk-data-request", Part, async (browser, page) =>
        {
            Guid id = await DataRequestTests.AskedAsync(browser, "Đinh Thị Một Yêu Cầu");
            await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
            await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/data-requests/{id}");
        }),
        new("desk-registers", Part, async (browser, page) =>
        {
            await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
            await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk/registers?book=SCT/BS");
        }),
        Case("desk-case-unsure", browser => DeskCases.UnsureAsync(browser)),
        Case("desk-case-signed", browser => DeskCases.SignedAsync(browser)),
        Case("desk-case-submitted", browser => DeskCases.SubmittedAsync(browser)),
        new("desk-case-weak", Part, async (browser, page) =>
        {
            Guid id = await DeskCases.SignedAsync(browser);
            await DeskVisitor.EnterByAsync(browser, "oidc", page: page);
            await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}");
        }),
        Case("desk-status", browser => DeskCases.AgencyAskedAsync(browser)),
        new("desk-session-plan", Part, async (browser, page) => await AtSessionAsync(browser, page, journey => journey.AgreeAsync())),
        new("desk-session-open", Part, async (browser, page) => await AtSessionAsync(browser, page, journey => journey.OpenAsync())),
        Case("desk-related", browser => DeskCases.CompletedAsync(browser), "/related"),
        Case("desk-print", browser => DeskCases.SignedAsync(browser), "/print?pictures=true"),
        Case("desk-print-submitted", browser => DeskCases.SubmittedAsync(browser), "/print"),
        Case("desk-export", browser => DeskCases.SignedAsync(browser), "/export"),
        new("desk-sign", Part, async (browser, page) =>
        {
            Guid one = await DeskCases.ApprovedAsync(browser), two = await DeskCases.ApprovedAsync(browser);
            await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
            await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/sign?case={one}&case={two}");
        }),
        new("desk-sign-key", Part, async (browser, page) =>
        {
            Guid id = await DeskCases.ApprovedAsync(browser);
            DeskVisitor officer = await DeskVisitor.EnterAsync(browser, page: page);
            await officer.GoAsync($"/desk/sign?case={id}");
            await page.Locator("form[data-passkey] button").ClickAsync();
            await page.Locator("form[data-signer]").WaitForAsync();
        }) { NeedsScript = true },
    ];

    private static ListedPage Case(string name, Func<BrowserFixture, Task<Guid>> makeAsync, string below = "") => new(name, Part, async (browser, page) =>
    {
        Guid id = await makeAsync(browser);
        await DeskVisitor.EnterByAsync(browser, "passkey", page: page);
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}{below}");
    });

    /// <summary>A contract with parties in different places, as the notary who leads sees it.</summary>
    private static async Task AtSessionAsync(BrowserFixture browser, IPage page, Func<NotarisedJourney, Task> comeAsync)
    {
        NotarisedJourney journey = new(browser.Service);
        await comeAsync(journey);
        await DeskVisitor.EnterByAsync(browser, "passkey", NotarisedJourney.Lead, page);
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{journey.Case}");
    }
}
