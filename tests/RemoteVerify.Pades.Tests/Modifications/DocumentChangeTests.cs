using System.Text;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>Catalog, pages, annotations, metadata, structure of the update: what a later revision may touch.</summary>
public sealed class DocumentChangeTests
{
    private static readonly PdfReference Information = new(15, 0);
    private static readonly PdfReference Link = new(16, 0);

    private static readonly Dictionary<string, Action<IncrementalUpdate>> Forbidden = new()
    {
        ["a script run on opening"] = u => Edit(u, Catalog, c => c.With("OpenAction", new PdfDictionary(("S", new PdfName("JavaScript")), ("JS", Text("app.alert(1)"))))),
        ["actions of the document"] = u => Edit(u, Catalog, c => c.With("AA", PdfDictionary.Empty)),
        ["scripts among the names"] = u => Edit(u, Catalog, c => c.With("Names", new PdfDictionary(("JavaScript", PdfDictionary.Empty)))),
        ["a collection"] = u => Edit(u, Catalog, c => c.With("Collection", PdfDictionary.Empty)),
        ["permissions invented"] = u => Edit(u, Catalog, c => c.With("Perms", new PdfDictionary(("DocMDP", Unused)))),
        ["an older version"] = u => Edit(u, Catalog, c => c.With("Version", new PdfName("1.2"))),
        ["a key of one's own"] = u => Edit(u, Catalog, c => c.With("Blah", u.Add(Text("x")))),
        ["metadata that is no XML"] = u => Edit(u, Catalog, c => c.With("Metadata", u.Add(Xmp("This is no metadata.")))),
        ["metadata that is no stream"] = u => Edit(u, Catalog, c => c.With("Metadata", u.Add(Text("x")))),
        ["information with more than text"] = u => Edit(u, Information, i => i.With("Extra", new PdfDictionary(("A", Contents)))),
        ["an extension taken away"] = u => Edit(u, Catalog, c => c.Without("Extensions")),
        ["an extension lowered"] = u => Edit(u, Catalog, c => c.With("Extensions", new PdfDictionary(("ADBE", new PdfDictionary(("BaseVersion", new PdfName("1.7")), ("ExtensionLevel", new PdfInteger(3))))))),
        ["an extension for an older version"] = u => Edit(u, Catalog, c => c.With("Extensions", new PdfDictionary(("ADBE", new PdfDictionary(("BaseVersion", new PdfName("1.3")), ("ExtensionLevel", new PdfInteger(8))))))),
        ["a security store that is none"] = u => Edit(u, Catalog, c => c.With("DSS", u.Add(Text("x")))),
        ["a security store with other things"] = u => Edit(u, Catalog, c => c.With("DSS", u.Add(new PdfDictionary(("Blah", Contents))))),
        ["a security store in the place of another object"] = u =>
        {
            u.Set(Contents, new PdfDictionary(("Certs", PdfArray.Empty)));
            Edit(u, Catalog, c => c.With("DSS", Contents));
        },
        ["contents as an array in another order"] = u => Edit(u, Page, p => p.With("Contents", new PdfArray(Missing, Contents))),
        ["one more piece of contents"] = u => Edit(u, Page, p => p.With("Contents", ((PdfArray)p["Contents"]!).Append(u.Add(Stream("BT ET"))))),
        ["a larger page"] = u => Edit(u, Page, p => p.With("MediaBox", Box(0, 0, 600, 600))),
        ["another unit"] = u => Edit(u, Page, p => p.With("UserUnit", new PdfInteger(2))),
        ["annotations that are no list"] = u => Edit(u, Page, p => p.With("Annots", FirstField)),
        ["a page action"] = u => Edit(u, Page, p => p.With("AA", PdfDictionary.Empty)),
        ["the page twice"] = u => Edit(u, Pages, p => p.With("Kids", new PdfArray(Page, Page)).With("Count", new PdfInteger(2))),
        ["no page"] = u => Edit(u, Pages, p => p.With("Kids", PdfArray.Empty)),
        ["pages that are no array"] = u => Edit(u, Pages, p => p.With("Kids", new PdfName("Test"))),
        ["pages without kids"] = u => Edit(u, Pages, p => p.Without("Kids")),
        ["a link to another place"] = u => Edit(u, Link, l => l.With("A", new PdfDictionary(("S", new PdfName("URI")), ("URI", Text("https://evil.example"))))),
        ["a link moved"] = u => Edit(u, Link, l => l.With("Rect", Box(0, 0, 300, 300))),
        ["an annotation replaced by its object"] = u => u.Set(Link, new PdfDictionary(("Subtype", new PdfName("FreeText")))),
        ["annotations in another order"] = u => Edit(u, Page, p => p.With("Annots", new PdfArray(((PdfArray)p["Annots"]!).Reverse()))),
        ["a widget without a field"] = u => Edit(u, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(u.Add(new PdfDictionary(("Subtype", new PdfName("Widget"))))))),
        ["an annotation written into the page"] = u => Edit(u, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(new PdfDictionary(("Subtype", new PdfName("Stamp")))))),
        ["a popup for an old annotation"] = u =>
        {
            var popup = u.Add(new PdfDictionary(("Subtype", new PdfName("Popup")), ("Parent", Link)));
            Edit(u, Link, l => l.With("Popup", popup));
            Edit(u, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(popup)));
        },
    };

    private static readonly Dictionary<string, Action<IncrementalUpdate>> Allowed = new()
    {
        ["new information"] = u => Edit(u, Information, i => i.With("ModDate", Text("D:20261121"))),
        ["new metadata"] = u => Edit(u, Catalog, c => c.With("Metadata", u.Add(Xmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")))),
        ["the same page with numbers rounded"] = u => Edit(u, Page, p => p.With("MediaBox", new PdfArray(new PdfReal(0.0001), new PdfReal(0), new PdfReal(300.0001), new PdfReal(300)))),
        ["a newer version"] = u => Edit(u, Catalog, c => c.With("Version", new PdfName("2.0"))),
        ["another extension"] = u => Edit(u, Catalog, c => c.With("Extensions", ((PdfDictionary)c["Extensions"]!).With("ISO_", new PdfDictionary(("BaseVersion", new PdfName("2.0")), ("ExtensionLevel", new PdfInteger(32002)))))),
        ["an empty security store"] = u => Edit(u, Catalog, c => c.With("DSS", u.Add(PdfDictionary.Empty))),
    };

    public static TheoryData<string> ForbiddenNames => [.. Forbidden.Keys];

    public static TheoryData<string> AllowedNames => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(ForbiddenNames))]
    public void Validate_ChangeOfTheDocument_IsNotAllowed(string name)
    {
        foreach (int? certification in (int?[])[null, 1, 2, 3])
        {
            var signed = Sign(Prepared(), "First", certification);
            var report = Validate(Change(signed, Forbidden[name]));

            var signature = report.Signatures[0];
            Assert.Equal(Integrity.Intact, signature.Integrity);
            Assert.False(signature.ModificationAllowed);
            Assert.NotEqual(Indication.TotalPassed, report.Indication);
        }
    }

    [Theory]
    [MemberData(nameof(AllowedNames))]
    public void Validate_DescriptionOrValidationData_IsAllowedEvenForNoChanges(string name)
    {
        foreach (int? certification in (int?[])[null, 1, 2, 3])
        {
            var signature = Assert.Single(Validate(Change(Sign(Prepared(), "First", certification), Allowed[name])).Signatures);

            Assert.True(signature.ModificationAllowed, string.Join('\n', signature.Checks.Where(c => !c.Ok)));
            Assert.Equal(ModificationLevel.LtaUpdates, signature.Modification);
        }
    }

    [Fact]
    public void Validate_SecurityStoreThatLosesAnEntry_IsNotAllowed()
    {
        var kept = new PdfReference(90, 0);
        var stored = Change(Signed(), u =>
        {
            u.Set(kept, Stream("certificate"));
            Edit(u, Catalog, c => c.With("DSS", u.Add(new PdfDictionary(("Certs", new PdfArray(kept))))));
        });
        Assert.True(Assert.Single(Validate(stored).Signatures).ModificationAllowed);

        var lost = Change(stored, u => Edit(u, Catalog, c => c.With("DSS", u.Add(new PdfDictionary(("Certs", PdfArray.Empty))))));
        var gone = Change(stored, u => Edit(u, Catalog, c => c.Without("DSS")));
        var overwritten = Change(stored, u => u.Set(kept, Stream("another certificate")));
        Assert.All([lost, gone, overwritten], pdf => Assert.False(Assert.Single(Validate(pdf).Signatures).ModificationAllowed));
    }

    [Fact]
    public void Validate_UnusedObjectFreedAndUsedAgainForContents_IsNotAllowed()
    {
        var reused = Change(Signed(), u =>
        {
            u.Set(Unused, Stream("BT (pay 999) Tj ET"));
            Edit(u, Page, p => p.With("Contents", Unused));
        });

        Assert.False(Assert.Single(Validate(reused).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_HiddenContentsShownByOptionalContent_IsNotAllowed()
    {
        // Hide: the layer is part of the signed file, only its state changes.
        var layer = new PdfReference(91, 0);
        var prepared = Change(Unsigned(), u =>
        {
            u.Set(layer, new PdfDictionary(("Type", new PdfName("OCG")), ("Name", Text("L"))));
            Edit(u, Catalog, c => c.With("OCProperties", new PdfDictionary(("OCGs", new PdfArray(layer)), ("D", new PdfDictionary(("OFF", new PdfArray(layer)))))));
        });
        var shown = Change(Sign(prepared, "First"), u => Edit(u, Catalog, c => c.With("OCProperties", new PdfDictionary(("OCGs", new PdfArray(layer)), ("D", PdfDictionary.Empty)))));

        Assert.False(Assert.Single(Validate(shown).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_ObjectBehindTheEndNamedByTheSignedTable_IsCoverageAnomaly()
    {
        // The signed table promises an object where nothing is yet.
        var text = Encoding.Latin1.GetString(Unsigned());
        var entry = text.IndexOf(" 00000 n \n", text.IndexOf("\nxref\n", StringComparison.Ordinal), StringComparison.Ordinal);
        var line = text.LastIndexOf('\n', text.IndexOf("trailer", StringComparison.Ordinal) - 2) + 1;
        Assert.True(entry > 0);
        var signed = Sign(Encoding.Latin1.GetBytes(text[..line] + "0000099999 00000 n \n" + text[(line + 20)..]), "First");

        var report = Validate(signed);
        Assert.Equal(Coverage.Anomaly, Assert.Single(report.Signatures).Coverage);
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
    }

    [Theory]
    [InlineData("\n4 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n")]
    [InlineData("\n4 0 obj\n<< >>\nendobj\nxref\n4 1\n0000000000 00000 n \ntrailer\n<< /Size 40 /Root 1 0 R >>\n")]
    [InlineData("\ntrailer\n<< /Root 8 0 R /Size 40 >>\n")]
    [InlineData("% a comment")]
    public void Validate_BytesOfNoRevisionAtTheEnd_AreCoverageAnomaly(string tail)
    {
        var report = Validate([.. Signed(), .. Encoding.ASCII.GetBytes(tail)]);

        Assert.NotEqual(Indication.TotalPassed, report.Indication);
        Assert.DoesNotContain(report.Signatures, s => s.Coverage == Coverage.Standard);
    }

    [Fact]
    public void Validate_WhiteSpaceAtTheEnd_IsHarmless() =>
        Assert.Equal(Indication.TotalPassed, Validate([.. Signed(), .. "\r\n  \n"u8]).Indication);

    [Fact]
    public void Validate_ObjectThatNoEntryNamesInAnUpdate_IsNotAllowed()
    {
        var signed = Signed();
        var place = PdfDocument.Open(signed).StartXref;
        var hidden = "4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n";
        var tail = $"{hidden}xref\n0 0\ntrailer\n<< /Size 40 /Root 1 0 R /Prev {place} >>\nstartxref\n{signed.Length + hidden.Length}\n%%EOF\n";

        Assert.False(Assert.Single(Validate([.. signed, .. Encoding.ASCII.GetBytes(tail)]).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_UpdateWithoutEndMark_DoesNotPass()
    {
        var changed = Change(Signed(), u => Fill(u, "5"));
        var cut = changed.AsSpan().LastIndexOf("%%EOF"u8);

        Assert.NotEqual(Indication.TotalPassed, Validate(changed[..cut]).Indication);
    }

    [Fact]
    public void Validate_HybridUpdateThatMovesAnObject_IsNotAllowed()
    {
        // The hidden stream maps the contents to other bytes; the table says nothing about them.
        var signed = Signed();
        var prev = PdfDocument.Open(signed).StartXref;
        var text = new StringBuilder();
        text.Append("60 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n");
        var at = signed.Length;
        text.Replace("60 0 obj", "04 0 obj");
        var stream = at + text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"61 0 obj\n<< /Type /XRef /Size 62 /W [1 4 2] /Index [4 1] /Filter /ASCIIHexDecode /Length 15 >>\nstream\n01{at:x8}0000>\nendstream\nendobj\n");
        var table = at + text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 0\ntrailer\n<< /Size 62 /Root 1 0 R /Prev {prev} /XRefStm {stream} >>\nstartxref\n{table}\n%%EOF\n");

        var report = Validate([.. signed, .. Encoding.ASCII.GetBytes(text.ToString())]);
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
        Assert.False(Assert.Single(report.Signatures).ModificationAllowed);
    }

    private static byte[] Prepared() => Change(Unsigned(), u =>
    {
        u.Set(Link, new PdfDictionary(("Type", new PdfName("Annot")), ("Subtype", new PdfName("Link")), ("Rect", Box(1, 200, 90, 220)), ("P", Page)));
        Edit(u, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(Link)));
        Edit(u, Catalog, c => c.With("Version", new PdfName("1.7")));
    });

    private static PdfStream Xmp(string text) => new(
        new PdfDictionary(("Type", new PdfName("Metadata")), ("Subtype", new PdfName("XML"))), Encoding.UTF8.GetBytes(text));
}
