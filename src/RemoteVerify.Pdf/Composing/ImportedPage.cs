// ISO 32000-2, 8.10 (form XObjects), 7.7.3.3 (page boundaries and rotation).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing;

/// <summary>A page of another document as a picture made of vectors and text; without its annotations, form fields and signatures.</summary>
public sealed class ImportedPage
{
    private ImportedPage(PdfRevision source, PageSize size, PdfDictionary resources, ReadOnlyMemory<byte> content, Frame visible, int rotation, PdfDictionary? group)
    {
        (Source, Size, Resources, Content, Visible, RotationDegrees, Group) = (source, size, resources, content, visible, rotation, group);
    }

    /// <summary>Size of the page as a reader shows it, after rotation.</summary>
    public PageSize Size { get; }

    internal PdfRevision Source { get; }

    internal PdfDictionary Resources { get; }

    internal ReadOnlyMemory<byte> Content { get; }

    internal Frame Visible { get; }

    internal int RotationDegrees { get; }

    internal PdfDictionary? Group { get; }

    internal static ImportedPage Read(PdfDocument document, int pageNumber, bool withAppearances)
    {
        ArgumentNullException.ThrowIfNull(document);
        PdfRevision revision = document.Latest;
        PdfPage page = PageTree.Find(revision, pageNumber)
            ?? throw new ArgumentOutOfRangeException(nameof(pageNumber), pageNumber, "The document has no such page.");
        PageGeometry geometry = PageGeometry.Of(revision, page);
        PdfDictionary resources = revision.Get<PdfDictionary>(page.Inherited, "Resources") ?? PdfDictionary.Empty;
        ReadOnlyMemory<byte> content = ReadContent(document, page);
        if (withAppearances)
        {
            (resources, content) = AnnotationFlattening.Apply(revision, page, resources, content);
        }

        return new ImportedPage(
            revision, geometry.ShownSize, resources, content, geometry.Visible, geometry.RotationDegrees, revision.Get<PdfDictionary>(page.Dictionary, "Group"));
    }

    /// <summary>The matrix that moves the visible part of the page, rotated, to the origin.</summary>
    internal double[] Matrix() => RotationDegrees switch
    {
        90 => [0, -1, 1, 0, -Visible.Bottom, Visible.Right],
        180 => [-1, 0, 0, -1, Visible.Right, Visible.Top],
        270 => [0, 1, -1, 0, Visible.Top, -Visible.Left],
        _ => [1, 0, 0, 1, -Visible.Left, -Visible.Bottom],
    };

    private static ReadOnlyMemory<byte> ReadContent(PdfDocument document, PdfPage page)
    {
        PdfObject contents = document.Latest.Resolve(page.Dictionary["Contents"]);
        if (contents is PdfStream single)
        {
            return document.Decode(single);
        }

        using MemoryStream joined = new();
        foreach (PdfObject part in contents as PdfArray ?? PdfArray.Empty)
        {
            if (document.Latest.Resolve(part) is PdfStream stream)
            {
                joined.Write(document.Decode(stream).Span);
                joined.WriteByte((byte)'\n');
                if (joined.Length > document.Limits.MaxDecodedStreamBytes)
                {
                    throw new PdfFormatException("page content", -1, "is longer than the limit");
                }
            }
        }

        return joined.ToArray();
    }
}
