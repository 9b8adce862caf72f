using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Pages and fields of one revision, read once. Throws when they can't be read, each time.</summary>
internal sealed class RevisionTrees(PdfRevision revision, VisitBudget budget)
{
    private IReadOnlyList<PdfPage>? _pages;
    private IReadOnlyList<FormField>? _fields;

    public PdfRevision Revision => revision;

    public IReadOnlyList<PdfPage> Pages => _pages ??= Spend(PageTree.Read(revision));

    public IReadOnlyList<FormField> Fields => _fields ??= Spend(FieldTree.Read(revision));

    /// <summary>Counts items of other trees against what the analysis may cost.</summary>
    public void Spend(int items) => budget.SpendItems(items);

    private IReadOnlyList<T> Spend<T>(IReadOnlyList<T> nodes)
    {
        // Every node is looked up, and what is below it compared.
        budget.SpendObjects(nodes.Count * 8);
        return nodes;
    }
}
