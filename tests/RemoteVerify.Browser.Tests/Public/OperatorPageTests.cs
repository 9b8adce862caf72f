using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>The operator's page opens for operators and for nobody else.</summary>
[Collection(BrowserCollection.Name)]
public class OperatorPageTests(BrowserFixture browser)
{
    [SkippableTheory]
    [InlineData(null, null)]
    [InlineData("operator", "wrong")]
    [InlineData("officer", null)]
    [InlineData("portal", null)]
    [InlineData("nobody", null)]
    public async Task Operator_ForAnyoneElse_AsksWhoTheyAre(string? client, string? secret)
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        Dictionary<string, string> headers = client is null ? [] : KnownThings.SignInAs(client, secret);
        IAPIResponse answer = await page.APIRequest.GetAsync("/operator", new() { Headers = headers });
        Assert.Equal(401, answer.Status);
        Assert.StartsWith("Basic realm=", answer.Headers["www-authenticate"], StringComparison.Ordinal);
        Assert.DoesNotContain("SHA", await answer.TextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Operator_SignedIn_SeesModelsQueuesJobsAndCertificates_AndIsToldWhatIsOfDevelopmentGrade()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        await page.SetExtraHTTPHeadersAsync(KnownThings.SignInAs("operator"));
        await page.GotoAsync("/operator");
        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("Khóa ký là khóa phát triển", shown, StringComparison.Ordinal);
        Assert.Contains("RemoteVerify Development Root CA", shown, StringComparison.Ordinal);
        Assert.Equal(4, await page.Locator("[aria-labelledby=queues] tbody tr").CountAsync());
        Assert.True(await page.Locator("[aria-labelledby=jobs] tbody tr").CountAsync() > 3);
        await page.Context.CloseAsync();
    }
}
