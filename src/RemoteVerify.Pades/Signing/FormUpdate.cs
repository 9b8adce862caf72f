// ISO 32000-2, 12.7.3 (interactive form dictionary), 12.5 (annotations), 7.12 (extensions).
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Signing;

/// <summary>Changes to catalog, form and pages inside one update; always the smallest object that has to change.</summary>
internal sealed class FormUpdate
{
    private const int SignaturesExistAndAppendOnly = 3;

    private readonly PdfReference _root;

    public FormUpdate(PdfDocument document, FillRandom random)
    {
        Update = new IncrementalUpdate(document, random);
        Revision = document.Latest;
        Groups = new FieldGroups(Revision);
        _root = Revision.Trailer["Root"] as PdfReference ?? throw new PdfFormatException("trailer", -1, "/Root is not a reference");
        _ = Revision.Catalog;
    }

    public IncrementalUpdate Update { get; }

    public PdfRevision Revision { get; }

    /// <summary>Groups of the form, those that this update makes included.</summary>
    public FieldGroups Groups { get; }

    public PdfReference Root => _root;

    public PdfDictionary Catalog
    {
        get => (PdfDictionary)Update.Get(_root);
        set => Update.Set(_root, value);
    }

    /// <summary>Sets the flags of a signed form and takes away the request that viewers draw fields anew.</summary>
    public void MarkFormAsSigned()
    {
        PdfDictionary form = Form();
        long flags = Update.Resolve(form["SigFlags"]) is PdfInteger known ? known.Value : 0;
        if ((flags & SignaturesExistAndAppendOnly) == SignaturesExistAndAppendOnly && !form.Contains("NeedAppearances"))
        {
            return;
        }

        SetForm(form.Without("NeedAppearances").With("SigFlags", new PdfInteger(flags | SignaturesExistAndAppendOnly)));
    }

    /// <summary>The group above a field of this full name, made where it is missing; null for a field without one.</summary>
    public PdfReference? GroupOf(string fullName)
    {
        if (fullName.LastIndexOf('.') is var dot && dot < 0)
        {
            return null;
        }

        string name = fullName[..dot];
        if (Groups.Find(name) is { } known)
        {
            return known;
        }

        PdfReference? above = GroupOf(name);
        PdfDictionary group = new(("T", PdfString.FromText(name[(name.LastIndexOf('.') + 1)..])), ("Kids", PdfArray.Empty));
        PdfReference made = Update.Add(above is null ? group : group.With("Parent", above));
        AddField(made, above);
        Groups.Add(name, made);
        return made;
    }

    /// <param name="field">The field, or a group.</param>
    /// <param name="parent">The group that it stands in; null: the form itself.</param>
    public void AddField(PdfReference field, PdfReference? parent)
    {
        if (parent is not null)
        {
            PdfDictionary group = (PdfDictionary)Update.Get(parent);
            if (group["Kids"] is PdfReference kids && Update.Get(kids) is PdfArray apart)
            {
                Update.Set(kids, apart.Append(field));
            }
            else
            {
                Update.Set(parent, group.With("Kids", (Update.Resolve(group["Kids"]) as PdfArray ?? PdfArray.Empty).Append(field)));
            }

            return;
        }

        PdfDictionary form = Form();
        if (form["Fields"] is PdfReference list && Update.Get(list) is PdfArray indirect)
        {
            Update.Set(list, indirect.Append(field));
            return;
        }

        SetForm(form.With("Fields", (Update.Resolve(form["Fields"]) as PdfArray ?? PdfArray.Empty).Append(field)));
    }

    public void AddAnnotation(PdfPage page, PdfReference widget)
    {
        PdfDictionary current = (PdfDictionary)Update.Get(page.Reference);
        if (current["Annots"] is PdfReference list && Update.Get(list) is PdfArray indirect)
        {
            if (IsShared(list, page))
            {
                // A widget stands on one page, so the page parts from the others.
                Update.Set(page.Reference, current.With("Annots", Update.Add(indirect.Append(widget))));
                return;
            }

            Update.Set(list, indirect.Append(widget));
            return;
        }

        Update.Set(page.Reference, current.With("Annots", (Update.Resolve(current["Annots"]) as PdfArray ?? PdfArray.Empty).Append(widget)));
    }

    /// <summary>Takes the XFA form away; the fields that remain are those that are signed.</summary>
    public void DropXfa()
    {
        if (Form() is { } form && form.Contains("XFA"))
        {
            SetForm(form.Without("XFA"));
        }
    }

    /// <summary>Says that a file below PDF 2.0 holds PAdES structures; left alone once there is a signature.</summary>
    public void DeclareExtension()
    {
        string? named = Revision.Get<PdfName>(Catalog, "Version")?.Value;
        string version = named is not null && string.CompareOrdinal(named, Revision.Document.HeaderVersion) > 0 ? named : Revision.Document.HeaderVersion;
        if (version.StartsWith('2'))
        {
            return;
        }

        PdfDictionary extensions = Update.Resolve(Catalog["Extensions"]) as PdfDictionary ?? PdfDictionary.Empty;
        if (extensions.Contains("ADBE") || extensions.Contains("ESIC"))
        {
            return;
        }

        PdfDictionary changed = extensions.With(
            "ADBE", new PdfDictionary(("BaseVersion", new PdfName("1.7")), ("ExtensionLevel", new PdfInteger(8))));
        if (Catalog["Extensions"] is PdfReference reference && extensions.Count > 0)
        {
            Update.Set(reference, changed);
            return;
        }

        Catalog = Catalog.With("Extensions", changed);
    }

    private bool IsShared(PdfReference list, PdfPage page) =>
        PageTree.Read(Revision).Any(other => !other.Reference.Equals(page.Reference) && list.Equals(other.Dictionary["Annots"]));

    private PdfDictionary Form() => Update.Resolve(Catalog["AcroForm"]) as PdfDictionary ?? PdfDictionary.Empty;

    private void SetForm(PdfDictionary form)
    {
        if (Catalog["AcroForm"] is PdfReference reference && Update.Get(reference) is PdfDictionary)
        {
            Update.Set(reference, form);
        }
        else if (Catalog["AcroForm"] is PdfDictionary)
        {
            Catalog = Catalog.With("AcroForm", form);
        }
        else
        {
            Catalog = Catalog.With("AcroForm", Update.Add(form.Contains("Fields") ? form : form.With("Fields", PdfArray.Empty)));
        }
    }
}
