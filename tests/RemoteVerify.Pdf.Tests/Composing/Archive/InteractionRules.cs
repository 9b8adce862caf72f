// ISO 19005-2:2011 clauses 6.3 (annotations), 6.4 (forms and signatures), 6.5 (actions), 6.9 to 6.11, 6.1.12 (permissions).
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

internal static class InteractionRules
{
    private static readonly string[] Actions = ["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"];

    private static readonly string[] Annotations =
    [
        "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment",
        "Widget", "PrinterMark", "TrapNet", "Watermark", "Redact",
    ];

    public static void Check(ArchiveFile file)
    {
        foreach (PdfDictionary annotation in file.Dictionaries.Where(IsAnnotation))
        {
            CheckAnnotation(file, annotation);
        }

        PdfDictionary catalog = file.Revision.Catalog;
        file.Require(!catalog.Contains("AA"), "6.5.2", "the catalog starts no actions");
        file.Require(!catalog.Contains("Requirements"), "6.11", "no requirements");
        file.Require(!(file.Get<PdfDictionary>(catalog, "Names")?.Contains("AlternatePresentations") ?? false), "6.10", "no other presentations");
        file.Require((file.Get<PdfDictionary>(catalog, "Perms") ?? PdfDictionary.Empty).Keys.All(key => key is "DocMDP" or "UR3"), "6.1.12", "only DocMDP and UR3 as permissions");
        foreach (PdfDictionary action in file.Dictionaries.Where(dictionary => dictionary.GetName("Type") == "Action" || (dictionary.Contains("S") && dictionary.Contains("JS"))))
        {
            file.Require(Actions.Contains(action.GetName("S")), "6.5.1", $"the action {action.GetName("S")} is allowed");
        }

        if (file.Get<PdfDictionary>(catalog, "AcroForm") is { } form)
        {
            file.Require(file.Revision.Resolve(form["NeedAppearances"]) is not PdfBoolean { Value: true }, "6.4.1", "appearances are not made anew");
            file.Require(!form.Contains("XFA"), "6.4.2", "no XFA");
        }

        foreach (PdfDictionary reference in file.Dictionaries.Where(dictionary => dictionary.Contains("TransformMethod")))
        {
            file.Require(!reference.Contains("DigestLocation") && !reference.Contains("DigestMethod") && !reference.Contains("DigestValue"), "6.1.12", "no digests in references");
        }

        foreach (PdfDictionary signature in file.Dictionaries.Where(dictionary => dictionary.Contains("ByteRange")))
        {
            PdfString? contents = file.Get<PdfString>(signature, "Contents");
            file.Require(contents is { Bytes.Length: > 100 } && contents.Bytes.Span[0] == 0x30, "6.4.3", "the value is a DER structure");
            file.Require(file.Get<PdfArray>(signature, "ByteRange") is { Count: 4 } range && range[0] is PdfInteger { Value: 0 }, "6.4.3", "the range covers the whole revision but the value");
        }
    }

    private static bool IsAnnotation(PdfDictionary dictionary) =>
        dictionary.GetName("Type") == "Annot" || (dictionary.Contains("Rect") && dictionary.Contains("Subtype") && !dictionary.Contains("S"));

    private static void CheckAnnotation(ArchiveFile file, PdfDictionary annotation)
    {
        string subtype = annotation.GetName("Subtype") ?? "";
        file.Require(Annotations.Contains(subtype), "6.3.1", $"the annotation {subtype} is allowed");
        long flags = annotation.GetInteger("F") ?? 0;
        file.Require(subtype == "Popup" || (annotation.Contains("F") && (flags & 4) != 0 && (flags & (1 | 2 | 32 | 256)) == 0), "6.3.2", "printed, not hidden, not invisible, always viewed");
        double[] sides = [.. (file.Get<PdfArray>(annotation, "Rect") ?? PdfArray.Empty).Select(side => side switch { PdfInteger whole => whole.Value, PdfReal real => real.Value, _ => 0 })];
        bool hasArea = sides.Length == 4 && sides[0] != sides[2] && sides[1] != sides[3];
        PdfDictionary? pictures = file.Get<PdfDictionary>(annotation, "AP");
        file.Require(!hasArea || subtype is "Popup" or "Link" || pictures is not null, "6.3.3", "an annotation with an area has an appearance");
        file.Require(pictures is null || (pictures.Keys.All(key => key == "N") && file.Revision.Resolve(pictures["N"]) is PdfStream), "6.3.3", "the appearance is the normal one alone, a stream");
        file.Require(subtype != "Widget" || (!annotation.Contains("A") && !annotation.Contains("AA")), "6.4.1", "no actions at a field");
    }
}
