// Decree 104/2025/ND-CP article 46: the photo of the moment of signing, sharp, neither cut nor edited, on A4 or photo paper of at least 13 by 18 cm.
using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>One photo of the moment of signing on A4, with what proves that its bytes are those of the camera.</summary>
internal static class SigningPhotoPaper
{
    /// <summary>18 cm, for the longer side of the photo whichever way it lies.</summary>
    private const double LongSide = 510.2;

    /// <summary>What is left for the other side: 13 cm and a little more.</summary>
    private const double ShortSide = 400;

    /// <summary>Small enough that an upright photo and its facts stand on one sheet.</summary>
    private static readonly TextStyle Nine = new(9);

    private static readonly ParagraphStyle Small = PaperSheet.Cells with { Text = Nine, LineSpacing = 1.1 };

    public static Outcome<ComposedPaper> Compose(SigningPhotoPrintOrder order, PaperTools tools)
    {
        if (Sha256Digest.Of(order.Photo.Span) != order.PhotoSha256)
        {
            return new Refusal(RefusalCode.PaperSourceDiffers, "The photo is not the one that was recorded at capture. Read it again.");
        }

        ComposedImage photo = ComposedImage.FromFile(order.Photo);
        bool isJpeg = order.Photo.Span[0] == 0xFF;
        string attachment = isJpeg ? "anh-goc.jpg" : "anh-goc.png";
        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(("dossier-code", order.DossierCode), ("signatory", order.Signatory), ("notary", order.Notary), ("venue", order.Venue)),
            HasAttachments: true));
        sheet.Title("title", spaceBefore: 0, spaceAfter: 4);
        sheet.Say("subtitle", PaperSheet.Centred with { SpaceAfter = 8 });
        Draw(sheet, photo);
        sheet.Composer.Table(new Table { ColumnWeights = [1, 2.8], Rows = [.. Facts(sheet, order, photo, attachment)], Style = Small, PaddingPoints = 1.5, SpaceAfter = 0 });
        sheet.Composer.AttachFile(new AssociatedFile(
            attachment, isJpeg ? "image/jpeg" : "image/png", order.Photo, FileRelationship.Source, order.TakenAt)
        {
            Description = sheet.Words.Plain("attachment-description"),
        });
        return sheet.Finish();
    }

    private static IEnumerable<TableRow> Facts(PaperSheet sheet, SigningPhotoPrintOrder order, ComposedImage photo, string attachment)
    {
        TableRow Row(string label, string value) => new(
            [new TableCell([new TextRun(sheet.Words.Plain(label), Nine with { Bold = true })]), new TableCell([new TextRun(sheet.Words.Need(label, value), Nine)])]);
        yield return Row("label-dossier", order.DossierCode);
        yield return Row("label-document", order.DocumentTitle);
        yield return Row("label-venue", order.Venue);
        yield return Row("label-signatory", order.Signatory);
        yield return Row("label-notary", order.Notary);
        yield return Row("label-time", VietnamTime.Print(order.TakenAt));
        yield return Row("label-size", string.Create(CultureInfo.InvariantCulture, $"{photo.WidthPixels} x {photo.HeightPixels}"));
        yield return Row("label-sha256", order.PhotoSha256.Hex);
        yield return Row("label-attachment", attachment);
    }

    /// <summary>As large as it goes in its own proportions, over the margins but not over the edge of the paper.</summary>
    private static void Draw(PaperSheet sheet, ComposedImage photo)
    {
        PageCanvas page = sheet.Composer.Canvas;
        (int across, int down) = photo.TurnDegrees is 90 or 270 ? (photo.HeightPixels, photo.WidthPixels) : (photo.WidthPixels, photo.HeightPixels);
        double scale = across >= down ? Math.Min(LongSide / across, ShortSide / down) : Math.Min(ShortSide / across, LongSide / down);
        (double width, double height) = (across * scale, down * scale);
        var frame = new Frame((page.Size.Width - width) / 2, sheet.Composer.Cursor - height, width, height);
        page.Image(photo, frame, sheet.Words.Plain("photo-alt"), photo.TurnDegrees);
        sheet.Composer.Space(height + 6);
    }
}
