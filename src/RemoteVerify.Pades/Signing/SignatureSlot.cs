// ISO 32000-2, 12.8.1 (signature dictionary); ETSI EN 319 142-1 clause 6.3.
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Signing;

/// <summary>An update that holds everything of a signature but its value.</summary>
internal sealed record SignatureSlot(UpdateTail Tail, string FieldName);

/// <summary>Makes the slot for a signature or a document timestamp, or says why not.</summary>
internal sealed class SignatureSlotBuilder
{
    private readonly PdfDocument _document;
    private readonly IReadOnlyList<SignatureField> _fields;
    private readonly HashSet<string> _names;
    private readonly SigningPermissions _permissions;

    public SignatureSlotBuilder(SigningBase document) =>
        (_document, _fields, _names, _permissions) = (document.Document, document.Fields, document.Names, document.Permissions);

    public PrepareResult.Refused? Refusal { get; private set; }

    /// <summary>The slot of a signature; null with <see cref="Refusal"/> set when the document forbids it.</summary>
    public SignatureSlot? ForSignature(SignatureRequest request, string? signerName, int capacity)
    {
        string name = request.FieldName ?? FieldNames.NextFree(_names);
        SignatureField? existing = _fields.FirstOrDefault(field => field.FullName == name);
        Refusal = Judge(request, name, existing);
        if (Refusal is not null)
        {
            return null;
        }

        PdfPage? page = FindPage(request, existing);
        Refusal = page is null
            ? new(RefusalCode.PageNotFound, "The document has no such page.")
            : FormRules.JudgePlace(_document.Latest, page, existing is null ? request.VisibleAppearance?.Rectangle : null);
        if (page is null || Refusal is not null)
        {
            return null;
        }

        FormUpdate form = new(_document, UnpredictableBytes.Fill);
        PdfReference value = form.Update.Add(SignatureDictionary.ForSignature(form, request, signerName, capacity, existing));
        AppearanceFacts facts = new(signerName, request.Reason, request.Location, request.SigningTime);
        if (existing is null)
        {
            PdfReference? picture = DrawNew(form, request.VisibleAppearance, page, facts);
            SignatureFieldSpec spec = new() { Name = name, Rectangle = request.VisibleAppearance?.Rectangle };
            SignatureFieldWriter.Add(form, spec, page, value, picture, isTagged: !_permissions.HasSignatures);
        }
        else if (!Fill(form, existing, value, request.VisibleAppearance, page, facts))
        {
            return null;
        }

        if (request.CertificationLevel is not null)
        {
            PdfDictionary kept = form.Update.Resolve(form.Catalog["Perms"]) as PdfDictionary ?? PdfDictionary.Empty;
            form.Catalog = form.Catalog.With("Perms", kept.With("DocMDP", value));
        }

        if (request.DropXfa && !_permissions.HasSignatures)
        {
            form.DropXfa();
        }

        return Finish(form, name);
    }

    /// <summary>The slot of a document timestamp, always in a new invisible field.</summary>
    public SignatureSlot? ForTimestamp(int capacity)
    {
        string name = FieldNames.NextFree(_names);
        if (_document.Encryption is { CanWrite: false })
        {
            Refusal = new(RefusalCode.EncryptionNotSupported, "The document is encrypted with RC4, which is read but not written.");
            return null;
        }

        if (PageTree.Find(_document.Latest, 1) is not { } page)
        {
            Refusal = new(RefusalCode.PageNotFound, "The document has no page.");
            return null;
        }

        FormUpdate form = new(_document, UnpredictableBytes.Fill);
        PdfReference value = form.Update.Add(SignatureDictionary.ForTimestamp(capacity));
        SignatureFieldWriter.Add(form, new SignatureFieldSpec { Name = name }, page, value, null, isTagged: !_permissions.HasSignatures);
        return Finish(form, name);
    }

    private SignatureSlot Finish(FormUpdate form, string name)
    {
        form.MarkFormAsSigned();
        if (!_permissions.HasSignatures)
        {
            form.DeclareExtension();
        }

        return new SignatureSlot(form.Update.Build(), name);
    }

    private PrepareResult.Refused? Judge(SignatureRequest request, string name, SignatureField? existing)
    {
        if (_permissions.Judge(name, existing is null, request.CertificationLevel is not null) is { } refused)
        {
            return refused;
        }

        if (FormRules.JudgeXfa(_document.Latest, request.DropXfa, _permissions.HasSignatures) is { } xfa)
        {
            return xfa;
        }

        if (existing is null)
        {
            return request.RequireExistingField ? new(RefusalCode.FieldNotFound, "The document has no such field.")
                : FieldNames.JudgeNew(name, _names, new FieldGroups(_document.Latest));
        }

        return !existing.IsEmpty ? new(RefusalCode.FieldAlreadySigned, "The field is signed already.")
            : existing.Reference is null ? new(RefusalCode.FieldNotSupported, "The field is no object of its own.")
            : null;
    }

    private PdfPage? FindPage(SignatureRequest request, SignatureField? existing)
    {
        IReadOnlyList<PdfPage> pages = PageTree.Read(_document.Latest);
        if (existing is null)
        {
            int number = request.VisibleAppearance?.PageNumber ?? 1;
            return number >= 1 && number <= pages.Count ? pages[number - 1] : null;
        }

        return (existing.Widgets.Count > 0 ? PageOf(pages, existing.Widgets[0]) : null) ?? (pages.Count > 0 ? pages[0] : null);
    }

    private PdfPage? PageOf(IReadOnlyList<PdfPage> pages, PdfReference widget) => pages.FirstOrDefault(
        page => (_document.Latest.Get<PdfArray>(page.Dictionary, "Annots") ?? PdfArray.Empty).Contains(widget));

    private PdfReference? DrawNew(FormUpdate form, VisibleAppearance? look, PdfPage page, AppearanceFacts facts)
    {
        if (look?.Rectangle is not { Width: > 0, Height: > 0 } place)
        {
            return null;
        }

        int rotation = PageGeometry.Of(_document.Latest, page).RotationDegrees;
        return ComposedForm.Add(form.Update, new PageSize(place.Width, place.Height), rotation, look.Fonts, canvas => AppearanceDrawing.Draw(canvas, look, facts));
    }

    /// <summary>Puts the value into the field and a picture into each of its widgets; field and only widget are often one object.</summary>
    private bool Fill(FormUpdate form, SignatureField field, PdfReference value, VisibleAppearance? look, PdfPage page, AppearanceFacts facts)
    {
        form.Update.Set(field.Reference!, field.Dictionary.With("V", value));
        if (look is null)
        {
            return true;
        }

        int drawn = 0;
        IReadOnlyList<PdfPage> pages = PageTree.Read(_document.Latest);
        foreach (PdfReference reference in field.Widgets)
        {
            PdfPage own = PageOf(pages, reference) ?? page;
            if (form.Update.Get(reference) is PdfDictionary widget && ShownSize(widget, own) is { } size)
            {
                PdfReference picture = ComposedForm.Add(
                    form.Update, size, PageGeometry.Of(_document.Latest, own).RotationDegrees, look.Fonts, canvas => AppearanceDrawing.Draw(canvas, look, facts));
                form.Update.Set(reference, widget.With("AP", new PdfDictionary(("N", picture))));
                drawn++;
            }
        }

        Refusal = drawn > 0 ? null : new(RefusalCode.FieldNotVisible, "A visible signature was asked for, but the field has no area on a page.");
        return drawn > 0;
    }

    private PageSize? ShownSize(PdfDictionary widget, PdfPage page)
    {
        if (_document.Latest.Get<PdfArray>(widget, "Rect") is not { Count: 4 } sides)
        {
            return null;
        }

        double[] numbers = [.. sides.Select(side => _document.Latest.Resolve(side) switch { PdfInteger n => n.Value, PdfReal r => r.Value, _ => 0.0 })];
        double width = Math.Abs(numbers[2] - numbers[0]);
        double height = Math.Abs(numbers[3] - numbers[1]);
        bool turned = PageGeometry.Of(_document.Latest, page).RotationDegrees is 90 or 270;
        return width < 1 || height < 1 ? null : turned ? new PageSize(height, width) : new PageSize(width, height);
    }
}
