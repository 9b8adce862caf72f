using RemoteVerify.Cases.Documents;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Engines;

/// <summary>Papers of a sandbox: a contract to try with, and the mark over every page of what a portal attached.</summary>
public sealed class SandboxPapers(DocumentFonts fonts) : ITrialMark
{
    private const int MaximumPages = 500;

    /// <summary>A contract between people who don't exist, marked on its page.</summary>
    public byte[] Contract(DateTimeOffset at)
    {
        DocumentComposer composer = Composer("Hợp đồng thử nghiệm", at);
        composer.Heading("HỢP ĐỒNG THỬ NGHIỆM");
        composer.Paragraph("Điều 1. Văn bản này chỉ dùng để thử tích hợp. Nó không có giá trị pháp lý.");
        composer.Paragraph("Điều 2. Các bên có tên trong hồ sơ không có thật; dữ liệu chip và camera do môi trường thử nghiệm trả lời.");
        composer.Paragraph("Điều 3. Sau khi xác minh danh tính, các bên đọc, xác nhận và ký văn bản này.");
        return composer.ToPdf();
    }

    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Mark(ReadOnlyMemory<byte> pdf, string title, DateTimeOffset at)
    {
        try
        {
            PdfDocument document = PdfDocument.Open(pdf);
            int count = PageTree.Read(document.Latest).Count;
            if (count is 0 or > MaximumPages)
            {
                return NotTaken("page-count");
            }

            DocumentComposer composer = Composer(title, at);
            for (int number = 1; number <= count; number++)
            {
                composer.AddImportedPage(DocumentComposer.Import(document, number, withAppearances: true), FormattableString.Invariant($"Trang {number}/{count}"));
            }

            return new ReadOnlyMemory<byte>(composer.ToPdf());
        }
        catch (PdfFormatException)
        {
            return NotTaken("broken-file");
        }
    }

    private DocumentComposer Composer(string title, DateTimeOffset at) =>
        new(new ComposerOptions { Title = title, Fonts = fonts, Created = at, Mark = TestMark.For(true) });

    private static Refusal NotTaken(string reason) => new(
        RefusalCode.DocumentNotAccepted, "The pages of this document can't be drawn again, and a sandbox takes only what it can mark as a trial. Send another one.", [], [reason]);
}
