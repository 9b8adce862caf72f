// ISO 32000-2, 12.7.5.5 (signature fields), 12.5.6.19 (widgets).
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Signing;

/// <summary>Makes a signature field that is merged with its only widget.</summary>
internal static class SignatureFieldWriter
{
    private const int PrintAndLocked = 132;

    /// <summary>Adds the field to form and page.</summary>
    /// <param name="isTagged">Adds it to the structure tree too, where the file has one.</param>
    public static PdfReference Add(FormUpdate form, SignatureFieldSpec spec, PdfPage page, PdfReference? value, PdfReference? appearance, bool isTagged)
    {
        PdfReference reference = form.Update.Allocate();
        PdfReference? group = form.GroupOf(spec.Name);
        PdfDictionary field = new(
            ("Type", new PdfName("Annot")),
            ("Subtype", new PdfName("Widget")),
            ("FT", new PdfName("Sig")),
            ("T", PdfString.FromText(spec.Name[(spec.Name.LastIndexOf('.') + 1)..])),
            ("F", new PdfInteger(PrintAndLocked)),
            ("Rect", Rectangle(form, spec.Rectangle, page)),
            ("P", page.Reference));
        field = group is null ? field : field.With("Parent", group);
        field = group is not null && form.Groups.GivesFlags(group) ? field.With("Ff", new PdfInteger(0)) : field;
        field = value is null ? field : field.With("V", value);
        appearance ??= spec.Rectangle is { Width: > 0, Height: > 0 } area ? EmptyAppearance(form, area) : null;
        field = appearance is null ? field : field.With("AP", new PdfDictionary(("N", appearance)));
        field = spec.Lock is null ? field : field.With("Lock", form.Update.Add(Lock(spec.Lock)));
        if (isTagged && StructureTag.Add(form, page, reference) is { } key)
        {
            field = field.With("StructParent", new PdfInteger(key)).With("TU", PdfString.FromText(spec.Label ?? spec.Name));
        }
        else if (spec.Label is { } label)
        {
            field = field.With("TU", PdfString.FromText(label));
        }

        form.Update.Set(reference, field);
        form.AddField(reference, group);
        form.AddAnnotation(page, reference);
        return reference;
    }

    /// <summary>A field with an area needs an appearance to stay within PDF/A (ISO 19005-2, 6.3.3); the signer's takes its place.</summary>
    private static PdfReference EmptyAppearance(FormUpdate form, Frame area) => form.Update.Add(new PdfStream(
        new PdfDictionary(
            ("Type", new PdfName("XObject")),
            ("Subtype", new PdfName("Form")),
            ("BBox", new PdfArray(new PdfInteger(0), new PdfInteger(0), Number(area.Width), Number(area.Height))),
            ("Resources", PdfDictionary.Empty)),
        ReadOnlyMemory<byte>.Empty));

    private static PdfArray Rectangle(FormUpdate form, Frame? shown, PdfPage page)
    {
        if (shown is not { } frame)
        {
            return new PdfArray(new PdfInteger(0), new PdfInteger(0), new PdfInteger(0), new PdfInteger(0));
        }

        Frame place = PageGeometry.Of(form.Revision, page).FromShown(frame);
        return new PdfArray(Number(place.Left), Number(place.Bottom), Number(place.Right), Number(place.Top));
    }

    private static PdfReal Number(double value) => new(Math.Round(value, 3));

    private static PdfDictionary Lock(FieldLock wanted)
    {
        PdfDictionary dictionary = new(("Type", new PdfName("SigFieldLock")), ("Action", new PdfName(wanted.Action.ToString())));
        dictionary = wanted.Action == FieldLockAction.All
            ? dictionary
            : dictionary.With("Fields", new PdfArray(wanted.Fields.Select(name => (PdfObject)PdfString.FromText(name))));
        return wanted.Permission is { } level ? dictionary.With("P", new PdfInteger(level)) : dictionary;
    }
}
