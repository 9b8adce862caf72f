using System.Text;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Tests.Composing.Archive;

namespace RemoteVerify.Pdf.Tests.Composing;

/// <summary>Composed documents keep the rules of the archive standard, and the rules notice when one is broken.</summary>
public class ArchiveConformanceTests
{
    [SkippableFact]
    public void ToPdf_PdfA2_KeepsEveryRule() => Assert.Empty(ArchiveRules.Judge(SampleDocument.Compose(ArchiveConformance.PdfA2b), 2));

    [SkippableFact]
    public void ToPdf_PdfA3WithAFile_KeepsEveryRule()
    {
        byte[] pdf = SampleDocument.Compose(ArchiveConformance.PdfA3b);
        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "archive.pdf"), pdf);
        }

        Assert.Empty(ArchiveRules.Judge(pdf, 3));
    }

    [SkippableTheory]
    [InlineData("/OutputIntents", "/OutputIntentz", "6.2.3")]
    [InlineData("/FontFile2", "/FontFileX", "6.2.11.4.1")]
    [InlineData("/CIDToGIDMap", "/CIDToGIDMxp", "6.2.11.3.2")]
    [InlineData("/Metadata", "/Metadatx", "6.6.2.1")]
    [InlineData("<pdfaid:part>3", "<pdfaid:part>1", "6.6.4")]
    [InlineData("/AFRelationship", "/AFRelationshix", "6.8")]
    [InlineData("/MediaBox [0 0 595.276", "/MediaBox [0 0 1.5", "6.1.13")]
    [InlineData("/ID [", "/IX [", "6.1.3")]
    [InlineData("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">V", "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">W", "6.6.3")]
    public void Judge_OneThingBroken_NamesItsClause(string good, string bad, string clause)
    {
        byte[] pdf = SampleDocument.Compose(ArchiveConformance.PdfA3b);
        byte[] from = Encoding.Latin1.GetBytes(good);
        int at = pdf.AsSpan().IndexOf(from);
        Assert.True(at > 0, $"the sample holds no {good}");
        Encoding.Latin1.GetBytes(bad.PadRight(from.Length)[..from.Length]).CopyTo(pdf, at);

        Assert.Contains(ArchiveRules.Judge(pdf, 3), finding => finding.StartsWith(clause, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void ToPdf_Tags_SayWhatEverythingIs()
    {
        (_, string structure) = ComposingMaterial.Run("pdfinfo", SampleDocument.Compose(ArchiveConformance.PdfA2b), "-struct-text", "{0}");

        foreach (string type in new[] { "Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "L", "LI", "Lbl", "LBody" })
        {
            Assert.Matches($@"(?m)^\s*{type}\b", structure);
        }

        Assert.Contains("Scope", structure, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"Họ, chữ đệm và tên\"", structure, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ToPdf_Language_IsVietnamese()
    {
        string file = Encoding.Latin1.GetString(SampleDocument.Compose(ArchiveConformance.PdfA2b));
        Assert.Contains("/Lang (vi-VN)", file, StringComparison.Ordinal);
        Assert.Contains("<rdf:li>vi-VN</rdf:li>", file, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo <</Marked true", file, StringComparison.Ordinal);
    }
}
