// Shadow attacks (hide, replace, hide and replace) are prepared before signing; PADES.md 4.6.5.
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>What a document to be signed holds that could make it show something else later.</summary>
public enum ShadowWarningCode
{
    /// <summary>Layers: what is seen depends on which are switched on.</summary>
    OptionalContent,

    /// <summary>A form field lies over text of the page and can cover it.</summary>
    FieldOverText,

    /// <summary>Pages, fonts or a catalog that nothing uses yet.</summary>
    UnusedObjects,

    /// <summary>Scripts or actions that run when the document is opened or filled in.</summary>
    ActiveContent,
}

/// <summary>One warning; signing is not refused for it.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Message">A sentence for people, without personal data.</param>
public sealed record ShadowWarning(ShadowWarningCode Code, string Message);

/// <summary>
/// Looks for the preparation of shadow attacks in a document before it is signed. Not part of signing itself: it reads
/// every object, which costs more than the signature.
/// </summary>
public static class ShadowAttackAnalyzer
{
    private const int MaxObjects = 200_000;
    private const int MaxPages = 500;
    private const int Hidden = 2;

    private static readonly string[] Attackable = ["Catalog", "Pages", "Page", "Font"];

    /// <summary>The warnings for the newest revision; what can't be read is not warned about.</summary>
    public static IReadOnlyList<ShadowWarning> Analyze(PdfDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var revision = document.Latest;
        return [.. new Func<PdfRevision, ShadowWarning?>[] { Layers, FieldsOverText, Unused, Actions }.Select(look => Try(look, revision)).OfType<ShadowWarning>()];
    }

    private static ShadowWarning? Try(Func<PdfRevision, ShadowWarning?> look, PdfRevision revision)
    {
        try
        {
            return look(revision);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }

    private static ShadowWarning? Layers(PdfRevision revision)
    {
        var layers = revision.Get<PdfDictionary>(revision.Catalog, "OCProperties");
        var count = layers is null ? 0 : revision.Get<PdfArray>(layers, "OCGs")?.Count ?? 0;
        return count == 0 ? null : new ShadowWarning(
            ShadowWarningCode.OptionalContent, $"The document has {count} layers (optional content): what the signer sees may be switched off later, and other things on.");
    }

    private static ShadowWarning? FieldsOverText(PdfRevision revision)
    {
        var pages = PageTree.Read(revision);
        var widgets = FieldTree.Read(revision).Where(f => f.Type is "Tx" or "Ch" or "Btn" or null).SelectMany(f => f.Widgets).Select(w => w.Number).ToHashSet();
        if (widgets.Count == 0)
        {
            return null;
        }

        foreach (var page in pages.Take(MaxPages))
        {
            var boxes = (revision.Get<PdfArray>(page.Dictionary, "Annots") ?? PdfArray.Empty).OfType<PdfReference>().Where(a => widgets.Contains(a.Number))
                .Select(revision.Get).OfType<PdfDictionary>().Where(w => ((revision.Get<PdfInteger>(w, "F")?.Value ?? 0) & Hidden) == 0)
                .Select(w => InkBox.From(revision, w["Rect"])).Where(b => !b.IsEmpty).ToList();
            if (boxes.Count > 0 && PageInk.Read(revision, page).Text.Any(text => boxes.Exists(b => b.Holds(text.Middle))))
            {
                return new ShadowWarning(
                    ShadowWarningCode.FieldOverText, $"On page {page.Number} a form field lies over text: once filled in, it can cover what was signed.");
            }
        }

        return null;
    }

    private static ShadowWarning? Unused(PdfRevision revision)
    {
        var numbers = revision.AllNumbers();
        if (numbers.Count > MaxObjects)
        {
            return null;
        }

        var reached = ReferenceGraph.Reached(revision, new VisitBudget(ModificationAnalyzer.MaxVisits));
        var kinds = numbers.Where(n => !reached.Contains(n)).Select(n => KindOf(revision, n)).OfType<string>().ToList();
        return kinds.Count == 0 ? null : new ShadowWarning(
            ShadowWarningCode.UnusedObjects,
            $"{kinds.Count} objects that nothing uses wait in the document ({string.Join(", ", kinds.Distinct().Order(StringComparer.Ordinal))}): a later change could show them instead.");
    }

    private static string? KindOf(PdfRevision revision, int number)
    {
        if (revision.Locate(number) is not { } place || revision.Get(new PdfReference(number, place.Generation)) is not PdfDictionary dictionary)
        {
            return null;
        }

        return dictionary.GetName("Type") is { } type && Attackable.Contains(type) ? type : null;
    }

    private static ShadowWarning? Actions(PdfRevision revision)
    {
        var catalog = revision.Catalog;
        var names = revision.Get<PdfDictionary>(catalog, "Names");
        var opening = revision.Get<PdfDictionary>(catalog, "OpenAction");
        var runs = catalog.Contains("AA") || names?.Contains("JavaScript") == true
            || (opening is not null && revision.Get<PdfName>(opening, "S")?.Value is not ("GoTo" or null));
        return runs ? new ShadowWarning(ShadowWarningCode.ActiveContent, "The document runs scripts or actions by itself: what it shows may depend on when and where it is opened.") : null;
    }
}
