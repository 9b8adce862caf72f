using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Forms;

/// <summary>A signature field of one revision.</summary>
/// <param name="FullName">Partial names from the root, joined by full stops (ISO 32000-2 clause 12.7.4.2).</param>
/// <param name="Reference">The terminal field object; null when the file wrote it directly into its parent.</param>
/// <param name="Dictionary">The field dictionary, often merged with its widget.</param>
/// <param name="ValueReference">The object that /V names; null when the field is empty or the value is direct.</param>
/// <param name="Value">The signature dictionary; null when the field is empty.</param>
/// <param name="Widgets">The widget objects: the field itself when merged, else its kids.</param>
public sealed record SignatureField(
    string FullName,
    PdfReference? Reference,
    PdfDictionary Dictionary,
    PdfReference? ValueReference,
    PdfDictionary? Value,
    IReadOnlyList<PdfReference> Widgets)
{
    /// <summary>The field waits for its signature.</summary>
    public bool IsEmpty => Value is null;

    /// <summary>Prints no name: field names may be personal.</summary>
    public override string ToString() => IsEmpty ? "empty signature field" : "signed signature field";
}
