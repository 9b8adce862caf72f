// ISO 32000-2, 14.7 (structure tree and parent tree).
using RemoteVerify.Pdf.Composing.Structure;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Writes the structure tree and the way back from marked content to it.</summary>
internal sealed class StructureObjects(ObjectTable table, IReadOnlyList<PageCanvas> pages, IReadOnlyList<PdfReference> pageReferences)
{
    private readonly Dictionary<StructureElement, PdfReference> _references = new(ReferenceEqualityComparer.Instance);

    public PdfReference Add(StructureElement document)
    {
        PdfReference root = table.Reserve();
        Write(document, root);
        List<PdfObject> numbers = [];
        for (int index = 0; index < pages.Count; index++)
        {
            numbers.Add(new PdfInteger(index));
            numbers.Add(table.Add(new PdfArray(pages[index].MarkedContent.Select(element => (PdfObject)_references[element]))));
        }

        PdfReference parents = table.Add(new PdfDictionary(("Nums", new PdfArray(numbers))));
        table.Set(root, new PdfDictionary(
            ("Type", new PdfName("StructTreeRoot")),
            ("K", new PdfArray(_references[document])),
            ("ParentTree", parents),
            ("ParentTreeNextKey", new PdfInteger(pages.Count))));
        return root;
    }

    private void Write(StructureElement element, PdfReference parent)
    {
        PdfReference self = table.Reserve();
        _references.Add(element, self);
        List<PdfObject> kids = [];
        foreach ((int page, int markedContent) in element.Content)
        {
            kids.Add(new PdfDictionary(
                ("Type", new PdfName("MCR")), ("Pg", pageReferences[page]), ("MCID", new PdfInteger(markedContent))));
        }

        foreach (StructureElement child in element.Children)
        {
            Write(child, self);
            kids.Add(_references[child]);
        }

        PdfDictionary dictionary = new(
            ("Type", new PdfName("StructElem")), ("S", new PdfName(element.Type)), ("P", parent), ("K", new PdfArray(kids)));
        dictionary = element.Attribute is { } attribute
            ? dictionary.With("A", new PdfDictionary(("O", new PdfName(attribute.Owner)), (attribute.Key, attribute.Value)))
            : dictionary;
        table.Set(self, element.AlternativeText is { } words ? dictionary.With("Alt", PdfString.FromText(words)) : dictionary);
    }
}
