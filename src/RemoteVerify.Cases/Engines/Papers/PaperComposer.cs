using System.Text;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>Composes every paper with the room <c>Pdf</c>: tagged PDF/A whose words come from templates.</summary>
/// <param name="fonts">Decree 30/2020 asks for Times New Roman; its metric twin will do.</param>
/// <param name="templates">Where the words come from.</param>
public sealed class PaperComposer(DocumentFonts fonts, PaperTemplates templates) : IPaperComposer
{
    private const int MaximumAddressCharacters = 200;
    private const int MaximumOfficialBytes = 600;

    /// <inheritdoc/>
    public Outcome<ComposedPaper> Compose(PaperOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        DateOnly day = VietnamTime.Day(order.Head.IssuedAt);
        if (!templates.Find(order.Kind, order.Head.TemplateId, day).TryGet(out PaperTemplate? template, out Refusal? refusal)
            || !templates.Find(PaperKind.Common, null, day).TryGet(out PaperTemplate? common, out refusal))
        {
            return refusal;
        }

        if (order.Head.CheckAddress.Length > MaximumAddressCharacters
            || (order.Head.OfficialQr is { } official && Encoding.UTF8.GetByteCount(official.Encode()) > MaximumOfficialBytes))
        {
            return NotAccepted("qr-too-long");
        }

        try
        {
            return Compose(order, new PaperTools(fonts, template, common));
        }
        catch (PdfFormatException)
        {
            return new Refusal(RefusalCode.PaperSourceUnreadable, "The document or picture that this paper shows can't be read. Take another one.");
        }
    }

    private static Outcome<ComposedPaper> Compose(PaperOrder order, PaperTools tools) => order switch
    {
        CertifiedPaperCopyOrder copy => CertifiedPaperCopyPaper.Compose(copy, tools),
        OfficialCopyOrder copy => OfficialCopyPaper.Compose(copy, tools),
        ConversionOrder conversion => ConversionPaper.Compose(conversion, tools),
        RegisterExtractOrder extract => RegisterExtractPaper.Compose(extract, tools),
        NotarialStatementOrder statement => NotarialStatementPaper.Compose(statement, tools),
        SignatureCertificationOrder certification => SignatureCertificationPaper.Compose(certification, tools),
        MaritalCertificateOrder certificate => MaritalCertificatePaper.Compose(certificate, tools),
        AppointmentSlipOrder slip => AppointmentSlipPaper.Compose(slip, tools),
        SupplementRequestOrder request => SupplementRequestPaper.Compose(request, tools),
        RefusalSlipOrder slip => RefusalSlipPaper.Compose(slip, tools),
        RegisterBookOrder book => RegisterBookPaper.Compose(book, tools),
        RelatedActOrder act => RelatedActPaper.Compose(act, tools),
        LookupSnapshotOrder snapshot => LookupSnapshotPaper.Compose(snapshot, tools),
        RequestFormOrder request => RequestFormPaper.Compose(request, tools),
        SigningPhotoPrintOrder photo => SigningPhotoPaper.Compose(photo, tools),
        _ => throw new ArgumentException($"No paper is known for {order}.", nameof(order)),
    };

    /// <summary>An order that says something impossible.</summary>
    internal static Refusal NotAccepted(string reason) =>
        new(RefusalCode.PaperOrderNotAccepted, "This paper can't be composed from what was given; the reason says why.", [], [reason]);
}

/// <summary>What every paper is composed with.</summary>
internal sealed record PaperTools(DocumentFonts Fonts, PaperTemplate Template, PaperTemplate Common)
{
    /// <summary>Fresh sheets for one paper.</summary>
    public PaperSheet Sheet(PaperOrder order, PaperForm? form = null) => new(Fonts, order, Template, Common, form ?? new PaperForm());

    public override string ToString() => $"PaperTools {Template}";
}
