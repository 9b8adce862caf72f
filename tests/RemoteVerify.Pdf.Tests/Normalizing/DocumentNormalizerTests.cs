using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Normalizing;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Normalizing;

public sealed class DocumentNormalizerTests
{
    [Fact]
    public void Normalize_SoundFile_KeepsEveryObjectAndTheIdentifier()
    {
        byte[] input = SamplePdf.Make(SamplePdf.OnePage, "/ID [<0102> <0304>] /Info 2 0 R");

        PdfDocument clean = PdfDocument.Open(Normalize(input).Bytes);

        PdfDocument original = PdfDocument.Open(input);
        Assert.Equal([1, 2, 3, 4], clean.Latest.AllNumbers().Where(n => n > 0));
        Assert.All(Enumerable.Range(1, 4), n => Assert.Equal(original.Latest.Get(new PdfReference(n, 0)), clean.Latest.Get(new PdfReference(n, 0))));
        Assert.Equal("0102", Convert.ToHexString(((PdfString)((PdfArray)clean.Latest.Trailer["ID"]!)[0]).Bytes.Span));
        Assert.Equal(new PdfReference(2, 0), clean.Latest.Trailer["Info"]);
    }

    [Theory]
    [InlineData("startxref\n", "startxref\n9")]
    [InlineData("0000000009 00000 n", "0000000123 00000 n")]
    [InlineData("xref\n0 5", "xfer\n0 5")]
    [InlineData("/Length 19", "/Length 77")]
    [InlineData("%PDF-1.7", "%PDX-1.7")]
    [InlineData("endobj\n2 0 obj", "\n2 0 obj")]
    public void Normalize_OneThingBroken_WritesASoundFileThatSaysTheSame(string right, string wrong)
    {
        string text = Encoding.Latin1.GetString(SamplePdf.Make(SamplePdf.OnePage));
        byte[] broken = Encoding.Latin1.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.False(broken.AsSpan().SequenceEqual(Encoding.Latin1.GetBytes(text)));

        PdfDocument clean = PdfDocument.Open(Normalize(broken).Bytes);

        PdfStream contents = Assert.IsType<PdfStream>(clean.Latest.Get(new PdfReference(4, 0)));
        Assert.Equal("BT (Hello) Tj ET", Encoding.Latin1.GetString(contents.EncodedData.Span).TrimEnd());
        Assert.Single(PageTree.Read(clean.Latest));
    }

    [Fact]
    public void Normalize_SeveralDefinitions_TakesTheLastAndSaysSo()
    {
        byte[] input = SamplePdf.Update(SamplePdf.Make(SamplePdf.OnePage), 3, "<< /Type /Page /Parent 2 0 R /Rotate 90 >>", 5);

        NormalizedDocument result = Normalize(input);

        Assert.Contains(result.Actions, action => action.Contains("1 older definition", StringComparison.Ordinal));
        Assert.Equal(90, PageTree.Read(PdfDocument.Open(result.Bytes).Latest)[0].Dictionary.GetInteger("Rotate"));
    }

    [Theory]
    [InlineData("<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>", "signed file")]
    [InlineData("<< /ByteRange [0 1 2 3] >>", "signed file")]
    [InlineData("<< /Broken ", "needed and can't be read")]
    public void Normalize_WhatWouldBeLost_IsRefused(string fifth, string why)
    {
        string[] objects = [.. SamplePdf.OnePage, fifth];
        objects[2] = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Needs 5 0 R >>";

        Assert.Contains(why, Assert.Throws<PdfFormatException>(() => Normalize(SamplePdf.Make(objects))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalize_SignatureOfAnOlderRevision_IsRefusedToo()
    {
        byte[] signed = SamplePdf.Make([.. SamplePdf.OnePage, "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>"]);

        Assert.Throws<PdfFormatException>(() => Normalize(SamplePdf.Update(signed, 5, "null", 6)));
    }

    [Fact]
    public void Normalize_EncryptedFile_IsRefused() =>
        Assert.Throws<PdfFormatException>(() => Normalize(SamplePdf.Make(SamplePdf.OnePage, "/Encrypt << /Filter /Standard >>")));

    [Fact]
    public void Normalize_UnreadableObjectThatNobodyNames_IsLeftOutWithALine()
    {
        NormalizedDocument result = Normalize(SamplePdf.Make([.. SamplePdf.OnePage, "<< /Broken "]));

        Assert.Contains(result.Actions, action => action.StartsWith("left out what begins as object 5", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1 0 obj (")]
    [InlineData("1 0 obj <<")]
    [InlineData("1 0 obj [")]
    [InlineData("1 0 obj <</Length 1>> stream ")]
    [InlineData("trailer <</A(")]
    public void Normalize_HostileRepetition_EndsSoon(string piece)
    {
        byte[] hostile = Encoding.Latin1.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat(piece, 100_000)));
        Stopwatch watch = Stopwatch.StartNew();

        Assert.Throws<PdfFormatException>(() => Normalize(hostile));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [SkippableFact]
    public void Normalize_MutantsOfTheCorpus_GiveSoundFilesOrTheTypedException()
    {
        Random random = new(7);
        foreach (string name in new[] { "ph-minimal.pdf", "ph-minimal-xref.pdf", "qp-incremental-1.pdf", "ph-uncompressed-objstream-sample.pdf" })
        {
            byte[] file = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name));
            for (int round = 0; round < 300; round++)
            {
                byte[] mutant = [.. file];
                for (int flip = 0; flip < 3; flip++)
                {
                    mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
                }

                try
                {
                    _ = PageTree.Read(PdfDocument.Open(Normalize(mutant).Bytes).Latest);
                }
                catch (PdfFormatException)
                {
                }
            }
        }
    }

    [SkippableTheory]
    [InlineData("ph-minimal-badxref.pdf")]
    [InlineData("ph-minimal-startxref-hopeless.pdf")]
    [InlineData("ph-minimal-illegal-header.pdf")]
    [InlineData("qp-append-xref-loop.pdf")]
    [InlineData("qp-bad-xref-entry.pdf")]
    [InlineData("ph-minimal-startxref-obo1.pdf")]
    [InlineData("ph-minimal-startxref-obo3.pdf")]
    public void Normalize_BrokenFileOfTheCorpus_LooksTheSameAndQpdfFindsNothing(string name)
    {
        string folder = Directory.CreateTempSubdirectory("rv-clean-").FullName;
        try
        {
            string source = Path.Combine(TestMaterial.Corpus, "pdf", name), target = Path.Combine(folder, "clean.pdf");
            File.WriteAllBytes(target, Normalize(File.ReadAllBytes(source)).Bytes);

            Assert.Equal(0, Run("qpdf", "--check", target));
            Run("pdftoppm", "-r", "40", source, Path.Combine(folder, "before"));
            Run("pdftoppm", "-r", "40", target, Path.Combine(folder, "after"));
            string[] before = Pictures(folder, "before"), after = Pictures(folder, "after");
            Assert.NotEmpty(before);
            Assert.Equal(before.Length, after.Length);
            Assert.All(before.Zip(after), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData("ph-broken-objstream1.pdf")]
    [InlineData("ph-broken-objstream2.pdf")]
    [InlineData("ph-broken-objstream3.pdf")]
    [InlineData("ph-circular-page-tree.pdf")]
    [InlineData("ds-EmptyPage-corrupted.pdf")]
    [InlineData("ds-protected_open_protected.pdf")]
    [InlineData("ds-pades-bes.pdf")]
    public void Normalize_FileThatCannotBeMadeWhole_IsRefused(string name) =>
        Assert.Throws<PdfFormatException>(() => Normalize(File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name))));

    private static NormalizedDocument Normalize(byte[] bytes) => DocumentNormalizer.Normalize(bytes, RandomNumberGenerator.Fill);

    private static string[] Pictures(string folder, string prefix) => [.. Directory.GetFiles(folder, prefix + "*").Order(StringComparer.Ordinal)];

    private static int Run(string tool, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            throw new SkipException($"{tool} is not installed.");
        }
    }
}
