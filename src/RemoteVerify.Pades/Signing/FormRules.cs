// ISO 32000-2, 12.7.8 (XFA forms, deprecated) and 14.11.2 (page boundaries).
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>Refusals that come from the form and from the place on the page.</summary>
internal static class FormRules
{
    /// <summary>A viewer that reads XFA shows another document than the one that is signed.</summary>
    /// <param name="mayDrop">The caller agrees to lose it.</param>
    public static PrepareResult.Refused? JudgeXfa(PdfRevision revision, bool mayDrop, bool hasSignatures)
    {
        if (revision.Get<PdfDictionary>(revision.Catalog, "AcroForm") is not { } form || !form.Contains("XFA"))
        {
            return null;
        }

        return hasSignatures ? new(RefusalCode.XfaForm, "The document holds an XFA form, and it is signed already, so that the form can't be dropped.")
            : mayDrop ? null
            : new(RefusalCode.XfaForm, "The document holds an XFA form, which some viewers show in place of the signed pages; sign it with the option that drops the form.");
    }

    /// <summary>At least a part of a visible signature must be on the page.</summary>
    /// <param name="shown">As the reader sees the page, from its lower left corner.</param>
    public static PrepareResult.Refused? JudgePlace(PdfRevision revision, PdfPage page, Frame? shown)
    {
        if (shown is not { Width: > 0, Height: > 0 } place)
        {
            return null;
        }

        PageSize size = PageGeometry.Of(revision, page).ShownSize;
        bool seen = place.Left < size.Width && place.Bottom < size.Height && place.Right > 0 && place.Top > 0;
        return seen ? null : new(RefusalCode.PlaceOutsidePage, $"The place of the signature lies outside page {page.Number}.");
    }
}
