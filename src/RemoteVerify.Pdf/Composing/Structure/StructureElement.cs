// ISO 32000-2, 14.7 (logical structure).
namespace RemoteVerify.Pdf.Composing.Structure;

/// <summary>A node of the structure tree: what a piece of the page is, for readers that speak or reflow.</summary>
internal sealed class StructureElement(string type)
{
    public string Type { get; } = type;

    /// <summary>Words that stand for a figure.</summary>
    public string? AlternativeText { get; init; }

    /// <summary>Attributes of one owner, such as the scope of a table's header cell (ISO 32000-2, 14.8.5).</summary>
    public (string Owner, string Key, Objects.PdfObject Value)? Attribute { get; init; }

    public List<StructureElement> Children { get; } = [];

    /// <summary>Content on pages: index of the page and number of the marked content there.</summary>
    public List<(int Page, int MarkedContent)> Content { get; } = [];

    /// <summary>Not yet hung under another element.</summary>
    public bool IsLoose { get; private set; } = true;

    public StructureElement Add(StructureElement child)
    {
        child.IsLoose = false;
        Children.Add(child);
        return child;
    }
}
