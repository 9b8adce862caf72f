using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Writes a picture as an image XObject, with its opacity as a soft mask.</summary>
internal static class PictureObjects
{
    public static PdfReference Add(ComposedImage image, Func<PdfObject, PdfReference> add)
    {
        PdfDictionary dictionary = Entries(image, image.Components == 1 ? "DeviceGray" : "DeviceRGB", image.IsJpeg ? "DCTDecode" : "FlateDecode");
        if (image.Opacity is { } opacity)
        {
            dictionary = dictionary.With("SMask", add(new PdfStream(Entries(image, "DeviceGray", "FlateDecode"), ObjectTable.Pack(opacity.Span))));
        }

        return add(new PdfStream(dictionary, image.IsJpeg ? image.Data : ObjectTable.Pack(image.Data.Span)));
    }

    private static PdfDictionary Entries(ComposedImage image, string colorSpace, string filter) => new(
        ("Type", new PdfName("XObject")),
        ("Subtype", new PdfName("Image")),
        ("Width", new PdfInteger(image.WidthPixels)),
        ("Height", new PdfInteger(image.HeightPixels)),
        ("ColorSpace", new PdfName(colorSpace)),
        ("BitsPerComponent", new PdfInteger(8)),
        ("Filter", new PdfName(filter)));
}
