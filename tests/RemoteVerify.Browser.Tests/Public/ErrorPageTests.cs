using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>What people see when something is wrong, and that it is no less guarded than any other page.</summary>
[Collection(BrowserCollection.Name)]
public class ErrorPageTests(BrowserFixture browser)
{
    [SkippableTheory]
    [InlineData("vi", "Không có trang này")]
    [InlineData("en", "Page not found")]
    public async Task Address_ThatLeadsNowhere_SaysSoInTheReadersLanguage(string language, string expected)
    {
        IPage page = await browser.NewPageAsync(language, script: false);
        IResponse answer = (await page.GotoAsync("/not/here"))!;
        Assert.Equal(404, answer.Status);
        Assert.Equal(expected, await page.Locator("h1").InnerTextAsync());
        Dictionary<string, string> headers = await answer.AllHeadersAsync();
        Assert.Contains("frame-ancestors 'none'", headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(language, headers["content-language"]);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Address_OfTheApi_StaysAProblemDocument()
    {
        Skip.IfNot(BrowserFixture.IsInstalled, "the service of these tests starts with the browser");
        Answer answer = (await browser.Service.Anyone.GetAsync("/v1/nothing")).ExpectProblem(404);
        Assert.False(answer.Headers.ContainsKey("Content-Encoding"));
    }
}
