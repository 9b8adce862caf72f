using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Desk;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>The operator's page opens for operators who signed in at the desk, and for nobody else.</summary>
[Collection(BrowserCollection.Name)]
public class OperatorPageTests(BrowserFixture browser)
{
    [SkippableTheory]
    [InlineData(null, "/desk/sign-in?back=%2Foperator")]
    [InlineData("officer", "/desk")]
    public async Task Operator_ForAnyoneElse_LeadsToTheirOwnPlace(string? client, string place)
    {
        IPage page = client is null ? await browser.NewPageAsync("vi", script: false) : await DeskVisitor.EnterByAsync(browser, "passkey", client);
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/operator");
        Assert.EndsWith(place, page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("SHA", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Operator_SignedInByPasskey_SeesModelsQueuesJobsAndCertificates_AndNoCase()
    {
        DeskVisitor keeper = await DeskVisitor.EnterAsync(browser, "operator");
        IPage page = keeper.Page;
        Assert.EndsWith("/operator", page.Url, StringComparison.Ordinal);
        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("Khóa ký là khóa phát triển", shown, StringComparison.Ordinal);
        Assert.Contains("RemoteVerify Development Root CA", shown, StringComparison.Ordinal);
        Assert.Equal(4, await page.Locator("[aria-labelledby=queues] tbody tr").CountAsync());
        Assert.True(await page.Locator("[aria-labelledby=jobs] tbody tr").CountAsync() > 3);

        // No page of officers is theirs.
        foreach (string path in new[] { "/desk", $"/desk/cases/{Guid.NewGuid()}", "/desk/registers?book=SCT/BS", "/assist" })
        {
            await keeper.GoAsync(path);
            Assert.EndsWith(path == "/assist" ? "/desk/sign-in?back=%2Fassist" : "/operator", page.Url, StringComparison.Ordinal);
        }

        await keeper.LeaveAsync();
        await keeper.GoAsync("/operator");
        Assert.Contains("/desk/sign-in", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
