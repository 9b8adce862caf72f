using System.IO.Compression;
using Microsoft.Playwright;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>A case leaves the screen: on paper with a QR code, or whole as one file; both are recorded.</summary>
[Collection(BrowserCollection.Name)]
public class PaperTests(BrowserFixture browser)
{
    private const string Folder = "RV_PAPERS";

    [SkippableFact]
    public async Task Print_IsA4_WithTheQrCodeAtTheTopLeft_AndWithoutNavigation()
    {
        Guid id = await DeskCases.SignedAsync(browser, "Nguyễn Thị In Giấy");
        IPage page = await DeskVisitor.EnterByAsync(browser, "oidc");
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}/print");
        Assert.Equal(0, await page.Locator(".rv-print img").CountAsync());
        Assert.Equal((1, 0), (await DeskCases.RecordedAsync(browser, id, "case.print"), await DeskCases.RecordedAsync(browser, id, "evidence.view")));
        await page.GetByRole(AriaRole.Link, new() { Name = "Kèm ảnh chip và ảnh chụp" }).ClickAsync();
        await page.Locator(".rv-print img").First.WaitForAsync();
        Assert.Equal((2, 1), (await DeskCases.RecordedAsync(browser, id, "case.print"), await DeskCases.RecordedAsync(browser, id, "evidence.view")));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        LocatorBoundingBoxResult qr = (await page.Locator(".rv-print__qr").BoundingBoxAsync())!, title = (await page.Locator(".rv-print h1").BoundingBoxAsync())!;
        Assert.True(qr.X < title.X && qr.Y <= title.Y, $"the code stands at {qr.X},{qr.Y}");
        foreach (string gone in new[] { ".rv-header", ".rv-footer", ".rv-desk-bar", ".govuk-back-link", "[data-print]", ".rv-keys" })
        {
            Assert.False(await page.Locator(gone).First.IsVisibleAsync(), gone);
        }

        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        byte[] pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "desk-print.pdf"), pdf);
        }

        PdfDocument opened = PdfDocument.Open(pdf);
        Assert.InRange(PageTree.Read(opened.Latest).Count, 1, 4);
        Assert.Equal((595, 842), SheetOf(opened));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Export_IsOneFileWithEverything_AfterAStrongSignIn()
    {
        Guid id = await DeskCases.SignedAsync(browser, "Nguyễn Thị Xuất Hồ Sơ");
        string address = $"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}/export";
        IPage weak = await DeskVisitor.EnterByAsync(browser, "oidc");
        await weak.GotoAsync(address);
        await weak.GetByRole(AriaRole.Button, new() { Name = "Lấy tệp ZIP" }).ClickAsync();
        Assert.Contains("chưa đủ chắc chắn", await weak.Locator("#errors").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await DeskCases.RecordedAsync(browser, id, "dossier.export", "done"));
        await weak.Context.CloseAsync();

        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey");
        await page.GotoAsync(address);
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lấy tệp ZIP" }).ClickAsync());
        using ZipArchive zip = await ZipFile.OpenReadAsync(await file.PathAsync());
        string[] names = [.. zip.Entries.Select(entry => entry.FullName)];
        foreach (string wanted in new[] { "dossier.json", "ho-so.pdf", "SHA256SUMS", "anh-in-a4.pdf", "anh-in-13x18.pdf", "bao-cao-bang-chung.pdf", "bang-chung.json", "anh-chip.jpg" })
        {
            Assert.Contains(names, name => name == wanted || name.EndsWith("/" + wanted, StringComparison.Ordinal));
        }

        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
        {
            await zip.ExtractToDirectoryAsync(Path.Combine(folder, "desk-export"), true);
        }

        Assert.Equal(1, await DeskCases.RecordedAsync(browser, id, "dossier.export", "done"));
        await page.ReloadAsync();
        Assert.Contains("Lưu trữ hồ sơ của cơ quan.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>Sides of the first page in whole points.</summary>
    private static (int Width, int Height) SheetOf(PdfDocument pdf)
    {
        PageSize size = DocumentComposer.Import(pdf, 1).Size;
        return ((int)Math.Round(size.Width), (int)Math.Round(size.Height));
    }
}
