// ISO 32000-2, table 255 (signature dictionary), 12.8.2 (references); ETSI EN 319 142-1 clauses 6.3 and 5.4.3.
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Signing;

/// <summary>Builds the dictionaries whose /Contents becomes the signature.</summary>
internal static class SignatureDictionary
{
    public static PdfDictionary ForSignature(FormUpdate form, SignatureRequest request, string? signerName, int capacity, SignatureField? field)
    {
        PdfDictionary dictionary = Common("Sig", "ETSI.CAdES.detached", capacity).With("M", PdfDate.Of(request.SigningTime));
        foreach ((string key, string? text) in new[] { ("Name", signerName), ("Reason", request.Reason), ("Location", request.Location), ("ContactInfo", request.ContactInfo) })
        {
            dictionary = string.IsNullOrEmpty(text) ? dictionary : dictionary.With(key, PdfString.FromText(text));
        }

        List<PdfObject> references = [];
        if (request.CertificationLevel is { } level)
        {
            references.Add(Reference("DocMDP", new PdfDictionary(
                ("Type", new PdfName("TransformParams")), ("P", new PdfInteger(level)), ("V", new PdfName("1.2")))));
        }

        if (field is not null && form.Revision.Get<PdfDictionary>(field.Dictionary, "Lock") is { } fieldLock)
        {
            references.Add(Reference("FieldMDP", LockParameters(form, fieldLock)).With("Data", form.Root));
        }

        return references.Count == 0 ? dictionary : dictionary.With("Reference", new PdfArray(references));
    }

    public static PdfDictionary ForTimestamp(int capacity) => Common("DocTimeStamp", "ETSI.RFC3161", capacity);

    private static PdfDictionary Common(string type, string subFilter, int capacity) => new(
        ("Type", new PdfName(type)),
        ("Filter", new PdfName("Adobe.PPKLite")),
        ("SubFilter", new PdfName(subFilter)),
        ("ByteRange", ByteRangePlaceholder.Instance),
        ("Contents", new ContentsPlaceholder(capacity)));

    private static PdfDictionary Reference(string method, PdfDictionary parameters) => new(
        ("Type", new PdfName("SigRef")), ("TransformMethod", new PdfName(method)), ("TransformParams", parameters));

    private static PdfDictionary LockParameters(FormUpdate form, PdfDictionary fieldLock)
    {
        PdfDictionary parameters = new(
            ("Type", new PdfName("TransformParams")),
            ("Action", form.Revision.Resolve(fieldLock["Action"])),
            ("V", new PdfName("1.2")));
        PdfObject names = form.Revision.Resolve(fieldLock["Fields"]);
        parameters = names is PdfArray ? parameters.With("Fields", names) : parameters;
        return form.Revision.Get<PdfInteger>(fieldLock, "P") is { } level ? parameters.With("P", level) : parameters;
    }
}
