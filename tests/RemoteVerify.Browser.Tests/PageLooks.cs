using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>
/// One page looked at several times: without script, with it, in another language. The way there is gone once, because it is what costs; a second look loads the same address again, and
/// where that does not show the same page (an answer to a form, a link that opens once) the way is gone again.
/// </summary>
internal sealed class PageLooks(BrowserFixture browser, ListedPage listed) : IAsyncDisposable
{
    private IPage? _page;
    private ICDPSession? _line;
    private string _language = string.Empty;

    private IPage Page => _page ?? throw new InvalidOperationException("The page was not opened.");

    public async ValueTask DisposeAsync()
    {
        if (_page is { } page)
        {
            await page.Context.CloseAsync();
        }
    }

    /// <summary>By the whole way.</summary>
    public async Task<IPage> OpenAsync(string language, bool script)
    {
        await DisposeAsync();
        _page = await browser.NewPageAsync(language);
        _line = await Page.Context.NewCDPSessionAsync(Page);
        _language = language;
        await AllowScriptAsync(script);
        await listed.OpenAsync(browser, Page);
        return Page;
    }

    /// <summary>The same page with script and in the language given.</summary>
    public async Task<IPage> AgainAsync(string language)
    {
        string[] before = await SignsAsync();
        string address = Page.Url;
        await AllowScriptAsync(true);
        bool isSame = await ComesBackAsync(address, language, before);
        _language = language;
        return isSame ? Page : await OpenAsync(language, script: true);
    }

    private async Task<bool> ComesBackAsync(string address, string language, string[] before)
    {
        if (language != _language)
        {
            await Page.GotoAsync($"{new Uri(address).GetLeftPart(UriPartial.Authority)}/?lang={language}");
        }
        else if (address.Contains('#', StringComparison.Ordinal))
        {
            // To go to what stands behind # on the same page would load nothing.
            await Page.LeaveAsync();
        }

        await Page.GotoAsync(address);
        string[] after = await SignsAsync();
        return language == _language ? before.SequenceEqual(after) : before.Length == after.Length;
    }

    private Task AllowScriptAsync(bool script) => _line!.SendAsync("Emulation.setScriptExecutionDisabled", new Dictionary<string, object> { ["value"] = !script });

    /// <summary>Title, headings and what is said of mistakes: by these people know where they are.</summary>
    private async Task<string[]> SignsAsync()
    {
        const string signs = """
            () => [new URL(location).pathname, document.title, ...[...document.querySelectorAll('main h1, main h2, main legend, main label, main .govuk-error-message, main .govuk-error-summary li, main .govuk-tag, main button')]
              .filter(element => element.checkVisibility()).map(element => element.textContent.trim())]
            """;
        try
        {
            return await Page.EvaluateAsync<string[]>(signs);
        }
        catch (PlaywrightException)
        {
            // The page has loaded itself anew meanwhile, as one does whose worker has just come.
            await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            return await Page.EvaluateAsync<string[]>(signs);
        }
    }
}
