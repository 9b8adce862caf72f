using System.Text;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests;

/// <summary>
/// <c>./rv screenshots</c>: a picture of every page in both languages and both widths, and a sheet that shows them all. No test of the build: it runs when the folder is named.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Screenshots")]
public class ScreenshotTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>Where the pictures go.</summary>
    private const string FolderVariable = "RV_SCREENSHOTS";

    /// <summary>Part or beginning of names that are wanted; all without it.</summary>
    private const string OnlyVariable = "RV_SCREENSHOTS_ONLY";

    private static readonly string[] Languages = ["vi", "en"];
    private static readonly int[] Widths = [BrowserFixture.Narrow, BrowserFixture.Wide];

    [SkippableFact]
    public async Task Screenshots_OfEveryPage_AreWritten()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Skip.If(string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder; ./rv screenshots does");
        string only = Environment.GetEnvironmentVariable(OnlyVariable) ?? string.Empty;
        Directory.CreateDirectory(folder);
        List<ListedPage> pages = [.. PageList.All.Where(page => only.Length == 0 || page.Part.Equals(only, StringComparison.OrdinalIgnoreCase) || page.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase))];
        Assert.True(pages.Count > 0, $"no page is called '{only}'");
        List<string> failed = [];
        foreach (ListedPage page in pages)
        {
            foreach (string language in Languages)
            {
                await TakeAsync(page, language, folder, failed);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), Sheet(pages));
        output.WriteLine($"{pages.Count} pages in {folder}");
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private async Task TakeAsync(ListedPage listed, string language, string folder, List<string> failed)
    {
        IPage page = await browser.NewPageAsync(language);
        try
        {
            await listed.OpenAsync(browser, page);
            await page.WaitForLoadStateAsync(LoadState.Load);
            await page.EvaluateAsync("() => document.fonts.ready");
            foreach (int width in Widths)
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 640 : 800);
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, FileOf(listed, language, width)), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }
        }
        catch (PlaywrightException e)
        {
            failed.Add($"{listed.Name} {language}: {e.Message.Split('\n')[0]}");
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }

    private static string FileOf(ListedPage page, string language, int width) => $"{page.Part.ToLowerInvariant()}-{page.Name}-{language}-{width}.png";

    private static string Sheet(IReadOnlyList<ListedPage> pages)
    {
        StringBuilder html = new("""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>RemoteVerify: every page</title>
            <style>body{font-family:sans-serif;margin:2rem}section{margin-bottom:3rem}div{display:flex;gap:1rem;align-items:flex-start;flex-wrap:wrap}figure{margin:0}img{border:1px solid #999;max-height:40rem;max-width:40rem}</style>
            </head><body><h1>Every page</h1>
            """);
        foreach (ListedPage page in pages)
        {
            html.Append($"<section><h2>{page.Part}: {page.Name}</h2><div>");
            foreach (string file in Languages.SelectMany(language => Widths.Select(width => FileOf(page, language, width))))
            {
                html.Append($"<figure><a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"{file}\"></a><figcaption>{file}</figcaption></figure>");
            }

            html.Append("</div></section>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }
}
