using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Forms;

/// <summary>Finds signature fields in the field tree (ISO 32000-2 clauses 12.7.3 and 12.7.5.5).</summary>
public static class SignatureFieldReader
{
    private const int MaxFields = 100_000;

    /// <summary>All signature fields, signed and empty, in tree order. <see cref="PdfFormatException"/> when the tree has a loop.</summary>
    public static IReadOnlyList<SignatureField> Read(PdfRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return [.. FieldTree.Read(revision, MaxFields)
            .Where(f => f.Type == "Sig")
            .Select(f => ToSignatureField(revision, f))];
    }

    /// <summary>The signature field with this full name; null when there is none.</summary>
    public static SignatureField? Find(PdfRevision revision, string fullName) =>
        Read(revision).FirstOrDefault(f => f.FullName == fullName);

    private static SignatureField ToSignatureField(PdfRevision revision, FormField field)
    {
        var value = field.Value is { } v ? revision.Resolve(v) : PdfNull.Instance;
        return new SignatureField(
            field.FullName, field.Reference, field.Dictionary, field.Value as PdfReference, value as PdfDictionary, field.Widgets);
    }
}
