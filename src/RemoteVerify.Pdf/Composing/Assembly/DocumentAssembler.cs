// ISO 32000-2, 7.7 (document structure); ISO 19005-2 and -3 for what an archive file needs.
using RemoteVerify.Pdf.Composing.Content;
using RemoteVerify.Pdf.Composing.Structure;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Makes the file out of finished pages.</summary>
internal sealed class DocumentAssembler(
    ComposerOptions options, IReadOnlyList<PageCanvas> pages, ResourceBook resources, StructureElement structure, IReadOnlyList<AssociatedFile> files)
{
    private readonly ObjectTable _table = new();
    private readonly Dictionary<string, PdfReference> _fonts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PdfReference> _xObjects = new(StringComparer.Ordinal);
    private readonly Dictionary<PdfRevision, ObjectCopier> _copiers = new(ReferenceEqualityComparer.Instance);

    public byte[] Assemble()
    {
        PdfReference root = _table.Reserve();
        PdfReference tree = _table.Reserve();
        foreach ((string name, Fonts.FontSubset subset) in resources.Fonts)
        {
            _fonts.Add(name, FontObjects.Add(subset, _table.Add));
        }

        foreach ((string name, object source) in resources.XObjects)
        {
            _xObjects.Add(name, source is ComposedImage image ? PictureObjects.Add(image, _table.Add) : Form((ImportedPage)source));
        }

        PdfReference[] pageReferences = [.. pages.Select(_ => _table.Reserve())];
        for (int index = 0; index < pages.Count; index++)
        {
            _table.Set(pageReferences[index], Page(pages[index], index, tree));
        }

        _table.Set(tree, new PdfDictionary(
            ("Type", new PdfName("Pages")), ("Kids", new PdfArray(pageReferences)), ("Count", new PdfInteger(pages.Count))));
        _table.Set(root, Catalog(tree, new StructureObjects(_table, pages, pageReferences).Add(structure)));
        return _table.WriteFile("1.7", root, Information());
    }

    private PdfDictionary Catalog(PdfReference tree, PdfReference structureRoot)
    {
        PdfReference metadata = _table.Add(new PdfStream(
            new PdfDictionary(("Type", new PdfName("Metadata")), ("Subtype", new PdfName("XML"))), XmpPacket.Write(options)));
        PdfDictionary catalog = new(
            ("Type", new PdfName("Catalog")),
            ("Pages", tree),
            ("Lang", PdfString.FromText(options.Language)),
            ("MarkInfo", new PdfDictionary(("Marked", PdfBoolean.True))),
            ("StructTreeRoot", structureRoot),
            ("ViewerPreferences", new PdfDictionary(("DisplayDocTitle", PdfBoolean.True))),
            ("Metadata", metadata),
            ("OutputIntents", new PdfArray(OutputIntent())));
        if (files.Count == 0)
        {
            return catalog;
        }

        List<(string Name, PdfReference Specification)> attached = [.. files.Select(file => (file.Name, Attachment(file)))];
        PdfArray names = new(attached.Select(file => (Name: PdfString.FromText(file.Name), file.Specification))
            .OrderBy(file => Convert.ToHexString(file.Name.Bytes.Span), StringComparer.Ordinal)
            .SelectMany(file => new PdfObject[] { file.Name, file.Specification }));
        return catalog
            .With("AF", new PdfArray(attached.Select(file => (PdfObject)file.Specification)))
            .With("Names", new PdfDictionary(("EmbeddedFiles", new PdfDictionary(("Names", names)))));
    }

    private PdfReference OutputIntent()
    {
        PdfReference profile = _table.AddPacked(SrgbProfile.Bytes.Span, ("N", new PdfInteger(3)));
        return _table.Add(new PdfDictionary(
            ("Type", new PdfName("OutputIntent")),
            ("S", new PdfName("GTS_PDFA1")),
            ("OutputConditionIdentifier", PdfString.FromText("sRGB IEC61966-2.1")),
            ("Info", PdfString.FromText("sRGB IEC61966-2.1")),
            ("DestOutputProfile", profile)));
    }

    private PdfReference Information()
    {
        PdfDictionary information = new(
            ("Title", PdfString.FromText(options.Title)),
            ("Creator", PdfString.FromText(options.Creator)),
            ("Producer", PdfString.FromText(options.Creator)),
            ("CreationDate", PdfDate.Of(options.Created)),
            ("ModDate", PdfDate.Of(options.Created)));
        information = options.Author is { } author ? information.With("Author", PdfString.FromText(author)) : information;
        return _table.Add(options.Subject is { } subject ? information.With("Subject", PdfString.FromText(subject)) : information);
    }

    private PdfDictionary Page(PageCanvas page, int index, PdfReference tree)
    {
        PdfDictionary used = new(
            ("Font", Named(page.FontNames, _fonts)),
            ("XObject", Named(page.XObjectNames, _xObjects)),
            ("ExtGState", new PdfDictionary(page.Opacities.Select((opacity, at) => KeyValuePair.Create<string, PdfObject>(
                $"G{at}", new PdfDictionary(("Type", new PdfName("ExtGState")), ("ca", new PdfReal(opacity)), ("CA", new PdfReal(opacity))))))));
        return new PdfDictionary(
            ("Type", new PdfName("Page")),
            ("Parent", tree),
            ("MediaBox", new PdfArray(new PdfInteger(0), new PdfInteger(0), new PdfReal(page.Size.Width), new PdfReal(page.Size.Height))),
            ("Resources", used),
            ("Contents", _table.AddPacked(page.Content.ToBytes())),
            ("Group", new PdfDictionary(("S", new PdfName("Transparency")), ("CS", new PdfName("DeviceRGB")))),
            ("Tabs", new PdfName("S")),
            ("StructParents", new PdfInteger(index)));
    }

    private static PdfDictionary Named(IEnumerable<string> names, Dictionary<string, PdfReference> references) =>
        new(names.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create<string, PdfObject>(name, references[name])));

    private PdfReference Form(ImportedPage page)
    {
        if (!_copiers.TryGetValue(page.Source, out ObjectCopier? copier))
        {
            copier = new ObjectCopier(page.Source, _table);
            _copiers.Add(page.Source, copier);
        }

        PdfDictionary dictionary = new(
            ("Type", new PdfName("XObject")),
            ("Subtype", new PdfName("Form")),
            ("BBox", Reals(page.Visible.Left, page.Visible.Bottom, page.Visible.Right, page.Visible.Top)),
            ("Matrix", Reals(page.Matrix())),
            ("Resources", copier.Copy(page.Resources)),
            ("Filter", new PdfName("FlateDecode")));
        dictionary = page.Group is { } group ? dictionary.With("Group", copier.Copy(group)) : dictionary;
        return _table.Add(new PdfStream(dictionary, ObjectTable.Pack(page.Content.Span)));
    }

    private PdfReference Attachment(AssociatedFile file)
    {
        PdfReference content = _table.AddPacked(
            file.Content.Span,
            ("Type", new PdfName("EmbeddedFile")),
            ("Subtype", new PdfName(file.MediaType)),
            ("Params", new PdfDictionary(("ModDate", PdfDate.Of(file.Modified)), ("Size", new PdfInteger(file.Content.Length)))));
        PdfDictionary specification = new(
            ("Type", new PdfName("Filespec")),
            ("F", PdfString.FromText(file.Name)),
            ("UF", PdfString.FromText(file.Name)),
            ("EF", new PdfDictionary(("F", content), ("UF", content))),
            ("AFRelationship", new PdfName(file.Relationship.ToString())));
        return _table.Add(file.Description is { } words ? specification.With("Desc", PdfString.FromText(words)) : specification);
    }

    private static PdfArray Reals(params ReadOnlySpan<double> values)
    {
        List<PdfObject> items = [];
        foreach (double value in values)
        {
            items.Add(new PdfReal(value));
        }

        return new PdfArray(items);
    }
}
