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
        new("desk-queue", Part, async (browser, page) => await DeskVisitor.EnterAsync(browser, page: page)) { NeedsScript = true },
    ];
}
