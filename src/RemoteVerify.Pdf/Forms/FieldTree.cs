using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Forms;

/// <summary>A terminal field with what it inherits.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="Type">/FT, inherited where absent; null when no ancestor has one.</param>
/// <param name="Reference">The field object; null when direct.</param>
/// <param name="Dictionary">Its dictionary.</param>
/// <param name="Value">/V as written, inherited where absent; null when absent.</param>
/// <param name="Widgets">Widget objects.</param>
/// <param name="Ancestors">Non-terminal field objects above it, root first.</param>
public sealed record FormField(
    string FullName,
    string? Type,
    PdfReference? Reference,
    PdfDictionary Dictionary,
    PdfObject? Value,
    IReadOnlyList<PdfReference> Widgets,
    IReadOnlyList<PdfReference> Ancestors)
{
    /// <summary>Prints no name and no value.</summary>
    public override string ToString() => $"form field of type {Type}";
}

/// <summary>Walks the field tree of a revision; every field object is visited once, so loops end with a typed error.</summary>
public static class FieldTree
{
    /// <summary>The terminal fields in tree order.</summary>
    public static IReadOnlyList<FormField> Read(PdfRevision revision, int maxFields = 100_000)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var form = revision.Get<PdfDictionary>(revision.Catalog, "AcroForm");
        if (form is null || revision.Get<PdfArray>(form, "Fields") is not { } roots)
        {
            return [];
        }

        var walk = new Walk(revision, maxFields);
        foreach (var root in roots)
        {
            walk.Visit(root, "", null, null, [], 0);
        }

        return walk.Found;
    }

    private sealed class Walk(PdfRevision revision, int maxFields)
    {
        private readonly HashSet<int> _visited = [];

        public List<FormField> Found { get; } = [];

        public void Visit(PdfObject node, string prefix, string? type, PdfObject? value, IReadOnlyList<PdfReference> ancestors, int depth)
        {
            var reference = node as PdfReference;
            if (depth > revision.Document.Limits.MaxDepth || Found.Count > maxFields)
            {
                throw new PdfFormatException("field tree", reference?.Number ?? -1, "too deep or too large");
            }

            if (reference is not null && !_visited.Add(reference.Number))
            {
                throw new PdfFormatException("field tree", reference.Number, "a field is reached twice");
            }

            if (revision.Resolve(node) is not PdfDictionary field)
            {
                return;
            }

            var name = revision.Get<PdfString>(field, "T")?.ToText();
            var fullName = name is null ? prefix : prefix.Length == 0 ? name : prefix + "." + name;
            type = revision.Get<PdfName>(field, "FT")?.Value ?? type;
            value = field["V"] ?? value;
            var kids = revision.Get<PdfArray>(field, "Kids") ?? PdfArray.Empty;
            var fieldKids = kids.Where(k => revision.Resolve(k) is PdfDictionary d && d.Contains("T")).ToList();
            if (fieldKids.Count == 0)
            {
                IReadOnlyList<PdfReference> widgets = kids.Count > 0 ? [.. kids.OfType<PdfReference>()] : reference is null ? [] : [reference];
                Found.Add(new FormField(fullName, type, reference, field, value, widgets, ancestors));
                return;
            }

            IReadOnlyList<PdfReference> below = reference is null ? ancestors : [.. ancestors, reference];
            foreach (var kid in fieldKids)
            {
                Visit(kid, fullName, type, value, below, depth + 1);
            }
        }
    }
}
