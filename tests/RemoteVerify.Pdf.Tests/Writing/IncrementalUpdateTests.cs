using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Writing;

public sealed class IncrementalUpdateTests
{
    public static readonly TheoryData<string, string?, XrefKind> Inputs = new()
    {
        { "ph-minimal.pdf", null, XrefKind.Table },
        { "ph-minimal-xref.pdf", null, XrefKind.Stream },
        { "ph-minimal-hybrid-xref.pdf", null, XrefKind.Table },
        { "qp-hybrid-xref.pdf", null, XrefKind.Table },
        { "p2-PDF_2.0_with_offset_start.pdf", null, XrefKind.Table },
        { "qp-lin5.pdf", null, XrefKind.Table },
        { "qp-gen1.pdf", null, XrefKind.Table },
        { "ds-pdf-xref-streams.pdf", null, XrefKind.Stream },
        { "ds-sample_end_space.pdf", null, XrefKind.Table },
        { "ph-minimal-aes256.pdf", "usersecret", XrefKind.Stream },
        { "qp-V4-aes.pdf", null, XrefKind.Table },
    };

    [Fact]
    public void Build_ChangedAndNewObjects_KeepsOldBytesAndReadsBack()
    {
        var original = SamplePdf.Make(SamplePdf.OnePage);
        var update = new IncrementalUpdate(PdfDocument.Open(original), Fill);
        var added = update.Add(PdfString.FromText("Nguyễn (thử)"));
        update.Set(new PdfReference(3, 0), ((PdfDictionary)update.Get(new PdfReference(3, 0))).With("X", added));

        var file = update.Build().AppendTo(original);

        Assert.Equal(original, file[..original.Length]);
        var document = PdfDocument.Open(file);
        Assert.Equal(new PdfReference(5, 0), added);
        Assert.Equal("Nguyễn (thử)", ((PdfString)document.Latest.Get(added)).ToText());
        Assert.Equal(6, document.Latest.Trailer.GetInteger("Size"));
        Assert.Equal([3, 5], document.Latest.ChangedNumbers());
        Assert.Equal(file.Length, document.Latest.EndOffset);
    }

    [Fact]
    public void Build_TableEntries_AreTwentyBytes()
    {
        var original = SamplePdf.Make(SamplePdf.OnePage);
        var update = new IncrementalUpdate(PdfDocument.Open(original), Fill);
        update.Add(PdfNull.Instance);

        var tail = Encoding.Latin1.GetString(update.Build().Bytes.Span);

        Assert.Matches("xref\n5 1\n[0-9]{10} 00000 n\r\ntrailer", tail);
    }

    [Fact]
    public void Build_FileIdentifier_KeepsFirstPartAndRenewsSecond()
    {
        var original = SamplePdf.Make(SamplePdf.OnePage, "/ID [<0102> <0304>]");
        var update = new IncrementalUpdate(PdfDocument.Open(original), Fill);
        update.Add(PdfNull.Instance);

        var id = (PdfArray)PdfDocument.Open(update.Build().AppendTo(original)).Latest.Trailer["ID"]!;

        Assert.Equal(new PdfString(new byte[] { 1, 2 }), id[0]);
        Assert.Equal(16, ((PdfString)id[1]).Bytes.Length);
    }

    [Fact]
    public void Build_Placeholders_FillsByteRangeAndTellsTheGap()
    {
        var original = SamplePdf.Make(SamplePdf.OnePage);
        var update = new IncrementalUpdate(PdfDocument.Open(original), Fill);
        update.Add(new PdfDictionary(("Type", new PdfName("Sig")), ("ByteRange", ByteRangePlaceholder.Instance), ("Contents", new ContentsPlaceholder(32))));

        var tail = update.Build();
        var file = tail.AppendTo(original, [0xAB, 0xCD]);

        Assert.NotNull(tail.Gap);
        Assert.Equal("<ABCD" + new string('0', 60) + ">", Encoding.ASCII.GetString(file[(int)tail.Gap.GapStart..(int)tail.Gap.GapEnd]));
        var dictionary = (PdfDictionary)PdfDocument.Open(file).Latest.Get(new PdfReference(5, 0));
        Assert.Equal(tail.Gap.ByteRange, ((PdfArray)dictionary["ByteRange"]!).Select(n => ((PdfInteger)n).Value));
        Assert.Equal(file.Length, tail.Gap.ByteRange[2] + tail.Gap.ByteRange[3]);
        Assert.Throws<ArgumentException>(() => tail.AppendTo(original, new byte[33]));
    }

    [SkippableTheory]
    [MemberData(nameof(Inputs))]
    public void Build_CorpusInput_HasTheKindOfTheNewestSectionAndReadsBack(string name, string? password, XrefKind kind)
    {
        var original = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name));
        var options = new PdfOpenOptions { Password = password };
        var before = PdfDocument.Open(original, options);
        var update = new IncrementalUpdate(before, Fill);
        var text = update.Add(PdfString.FromText("secret text"));
        var stream = update.Add(new PdfStream(PdfDictionary.Empty, "stream data"u8.ToArray()));

        var file = update.Build().AppendTo(original);

        var after = PdfDocument.Open(file, options);
        Assert.Equal(before.RevisionCount + 1, after.RevisionCount);
        Assert.Equal(kind, after.Latest.Kind);
        Assert.Equal("secret text", ((PdfString)after.Latest.Get(text)).ToText());
        Assert.Equal("stream data", Encoding.ASCII.GetString(((PdfStream)after.Latest.Get(stream)).EncodedData.Span));
        Assert.Equal(before.Encryption is not null, file.AsSpan(original.Length).IndexOf("stream data"u8) < 0);
        Assert.Equal(before.Latest.Catalog, after.Latest.Catalog);
    }

    [SkippableFact]
    public void Constructor_Rc4File_IsRefused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", "ph-minimal-rc4.pdf"));
        var document = PdfDocument.Open(bytes, new PdfOpenOptions { Password = "usersecret" });

        Assert.Throws<ArgumentException>(() => new IncrementalUpdate(document, Fill));
    }

    private static void Fill(Span<byte> buffer) => buffer.Fill(0x5A);
}
