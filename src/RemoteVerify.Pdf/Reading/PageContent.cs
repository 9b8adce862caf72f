using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>What draws a page.</summary>
public static class PageContent
{
    /// <summary>The operators of a page, its parts joined with a line's end between them (ISO 32000-2 clause 7.8.2).</summary>
    /// <exception cref="PdfFormatException">A part is broken, or all together are longer than one stream may be.</exception>
    public static ReadOnlyMemory<byte> Read(PdfRevision revision, PdfPage page)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(page);
        IEnumerable<PdfObject> parts = revision.Resolve(page.Dictionary["Contents"]) switch
        {
            PdfStream single => [single],
            PdfArray several => several.Select(revision.Resolve),
            _ => [],
        };
        using MemoryStream joined = new();
        foreach (PdfStream part in parts.OfType<PdfStream>())
        {
            joined.Write(revision.Document.Decode(part).Span);
            joined.WriteByte((byte)'\n');
            if (joined.Length > revision.Document.Limits.MaxDecodedStreamBytes)
            {
                throw new PdfFormatException("page content", -1, "is longer than the limit");
            }
        }

        return joined.ToArray();
    }
}
