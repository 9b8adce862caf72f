using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>Reading the printed card in its states.</summary>
public sealed class CardReadingPages : IListedPages
{
    private const string Part = "Cards";
    private static readonly Lazy<byte[]> Card = new(() => ShownCard.Jpeg(ShownCard.Applicant));
    private static readonly Lazy<byte[]> OtherSide = new(() => ShownCard.WithoutCode());

    public IEnumerable<ListedPage> Pages =>
    [
        new("card-read", Part, async (browser, page) => await OpenAsync(browser, page)),
        new("card-read-wrong-photo", Part, async (browser, page) => await CardVisit.SendAsync(page, await OpenAsync(browser, page), ShownCard.File(OtherSide.Value))),
        new("card-read-review", Part, async (browser, page) =>
        {
            await CardVisit.SendAsync(page, await OpenAsync(browser, page), ShownCard.File(Card.Value));
            await page.Locator("#read-full-name").WaitForAsync();
        }),
        new("card-read-conflict", Part, async (browser, page) =>
        {
            string ticket = await OpenAsync(browser, page);
            await CardVisit.TypeAsync(page, ticket, "full-name", "Nguyễn Thị Khác");
            await CardVisit.TypeAsync(page, ticket, "personal-number", Server.Tests.Journey.Number);
            await CardVisit.SendAsync(page, ticket, ShownCard.File(Card.Value));
            await page.Locator("#read-full-name").WaitForAsync();
        }),
        new("card-read-held", Part, async (browser, page) =>
        {
            (Guid id, string ticket) = await CardVisit.ToFormAsync(browser, page);
            await CardVisit.HoldAsync(browser, id, "residence", "Số 9 đường Mới, Xã Thử Nghiệm, Tỉnh Mẫu");
            await CardVisit.SendAsync(page, ticket, ShownCard.File(Card.Value));
            await page.Locator("#read-full-name").WaitForAsync();
        }),
        new("card-read-kept", Part, async (browser, page) =>
        {
            await CardVisit.SendAsync(page, await OpenAsync(browser, page), ShownCard.File(Card.Value));
            await page.Locator("form[action*=Keep] button").ClickAsync();
            await page.Locator("#field-full-name").WaitForAsync();
        }),
        new("card-read-filming", Part, async (browser, page) =>
        {
            await ShownCard.HoldBeforeCameraAsync(page, OtherSide.Value);
            await OpenAsync(browser, page);
            await page.Locator("#cardread-start").ClickAsync();
            await page.Locator("#cardread-message[data-code=closer]").WaitForAsync();
        }) { HasCamera = true, NeedsScript = true },
        new("card-read-no-camera", Part, async (browser, page) =>
        {
            await page.AddInitScriptAsync("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
            await OpenAsync(browser, page);
            await page.Locator("#cardread-start").ClickAsync();
            await page.Locator("#cardread-over[data-code=no-camera]").WaitForAsync();
        }) { HasCamera = true, NeedsScript = true },
    ];

    private static async Task<string> OpenAsync(BrowserFixture browser, IPage page)
    {
        (_, string ticket) = await CardVisit.ToFormAsync(browser, page);
        await page.GotoAsync($"/s/{ticket}/card/read");
        return ticket;
    }
}
