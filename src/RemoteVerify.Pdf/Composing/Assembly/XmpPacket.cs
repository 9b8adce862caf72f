// ISO 16684-1 (XMP), ISO 19005-2 and -3, 6.6 (metadata of PDF/A).
using System.Globalization;
using System.Security;
using System.Text;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Writes the document's metadata; the same facts stand in the information dictionary.</summary>
internal static class XmpPacket
{
    public static byte[] Write(ComposerOptions options)
    {
        string time = options.Created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        StringBuilder xml = new();
        xml.Append("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n")
            .Append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"")
            .Append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"")
            .Append(" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n")
            .Append("<dc:format>application/pdf</dc:format>\n")
            .Append(CultureInfo.InvariantCulture, $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escape(options.Title)}</rdf:li></rdf:Alt></dc:title>\n")
            .Append(CultureInfo.InvariantCulture, $"<dc:language><rdf:Bag><rdf:li>{Escape(options.Language)}</rdf:li></rdf:Bag></dc:language>\n");
        if (options.Author is { } author)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<dc:creator><rdf:Seq><rdf:li>{Escape(author)}</rdf:li></rdf:Seq></dc:creator>\n");
        }

        if (options.Subject is { } subject)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escape(subject)}</rdf:li></rdf:Alt></dc:description>\n");
        }

        xml.Append(CultureInfo.InvariantCulture, $"<xmp:CreatorTool>{Escape(options.Creator)}</xmp:CreatorTool>\n")
            .Append(CultureInfo.InvariantCulture, $"<xmp:CreateDate>{time}</xmp:CreateDate>\n<xmp:ModifyDate>{time}</xmp:ModifyDate>\n")
            .Append(CultureInfo.InvariantCulture, $"<pdf:Producer>{Escape(options.Creator)}</pdf:Producer>\n");
        if (options.Conformance != ArchiveConformance.None)
        {
            int part = options.Conformance == ArchiveConformance.PdfA2b ? 2 : 3;
            xml.Append(CultureInfo.InvariantCulture, $"<pdfaid:part>{part}</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n");
        }

        xml.Append("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    /// <summary>Escapes mark-up and drops characters that XML 1.0 can't carry.</summary>
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Where(c => c >= ' ' || c is '\t' or '\n' or '\r')));
}
