using RemoteVerify.Pdf.Composing.Assembly;
using RemoteVerify.Pdf.Composing.Content;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Draws a form XObject into an update of an existing document, for the appearance of an annotation.</summary>
public static class ComposedForm
{
    /// <summary>Adds the form with its own fonts and pictures, and nothing shared with the document.</summary>
    /// <param name="size">Size as the reader sees it.</param>
    /// <param name="pageRotationDegrees">The page's /Rotate (0, 90, 180, 270): the form is turned back by it, so that it stands upright.</param>
    /// <param name="draw">Draws with the origin at the lower left corner of the form.</param>
    public static PdfReference Add(IncrementalUpdate update, PageSize size, int pageRotationDegrees, DocumentFonts fonts, Action<PageCanvas> draw)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(draw);
        ResourceBook resources = new();
        PageCanvas canvas = new(0, size, resources, fonts, null);
        draw(canvas);
        PdfDictionary used = new(
            ("Font", new PdfDictionary(resources.Fonts.Select(font => KeyValuePair.Create<string, PdfObject>(font.Name, FontObjects.Add(font.Subset, update.Add))))),
            ("XObject", new PdfDictionary(resources.XObjects.Select(picture => KeyValuePair.Create<string, PdfObject>(
                picture.Name,
                picture.Source is ComposedImage image
                    ? PictureObjects.Add(image, update.Add)
                    : throw new ArgumentException("An appearance can't hold a page of another document.", nameof(draw)))))));
        double[] matrix = pageRotationDegrees switch
        {
            90 => [0, 1, -1, 0, size.Height, 0],
            180 => [-1, 0, 0, -1, size.Width, size.Height],
            270 => [0, -1, 1, 0, 0, size.Width],
            _ => [1, 0, 0, 1, 0, 0],
        };
        return update.Add(new PdfStream(
            new PdfDictionary(
                ("Type", new PdfName("XObject")),
                ("Subtype", new PdfName("Form")),
                ("BBox", Reals(0, 0, size.Width, size.Height)),
                ("Matrix", Reals(matrix)),
                ("Resources", used),
                ("Filter", new PdfName("FlateDecode"))),
            ObjectTable.Pack(canvas.Content.ToBytes())));
    }

    private static PdfArray Reals(params double[] values) => new(values.Select(value => (PdfObject)new PdfReal(value)));
}
