using System.Globalization;
using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>A small signed document made of literal objects, later revisions of it, and the verdict about them.</summary>
internal static class SignedSample
{
    public static readonly PdfReference Catalog = new(1, 0);
    public static readonly PdfReference Pages = new(2, 0);
    public static readonly PdfReference Page = new(3, 0);
    public static readonly PdfReference Contents = new(4, 0);
    public static readonly PdfReference Font = new(5, 0);
    public static readonly PdfReference TextField = new(6, 0);
    public static readonly PdfReference FieldLook = new(7, 0);
    public static readonly PdfReference Unused = new(8, 0);
    public static readonly PdfReference Missing = new(99, 0);
    public static readonly PdfReference FirstField = new(10, 0);
    public static readonly PdfReference SecondField = new(11, 0);

    public static readonly PdfReference CheckBox = new(12, 0);
    public static readonly PdfReference Button = new(13, 0);

    private static readonly string[] Objects =
    [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 10 0 R 11 0 R 12 0 R 13 0 R] /DA (/F 0 Tf 0 g) /DR << /Font << /F 5 0 R >> >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents [4 0 R 99 0 R] /Resources << /Font << /F 5 0 R >> >> /Annots [6 0 R 10 0 R 11 0 R 12 0 R 13 0 R] >>",
        "<< /Length 31 >>\nstream\nBT /F 12 Tf (pay 10 dong) Tj ET\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Amount) /Rect [10 10 90 30] /F 4 /P 3 0 R /AP << /N 7 0 R >> >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 80 20] /Length 0 >>\nstream\n\nendstream",
        "<< /Length 32 >>\nstream\nBT /F 12 Tf (pay 999 dong) Tj ET\nendstream",
        "null",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /F 132 /P 3 0 R LOCK >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /Rect [0 0 0 0] /F 132 /P 3 0 R >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agreed) /Rect [100 10 110 20] /F 4 /P 3 0 R /AS /Off /V /Off /AP << /N << /Yes 14 0 R /Off 14 0 R >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (Print) /Rect [120 10 180 30] /F 4 /P 3 0 R /AP << /N 14 0 R >> >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream",
        "<< /Title (Sample) >>",
    ];

    /// <summary>Signed in the field First.</summary>
    public static byte[] Signed(int? certificationLevel = null, string fieldLock = "") =>
        Sign(Unsigned(fieldLock), "First", certificationLevel);

    public static byte[] Sign(byte[] pdf, string field, int? certificationLevel = null)
    {
        var request = new SignatureRequest { FieldName = field, SigningTime = SigningMaterial.Now, CertificationLevel = certificationLevel };
        var result = PadesSigner.SignAsync(pdf, request, SigningMaterial.P256, null, null, default).GetAwaiter().GetResult();
        return Assert.IsType<SignResult.Signed>(result).Pdf;
    }

    public static byte[] Unsigned(string fieldLock = "")
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder($"xref\n0 {Objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < Objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{Objects[i].Replace("LOCK", fieldLock, StringComparison.Ordinal)}\nendobj\n");
        }

        var place = text.Length;
        return Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{text}{table}trailer\n<< /Size {Objects.Length + 1} /Root 1 0 R /Info 15 0 R >>\nstartxref\n{place}\n%%EOF\n"));
    }

    /// <summary>One more revision.</summary>
    public static byte[] Change(byte[] pdf, Action<IncrementalUpdate> change)
    {
        var update = new IncrementalUpdate(PdfDocument.Open(pdf), buffer => buffer.Fill(1));
        change(update);
        return update.Build().AppendTo(pdf);
    }

    /// <summary>One more revision written by hand: further trailer entries and at most one object.</summary>
    public static byte[] Update(byte[] pdf, string trailer, string written, int number = 0)
    {
        var place = PdfDocument.Open(pdf).StartXref;
        var entries = number == 0 ? "0 0\n" : string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{pdf.Length:D10} 00000 n \n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{written}xref\n{entries}trailer\n<< /Size 99 /Root 1 0 R /Info 15 0 R {trailer}/Prev {place} >>\nstartxref\n{pdf.Length + written.Length}\n%%EOF\n"))];
    }

    /// <summary>One more revision that sets or drops (null) one key of one dictionary.</summary>
    public static byte[] SetKey(byte[] pdf, PdfReference reference, string key, PdfObject? value) => Change(pdf, update =>
    {
        var dictionary = (PdfDictionary)update.Get(reference);
        update.Set(reference, value is null ? dictionary.Without(key) : dictionary.With(key, value));
    });

    public static ValidationReport Validate(byte[] pdf) =>
        PadesValidator.Validate(pdf, new ValidationOptions { At = SigningMaterial.Now, Anchors = [SigningMaterial.Root] });

    /// <summary>Fills the text field and draws its look anew.</summary>
    public static void Fill(IncrementalUpdate update, string text)
    {
        Edit(update, TextField, field => field.With("V", Text(text)));
        update.Set(FieldLook, Form($"BT ({text}) Tj ET"));
    }

    public static void Edit(IncrementalUpdate update, PdfReference reference, Func<PdfDictionary, PdfDictionary> change) =>
        update.Set(reference, change((PdfDictionary)update.Get(reference)));

    public static void EditForm(IncrementalUpdate update, Func<PdfDictionary, PdfDictionary> change) =>
        Edit(update, Catalog, catalog => catalog.With("AcroForm", change((PdfDictionary)catalog["AcroForm"]!)));

    public static PdfString Text(string text) => PdfString.FromText(text);

    public static PdfArray Box(params ReadOnlySpan<int> corners) => new(corners.ToArray().Select(c => (PdfObject)new PdfInteger(c)));

    public static PdfDictionary Look(PdfReference form) => new(("N", form));

    public static PdfStream Form(string content) => new(
        new PdfDictionary(("Type", new PdfName("XObject")), ("Subtype", new PdfName("Form")), ("BBox", Box(0, 0, 80, 20))), Encoding.ASCII.GetBytes(content));

    public static PdfStream Stream(string text) => new(PdfDictionary.Empty, Encoding.ASCII.GetBytes(text));
}
