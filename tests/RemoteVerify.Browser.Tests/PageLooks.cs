using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>
/// One page looked at several times: in a browser without script, with it, in another language. The way there is gone once, because it is what costs; a second look goes to the same
/// address with the same cookies, and where that does not show the same page (an answer to a form, a link that opens once) the way is gone again.
/// </summary>
internal sealed class PageLooks(BrowserFixture browser, ListedPage listed) : IAsyncDisposable
{
    private IPage? _page;
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
        _page = await browser.NewPageAsync(language, script: script);
        _language = language;
        await listed.OpenAsync(browser, Page);
        return Page;
    }

    /// <summary>The same page in a browser with script and the language given.</summary>
    public async Task<IPage> AgainAsync(string language)
    {
        string[] before = await SignsAsync();
        string address = Page.Url;
        string cookies = await Page.Context.StorageStateAsync();
        await DisposeAsync();
        _page = await browser.NewPageAsync(language, storageState: cookies);
        bool isSame = await ComesBackAsync(_page, address, language, before);
        _language = language;
        return isSame ? _page : await OpenAsync(language, script: true);
    }

    private async Task<bool> ComesBackAsync(IPage page, string address, string language, string[] before)
    {
        try
        {
            if (language != _language)
            {
                await page.GotoAsync($"{new Uri(address).GetLeftPart(UriPartial.Authority)}/?lang={language}");
            }

            await page.GotoAsync(address);
        }
        catch (PlaywrightException)
        {
            // A page behind a sign-in of the browser's own, which no cookie remembers.
            return false;
        }

        string[] after = await SignsAsync();
        return language == _language ? before.SequenceEqual(after) : before.Length == after.Length;
    }

    /// <summary>Title, headings and what is said of mistakes: by these people know where they are.</summary>
    private Task<string[]> SignsAsync() => Page.EvaluateAsync<string[]>("""
        () => [new URL(location).pathname, document.title, ...[...document.querySelectorAll('main h1, main h2, main legend, main label, main .govuk-error-message, main .govuk-error-summary li, main .govuk-tag, main button')]
          .filter(element => element.checkVisibility()).map(element => element.textContent.trim())]
        """);
}
