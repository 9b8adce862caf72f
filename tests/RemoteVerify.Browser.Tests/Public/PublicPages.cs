namespace RemoteVerify.Browser.Tests.Public;

/// <summary>Pages for anyone.</summary>
public sealed class PublicPages : IListedPages
{
    private const string Part = "Public";

    public IEnumerable<ListedPage> Pages =>
    [
        ListedPage.At("start", Part, "/"),
        ListedPage.At("check", Part, "/check"),
        new("check-valid", Part, async (browser, page) => await page.GotoAsync($"/check/{await browser.Known.CodeAsync()}")),
        ListedPage.At("check-unknown", Part, "/check/AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA"),
        ListedPage.At("outcome", Part, "/outcome"),
        ListedPage.At("not-found", Part, "/nothing-is-here"),
    ];
}
