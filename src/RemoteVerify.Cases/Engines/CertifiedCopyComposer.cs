using RemoteVerify.Cases.DirectCopies;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines;

/// <summary>Composes the copy of a whole stored result: the official copy in the form sao y.</summary>
/// <param name="fonts">Fonts.</param>
/// <param name="templates">Where the words come from; null: the delivered templates.</param>
public sealed class CertifiedCopyComposer(DocumentFonts fonts, PaperTemplates? templates = null) : ICertifiedCopyComposer
{
    private readonly PaperComposer _composer = new(fonts, templates ?? PaperTemplates.OfDelivered());

    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Compose(CertifiedCopyOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var head = new PaperHead([order.Organisation], order.Organisation, order.IssuedAt, order.Code, order.CheckAddress, order.IsTest);
        var copy = new OfficialCopyOrder(
            head, new PaperSource(order.Original, order.OriginalSha256) { Related = order.Related }, order.Title, OfficialCopyForm.SaoY, [], order.SystemName, order.Signatures);
        if (_composer.Compose(copy).TryGet(out ComposedPaper? paper, out Refusal? refusal))
        {
            return paper.Pdf;
        }

        return refusal.Code == RefusalCode.PaperSourceUnreadable || refusal.Code == RefusalCode.PaperOrderNotAccepted
            ? new Refusal(
                RefusalCode.OriginalNotValid,
                "No copy can be composed from this original; the reason says why.",
                [],
                refusal.Reasons.Count > 0 ? refusal.Reasons : ["broken-file"])
            : refusal;
    }
}

internal static class TestMark
{
    /// <summary>What stands over every page of a trial.</summary>
    public static PageMark? For(bool isTest) => isTest ? new PageMark("BẢN THỬ NGHIỆM / TEST") { Opacity = 0.12 } : null;
}
