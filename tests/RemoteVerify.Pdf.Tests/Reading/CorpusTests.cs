using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Reading;

public sealed class CorpusTests
{
    [SkippableTheory]
    [InlineData("ph-minimal-startxref-hopeless.pdf")]
    [InlineData("ph-minimal-illegal-header.pdf")]
    [InlineData("ph-broken-objstream1.pdf")]
    [InlineData("ph-broken-objstream2.pdf")]
    [InlineData("ph-broken-objstream3.pdf")]
    [InlineData("ph-circular-page-tree.pdf")]
    [InlineData("ph-page-tree-direct-kid.pdf")]
    [InlineData("qp-append-xref-loop.pdf")]
    [InlineData("ds-EmptyPage-corrupted.pdf")]
    [InlineData("ds-pades_infinite_loop.pdf")]
    [InlineData("qp-bad-xref-entry.pdf")]
    public void Open_BrokenFile_IsRefusedWithTheTypedException(string name) =>
        Assert.Throws<PdfFormatException>(() => ReadEverything(Load(name), null));

    [SkippableTheory]
    [InlineData("ph-safedocs_CompactedPDFSyntaxTest.pdf", 1, 1)]
    [InlineData("ph-minimal-startxref-same-line.pdf", 1, 1)]
    [InlineData("ph-minimal-startxref-obo1.pdf", 1, 1)]
    [InlineData("ph-minimal-startxref-obo3.pdf", 1, 1)]
    [InlineData("ph-uncompressed-objstream-sample.pdf", 1, 1)]
    [InlineData("qp-incremental-1.pdf", 3, 1)]
    [InlineData("qp-lin5.pdf", 1, 30)]
    [InlineData("qp-hybrid-xref.pdf", 2, 30)]
    [InlineData("qp-extra-header-newline.pdf", 1, 1)]
    [InlineData("p2-PDF_2.0_with_offset_start.pdf", 1, 1)]
    [InlineData("ds-documentEmptySignature.pdf", 1, 10)]
    [InlineData("ds-PAdES-LT.pdf", 8, 1)]
    public void Open_SoundFile_ReadsEveryObjectOfEveryRevision(string name, int revisions, int pages)
    {
        var document = ReadEverything(Load(name), null);

        Assert.Equal(revisions, document.RevisionCount);
        Assert.Equal(pages, PageTree.Read(document.Latest).Count);
    }

    [SkippableFact]
    public void Read_CircularFieldTree_IsRefused()
    {
        var document = PdfDocument.Open(Load("ph-form-tree-circular-ref-input.pdf"));

        Assert.Throws<PdfFormatException>(() => SignatureFieldReader.Read(document.Latest));
    }

    [SkippableFact]
    public void Read_SignatureFields_FindsSignedAndEmptyOnes()
    {
        var fields = SignatureFieldReader.Read(PdfDocument.Open(Load("ds-dss-2554_certified-changes-permitted.pdf")).Latest);

        Assert.Equal(2, fields.Count);
        Assert.Single(fields, f => f.IsEmpty);
    }

    private static byte[] Load(string name) => File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name));

    private static PdfDocument ReadEverything(byte[] bytes, string? password)
    {
        var document = PdfDocument.Open(bytes, new PdfOpenOptions { Password = password });
        for (var i = 0; i < document.RevisionCount; i++)
        {
            var revision = document.Revision(i);
            Assert.True(revision.EndOffset > 0);
            foreach (var number in revision.AllNumbers())
            {
                if (revision.Locate(number) is { } at)
                {
                    revision.Get(new PdfReference(number, at.Generation));
                }
            }

            _ = PageTree.Read(revision);
        }

        return document;
    }
}
