using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>Makes empty signature fields, so that later signers only fill what the first signature already covers.</summary>
public static class SignatureFields
{
    /// <summary>Adds the fields in one update.</summary>
    /// <exception cref="SigningRefusedException">The document is signed already, forbids it, or has no such page.</exception>
    /// <exception cref="PdfFormatException">The file is broken.</exception>
    public static byte[] Add(ReadOnlyMemory<byte> pdf, IReadOnlyList<SignatureFieldSpec> fields, PdfOpenOptions? open = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        PdfDocument document = PdfDocument.Open(pdf, open);
        SigningBase.RefuseStrayEnd(document);
        SigningPermissions permissions = new(document.Latest, SignatureFieldReader.Read(document.Latest));
        HashSet<string> taken = FieldNames.All(document.Latest);
        if (permissions.HasSignatures)
        {
            throw new SigningRefusedException(RefusalCode.LockedByEarlierSignature, "Fields are made before the first signature.");
        }

        if (fields.Count > 0 && permissions.Judge(fields[0].Name, isNewField: true, certifies: false) is { } refused)
        {
            throw new SigningRefusedException(refused.Code, refused.Message);
        }

        FormUpdate form = new(document, RandomNumberGenerator.Fill);
        IReadOnlyList<PdfPage> pages = PageTree.Read(document.Latest);
        foreach (SignatureFieldSpec spec in fields)
        {
            if (spec.PageNumber < 1 || spec.PageNumber > pages.Count)
            {
                throw new SigningRefusedException(RefusalCode.PageNotFound, $"The document has no page {spec.PageNumber}.");
            }

            if (FieldNames.JudgeNew(spec.Name, taken, form.Groups) is { } unusable)
            {
                throw new SigningRefusedException(unusable.Code, unusable.Message);
            }

            if (FormRules.JudgePlace(document.Latest, pages[spec.PageNumber - 1], spec.Rectangle) is { } outside)
            {
                throw new SigningRefusedException(outside.Code, outside.Message);
            }

            SignatureFieldWriter.Add(form, spec, pages[spec.PageNumber - 1], null, null, isTagged: true);
            FieldNames.AddTo(taken, spec.Name);
        }

        return form.Update.IsEmpty ? pdf.ToArray() : form.Update.Build().AppendTo(pdf);
    }
}
