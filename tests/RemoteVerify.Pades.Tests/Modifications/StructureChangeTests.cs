using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>A tagged file that gets a further signature field after a signature: exactly its element may come.</summary>
public sealed class StructureChangeTests
{
    private static readonly PdfReference Catalog = new(1, 0);
    private static readonly PdfReference Page = new(3, 0);
    private static readonly PdfReference Root = new(6, 0);
    private static readonly PdfReference Element = new(7, 0);
    private static readonly PdfReference Paragraph = new(8, 0);
    private static readonly PdfReference Tree = new(9, 0);
    private static readonly PdfReference PageEntry = new(10, 0);

    private static readonly Dictionary<string, Action<Growth>> Abuses = new()
    {
        ["an element for nothing"] = g => g.Element = g.Element.Without("K"),
        ["an element for another annotation"] = g => g.Element = g.Element.With("K", Objr(Page, new PdfReference(4, 0))),
        ["an element with text of its own"] = g => g.Element = g.Element.With("ActualText", Text("I agree to everything")),
        ["an element with another word for it"] = g => g.Element = g.Element.With("Alt", Text("no signature")),
        ["an element that is a paragraph"] = g => g.Element = g.Element.With("S", new PdfName("P")),
        ["an element with marked content"] = g => g.Element = g.Element.With("K", new PdfArray(Objr(Page, g.Widget), new PdfInteger(0))),
        ["an element on another page"] = g => g.Element = g.Element.With("Pg", Root),
        ["an element above nothing"] = g => g.Element = g.Element.With("P", new PdfReference(99, 0)),
        ["an element below another one"] = g => g.Element = g.Element.With("P", Paragraph),
        ["an element below the page"] = g => g.Element = g.Element.With("P", Page),
        ["an element twice among the kids"] = g => g.Kids = g.Kids.Append(g.ElementReference),
        ["an element before the others"] = g => g.Kids = new PdfArray(g.Kids.Reverse()),
        ["an old element taken away"] = g => g.Kids = new PdfArray(g.Kids.Skip(1)),
        ["an old element put in the new one's place"] = g => g.Kids = new PdfArray(g.Kids[0], g.Kids[0]),
        ["a further element without a widget"] = g => g.Kids = g.Kids.Append(g.Update.Add(g.Element)),
        ["another entry of the parent tree"] = g => g.Numbers = g.Numbers.Append(new PdfInteger(9)).Append(Paragraph),
        ["an old entry that leads elsewhere"] = g => g.Numbers = new PdfArray(g.Numbers[0], new PdfArray(g.ElementReference), g.Numbers[2], g.Numbers[3]),
        ["an old entry taken away"] = g => g.Numbers = new PdfArray(g.Numbers.Skip(2)),
        ["entries in another order"] = g => g.Numbers = new PdfArray(g.Numbers[2], g.Numbers[3], g.Numbers[0], g.Numbers[1]),
        ["a key that is not the widget's"] = g => g.Numbers = new PdfArray(g.Numbers[0], g.Numbers[1], new PdfInteger(7), g.Numbers[3]),
        ["a next key that is used"] = g => g.NextKey = 0,
        ["an old element relabelled"] = g => SignedSample.Edit(g.Update, Paragraph, p => p.With("S", new PdfName("Artifact"))),
        ["an old element with other content"] = g => SignedSample.Edit(g.Update, Paragraph, p => p.With("K", new PdfInteger(5))),
        ["the parent relabelled"] = g => g.Parent = d => d.With("S", new PdfName("Part")),
        ["the parent with a language"] = g => g.Parent = d => d.With("Lang", Text("en")),
        ["a role map"] = g => g.RootChange = d => d.With("RoleMap", new PdfDictionary(("Form", new PdfName("P")))),
        ["a class map"] = g => g.RootChange = d => d.With("ClassMap", PdfDictionary.Empty),
        ["the list of a page's elements"] = g => g.Update.Set(PageEntry, new PdfArray(g.ElementReference)),
        ["the tree with an entry of one's own"] = g => g.TreeChange = d => d.With("Blah", Text("x")),
        ["the mark taken off"] = g => SignedSample.Edit(g.Update, Catalog, c => c.Without("MarkInfo")),
    };

    public static TheoryData<string> AbuseNames => [.. Abuses.Keys];

    [Theory]
    [InlineData("/K 7 0 R", "/Nums [0 10 0 R]")]
    [InlineData("/K [7 0 R]", "/Nums [0 10 0 R]")]
    [InlineData("/K [7 0 R]", "/Nums [0 [8 0 R]]")]
    public void Validate_ElementOfANewField_IsAllowed(string kids, string tree)
    {
        byte[] grown = Grow(Signed(kids, tree), _ => { });

        SignatureReport report = Assert.Single(SignedSample.Validate(grown).Signatures);

        Assert.True(report.ModificationAllowed, string.Join("; ", report.Checks.Where(c => !c.Ok).Select(c => c.Message)));
        Assert.Equal(ModificationLevel.FormFilling, report.Modification);
        byte[] signed = SignedSample.Sign(grown, "Later");
        Assert.Equal([Indication.TotalPassed, Indication.TotalPassed], SignedSample.Validate(signed).Signatures.Select(s => s.Indication));
    }

    [Fact]
    public void Validate_ElementBelowTheRootAndTheTreeInALeafOfItsOwn_IsAllowed()
    {
        byte[] grown = Grow(Signed("/K [7 0 R]", "/Kids [11 0 R]"), g =>
        {
            g.Element = g.Element.With("P", Root);
            g.BelowRoot = true;
            g.InLeaf = true;
        });

        SignatureReport report = Assert.Single(SignedSample.Validate(grown).Signatures);
        Assert.True(report.ModificationAllowed, string.Join("; ", report.Checks.Where(c => !c.Ok).Select(c => c.Message)));
    }

    [Theory]
    [MemberData(nameof(AbuseNames))]
    public void Validate_StructureAbused_IsNotAllowed(string abuse)
    {
        byte[] grown = Grow(Signed("/K [7 0 R]", "/Nums [0 10 0 R]"), Abuses[abuse]);

        SignatureReport report = Assert.Single(SignedSample.Validate(grown).Signatures);

        Assert.False(report.ModificationAllowed, abuse);
        Assert.Equal(Indication.TotalFailed, report.Indication);
    }

    [Theory]
    [InlineData("/Group 7 0 R", "the element is the page's transparency group too")]
    [InlineData("/Blah [7 0 R]", "the element is reached from elsewhere")]
    [InlineData("/Blah 9 0 R", "the parent tree is reached from elsewhere")]
    [InlineData("/Blah 6 0 R", "the root is reached from elsewhere")]
    public void Validate_GrownObjectWithAnotherUse_IsNotAllowed(string use, string why)
    {
        byte[] grown = Grow(Signed("/K [7 0 R]", "/Nums [0 10 0 R]", use), _ => { });

        Assert.False(Assert.Single(SignedSample.Validate(grown).Signatures).ModificationAllowed, why);
    }

    [Fact]
    public void Validate_StructureGrownWithoutAField_IsNotAllowed()
    {
        byte[] changed = SignedSample.Change(Signed("/K [7 0 R]", "/Nums [0 10 0 R]"), update =>
        {
            PdfReference element = update.Add(new PdfDictionary(("Type", new PdfName("StructElem")), ("S", new PdfName("Form")), ("P", Element)));
            SignedSample.Edit(update, Element, e => e.With("K", ((PdfArray)e["K"]!).Append(element)));
            SignedSample.Edit(update, Tree, t => t.With("Nums", ((PdfArray)t["Nums"]!).Append(new PdfInteger(1)).Append(element)));
        });

        Assert.False(Assert.Single(SignedSample.Validate(changed).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_CertifiedFile_StillForbidsAFieldThatWaits()
    {
        byte[] certified = SignedSample.Sign(SignatureFields.Add(Raw("/K [7 0 R]", "/Nums [0 10 0 R]", ""), []), "First", 2);

        Assert.False(Assert.Single(SignedSample.Validate(Grow(certified, _ => { })).Signatures).ModificationAllowed);
    }

    private static byte[] Signed(string kids, string tree, string pageUse = "") => SignedSample.Sign(Raw(kids, tree, pageUse), "First");

    private static byte[] Raw(string kids, string tree, string pageUse) => RawPdf.Page(
        $"/StructParents 0 /Annots [12 0 R] {pageUse}",
        "/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /AcroForm << /Fields [12 0 R] >>",
        $"<< /Type /StructTreeRoot {kids} /ParentTree 9 0 R /ParentTreeNextKey 1 >>",
        "<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R] >>",
        "<< /Type /StructElem /S /P /P 7 0 R /K 0 /Pg 3 0 R >>",
        $"<< {tree} >>",
        "[8 0 R]",
        "<< /Limits [0 0] /Nums [0 10 0 R] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /F 132 /P 3 0 R >>");

    /// <summary>Adds the field <c>Later</c> with its element; <paramref name="change"/> bends it before it is written.</summary>
    private static byte[] Grow(byte[] pdf, Action<Growth> change) => SignedSample.Change(pdf, update =>
    {
        Growth growth = new(update);
        change(growth);
        growth.Write();
    });

    private static PdfString Text(string text) => PdfString.FromText(text);

    private static PdfDictionary Objr(PdfReference page, PdfReference widget) => new(("Type", new PdfName("OBJR")), ("Pg", page), ("Obj", widget));

    /// <summary>What an honest writer changes, in pieces.</summary>
    private sealed class Growth
    {
        public Growth(IncrementalUpdate update)
        {
            Update = update;
            Widget = update.Allocate();
            ElementReference = update.Allocate();
            Element = new PdfDictionary(
                ("Type", new PdfName("StructElem")), ("S", new PdfName("Form")), ("P", StructureChangeTests.Element), ("Pg", Page), ("K", Objr(Page, Widget)));
            Kids = ((PdfArray)((PdfDictionary)update.Get(StructureChangeTests.Element))["K"]!).Append(ElementReference);
            Numbers = (((PdfDictionary)update.Get(Tree))["Nums"] as PdfArray ?? PdfArray.Empty).Append(new PdfInteger(1)).Append(ElementReference);
        }

        public IncrementalUpdate Update { get; }

        public PdfReference Widget { get; }

        public PdfReference ElementReference { get; }

        public PdfDictionary Element { get; set; }

        public PdfArray Kids { get; set; }

        public PdfArray Numbers { get; set; }

        public int NextKey { get; set; } = 2;

        public bool BelowRoot { get; set; }

        public bool InLeaf { get; set; }

        public Func<PdfDictionary, PdfDictionary> Parent { get; set; } = d => d;

        public Func<PdfDictionary, PdfDictionary> RootChange { get; set; } = d => d;

        public Func<PdfDictionary, PdfDictionary> TreeChange { get; set; } = d => d;

        public void Write()
        {
            Update.Set(ElementReference, Element);
            Update.Set(Widget, new PdfDictionary(
                ("Type", new PdfName("Annot")), ("Subtype", new PdfName("Widget")), ("FT", new PdfName("Sig")), ("T", Text("Later")),
                ("Rect", SignedSample.Box(0, 0, 0, 0)), ("F", new PdfInteger(132)), ("P", Page), ("StructParent", new PdfInteger(1))));
            SignedSample.Edit(Update, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(Widget)));
            SignedSample.EditForm(Update, f => f.With("Fields", ((PdfArray)f["Fields"]!).Append(Widget)));
            SignedSample.Edit(Update, Root, r => RootChange(BelowRoot ? r.With("K", ((PdfArray)r["K"]!).Append(ElementReference)) : r).With("ParentTreeNextKey", new PdfInteger(NextKey)));
            if (!BelowRoot)
            {
                SignedSample.Edit(Update, StructureChangeTests.Element, e => Parent(e).With("K", Kids));
            }

            PdfArray key = SignedSample.Box(1, 1);
            SignedSample.Edit(Update, Tree, t => TreeChange(InLeaf
                ? t.With("Kids", ((PdfArray)t["Kids"]!).Append(Update.Add(new PdfDictionary(("Limits", key), ("Nums", new PdfArray(new PdfInteger(1), ElementReference))))))
                : t.With("Nums", Numbers)));
        }
    }
}
