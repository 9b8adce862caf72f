using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>The structure tree of a file, walked from its root (ISO 32000-2, 14.7).</summary>
internal sealed class StructureWalk
{
    private readonly PdfDocument _document;
    private readonly Dictionary<(int Page, int Mark), string> _marks = [];
    private readonly List<string> _types = [];
    private readonly List<string?> _figures = [];

    public StructureWalk(PdfDocument document)
    {
        _document = document;
        PdfDictionary root = document.Latest.Get<PdfDictionary>(document.Latest.Catalog, "StructTreeRoot")!;
        foreach (PdfObject kid in document.Latest.Get<PdfArray>(root, "K")!)
        {
            Visit((PdfDictionary)document.Latest.Resolve(kid));
        }
    }

    /// <summary>Number of marked pieces that the tree reaches.</summary>
    public int Count => _marks.Count;

    public IReadOnlyList<string> Types => _types;

    /// <summary>The words that stand for each figure.</summary>
    public IReadOnlyList<string?> Figures => _figures;

    /// <summary>The type of the element that holds a piece of a page; null when the tree doesn't reach it.</summary>
    public string? TypeOf(PdfReference page, int mark) => _marks.GetValueOrDefault((page.Number, mark));

    private void Visit(PdfDictionary element)
    {
        string type = _document.Latest.Get<PdfName>(element, "S")!.Value;
        _types.Add(type);
        if (type == "Figure")
        {
            _figures.Add(_document.Latest.Get<PdfString>(element, "Alt")?.ToText());
        }

        foreach (PdfObject item in _document.Latest.Get<PdfArray>(element, "K") ?? PdfArray.Empty)
        {
            var kid = (PdfDictionary)_document.Latest.Resolve(item);
            if (_document.Latest.Get<PdfName>(kid, "Type")?.Value == "MCR")
            {
                _marks.Add((((PdfReference)kid["Pg"]!).Number, (int)_document.Latest.Get<PdfInteger>(kid, "MCID")!.Value), type);
            }
            else
            {
                Visit(kid);
            }
        }
    }
}
