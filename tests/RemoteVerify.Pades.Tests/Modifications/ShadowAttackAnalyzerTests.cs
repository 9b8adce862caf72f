using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.TestKit;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

public sealed class ShadowAttackAnalyzerTests
{
    private static readonly Dictionary<ShadowWarningCode, Action<IncrementalUpdate>> Prepared = new()
    {
        [ShadowWarningCode.OptionalContent] = u => Edit(u, Catalog, c => c.With("OCProperties", new PdfDictionary(("OCGs", new PdfArray(u.Add(new PdfDictionary(("Type", new PdfName("OCG"))))))))),
        // The text of the sample begins at the corner of the page.
        [ShadowWarningCode.FieldOverText] = u => Edit(u, TextField, f => f.With("Rect", Box(0, 0, 200, 20))),
        [ShadowWarningCode.UnusedObjects] = u => u.Add(new PdfDictionary(("Type", new PdfName("Font")), ("BaseFont", new PdfName("Evil")))),
        [ShadowWarningCode.ActiveContent] = u => Edit(u, Catalog, c => c.With("OpenAction", new PdfDictionary(("S", new PdfName("JavaScript")), ("JS", Text("x"))))),
    };

    public static TheoryData<ShadowWarningCode> Codes => [.. Prepared.Keys];

    [Fact]
    public void Analyze_PlainForm_WarnsOfNothing() => Assert.Empty(ShadowAttackAnalyzer.Analyze(PdfDocument.Open(Unsigned())));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Analyze_PreparedDocument_WarnsOfJustThat(ShadowWarningCode code)
    {
        var warning = Assert.Single(ShadowAttackAnalyzer.Analyze(PdfDocument.Open(Change(Unsigned(), Prepared[code]))));

        Assert.Equal(code, warning.Code);
        Assert.NotEmpty(warning.Message);
    }

    [Fact]
    public void Analyze_FieldOverDots_IsAnOrdinaryForm()
    {
        var dotted = Change(Unsigned(), u =>
        {
            u.Set(Contents, Stream("BT /F 12 Tf 10 12 Td (...........) Tj ET"));
            Edit(u, TextField, f => f.With("Rect", Box(5, 5, 200, 30)));
        });

        Assert.Empty(ShadowAttackAnalyzer.Analyze(PdfDocument.Open(dotted)));
    }

    [SkippableFact]
    public void Analyze_FilesThatMayBeSigned_FewWarnings()
    {
        var folder = Path.Combine(TestMaterial.Corpus, "pdf");
        var rows = File.ReadAllLines(Path.Combine(folder, "expectations.csv")).Skip(1).Where(r => r.Contains(",sign-ok,", StringComparison.Ordinal)).Select(r => r.Split(',')[0]).ToList();

        var warned = rows.Where(r => ShadowAttackAnalyzer.Analyze(PdfDocument.Open(File.ReadAllBytes(Path.Combine(folder, r)))).Count > 0).ToList();

        Assert.True(rows.Count >= 20 && warned.Count <= 3, string.Join(' ', warned));
    }
}
