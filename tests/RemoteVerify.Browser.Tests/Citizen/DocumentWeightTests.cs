using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Desk;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>A document full of small print keeps its pages light, with the picture of its first page.</summary>
[Collection(BrowserCollection.Name)]
public class DocumentWeightTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>Enlarged by a press, on a page of its own.</summary>
    private const int MostLargeBytes = 160 * 1024;

    private const string FirstPicture = ".rv-sheet img";

    [SkippableTheory]
    [InlineData(BrowserFixture.Narrow)]
    [InlineData(BrowserFixture.Wide)]
    public async Task DocumentOfSmallPrint_WithItsFirstPicture_WeighsLittle(int width)
    {
        Skip.IfNot(File.Exists("/usr/bin/pdftoppm"), "poppler-utils is not installed; ./rv setup installs the Debian package");
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync(DensePaper.Contract)).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        IPage page = await browser.NewPageAsync("vi", width);
        await people.EnterAsync(page);
        await WeighsLittleAsync(page, $"document of the citizen at {width}");

        IAPIResponse large = await page.APIRequest.GetAsync((await page.Locator(".rv-sheet__picture").First.GetAttributeAsync("href"))!);
        int bytes = (await large.BodyAsync()).Length;
        output.WriteLine($"enlarged: {bytes / 1024.0:0.0} KB");
        Assert.InRange(bytes, 1, MostLargeBytes);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task CaseOnTheDesk_WithItsFirstPicture_WeighsLittle()
    {
        Skip.IfNot(File.Exists("/usr/bin/pdftoppm"), "poppler-utils is not installed; ./rv setup installs the Debian package");
        Guid id = await DeskCases.SignedAsync(browser, "Nguyễn Thị Trang Dày", document: DensePaper.Contract);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk/cases/{id}");
        await WeighsLittleAsync(officer.Page, "case on the desk");
        await officer.Page.Context.CloseAsync();
    }

    private async Task WeighsLittleAsync(IPage page, string name)
    {
        // Pictures of later pages come when one is about to scroll to them.
        await page.RouteAsync(address => address.Contains("handler=Picture", StringComparison.Ordinal) && !address.Contains("number=1&", StringComparison.Ordinal), route => route.AbortAsync());
        long bytes = await PageWeight.OfAgainAsync(page, async () =>
        {
            ILocator picture = page.Locator(FirstPicture).First;
            await picture.ScrollIntoViewIfNeededAsync();
            await page.WaitForFunctionAsync("one => one.complete && one.naturalWidth > 0", await picture.ElementHandleAsync());
        });
        output.WriteLine($"{name}: {bytes / 1024.0:0.0} KB over the line");
        Assert.InRange(bytes, 1, PageWeight.MostBytes);
    }
}
