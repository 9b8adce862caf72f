using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>The document as pictures of its pages beside its words.</summary>
[Collection(BrowserCollection.Name)]
public class DocumentPictureTests(BrowserFixture browser)
{
    private const string Loaded = "() => { const picture = document.querySelector('.rv-sheet img'); return picture && picture.complete && picture.naturalWidth > 0 ? picture.naturalWidth : 0; }";

    [SkippableFact]
    public async Task Pages_OfTheDocument_AreShownAsPictures_ToTheirReaderAlone_AndLeaveOneRecord()
    {
        Skip.IfNot(File.Exists("/usr/bin/pdftoppm"), "poppler-utils is not installed; ./rv setup installs the Debian package");
        CitizenPeople people = await ProvenAsync();
        IPage page = await browser.NewPageAsync("vi", BrowserFixture.Narrow, script: true);
        await people.EnterAsync(page);
        await page.WaitForFunctionAsync(Loaded);
        string? alt = await page.Locator(".rv-sheet img").GetAttributeAsync("alt");
        Assert.Equal("Hình trang 1 trên 1. Chữ của trang có ngay sau hình.", alt);
        string small = (await page.Locator(".rv-sheet img").GetAttributeAsync("src"))!, large = (await page.Locator(".rv-sheet__picture").GetAttributeAsync("href"))!;
        foreach (string address in (string[])[small, large])
        {
            IAPIResponse picture = await page.APIRequest.GetAsync(address);
            Assert.Equal((200, "image/webp", "no-store"), (picture.Status, picture.Headers["content-type"], picture.Headers["cache-control"]));
        }

        // Another person's visit opens neither the picture nor the case.
        CitizenPeople others = await ProvenAsync();
        IPage other = await browser.NewPageAsync("vi", script: false);
        string word = await others.EnterAsync(other);
        Assert.StartsWith("text/html", (await other.APIRequest.GetAsync(small)).Headers["content-type"], StringComparison.Ordinal);
        string swapped = $"/s/{word}{small[small.IndexOf("/document", StringComparison.Ordinal)..]}";
        IAPIResponse plate = await other.APIRequest.GetAsync(swapped);
        Assert.Equal("image/svg+xml; charset=utf-8", plate.Headers["content-type"]);
        Assert.Contains("vừa thay đổi", await plate.TextAsync(), StringComparison.Ordinal);

        // The reading is one record, however many pictures were fetched.
        Assert.Equal(1, await ReadingsAsync(people.Case));
        page.KeptToItself();
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    /// <summary>A page that is too long to be drawn within the limits: its words stand alone, and the way goes on.</summary>
    [SkippableFact]
    public async Task Document_ThatCanNotBeDrawn_IsShownByItsWords()
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync(Journey.TallContract)).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        await people.EnterAsync(page);
        Assert.Contains("Không dựng được hình", await page.Locator(".govuk-inset-text").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(".rv-sheet img").CountAsync());
        Assert.Contains("HỢP ĐỒNG THỬ NGHIỆM", await page.Locator(".rv-paper").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("main a.govuk-button").ClickAsync();
        Assert.Contains("/confirm", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task<CitizenPeople> ProvenAsync() => await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();

    private async Task<int> ReadingsAsync(Guid id)
    {
        await using IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None);
        return (await unit.Audit.ListAsync(new CaseId(id), CancellationToken.None)).Count(recorded => recorded.Entry.Act.StartsWith("document.read", StringComparison.Ordinal) || recorded.Entry.Act == "document.show-pages");
    }
}
