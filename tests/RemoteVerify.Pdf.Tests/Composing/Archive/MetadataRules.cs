// ISO 19005-2:2011 clause 6.6 (metadata), ISO 19005-3:2012 clause 6.8 (embedded files).
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

internal static class MetadataRules
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace PdfAId = "http://www.aiim.org/pdfa/ns/id/";

    public static void Check(ArchiveFile file)
    {
        CheckPacket(file);
        CheckFiles(file);
        file.Require(!file.Revision.Catalog.Contains("OCProperties"), "6.9", "no optional content (ours has none)");
    }

    private static void CheckPacket(ArchiveFile file)
    {
        PdfStream? packet = file.Get<PdfStream>(file.Revision.Catalog, "Metadata");
        file.Require(packet is not null && packet.Dictionary.GetName("Type") == "Metadata" && packet.Dictionary.GetName("Subtype") == "XML", "6.6.2.1", "the catalog has metadata");
        if (packet is null)
        {
            return;
        }

        string text = Encoding.UTF8.GetString(file.Document.Decode(packet).Span);
        file.Require(text.StartsWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>", StringComparison.Ordinal) && text.TrimEnd().EndsWith("?>", StringComparison.Ordinal), "6.6.2.1", "an XMP packet without other attributes");
        try
        {
            CheckProperties(file, XDocument.Parse(text));
        }
        catch (XmlException)
        {
            file.Require(false, "6.6.2.1", "the packet is well-formed");
        }
    }

    private static void CheckProperties(ArchiveFile file, XDocument xml)
    {
        XElement[] properties = [.. xml.Descendants(Rdf + "Description").Elements()];
        file.Require(properties.All(property => property.Name.Namespace == Dc || property.Name.Namespace == Xmp || property.Name.Namespace == Pdf || property.Name.Namespace == PdfAId), "6.6.2.3", "only properties of predefined schemas");
        file.Require(Value(PdfAId + "part") == file.Part.ToString(CultureInfo.InvariantCulture) && Value(PdfAId + "conformance") is "B" or "U" or "A", "6.6.4", "part and level are stated");
        PdfDictionary information = file.Get<PdfDictionary>(file.Revision.Trailer, "Info") ?? PdfDictionary.Empty;
        Agree("Title", Dc + "title");
        Agree("Author", Dc + "creator");
        Agree("Subject", Dc + "description");
        Agree("Creator", Xmp + "CreatorTool");
        Agree("Producer", Pdf + "Producer");
        AgreeOnTime("CreationDate", Xmp + "CreateDate");
        AgreeOnTime("ModDate", Xmp + "ModifyDate");

        string? Value(XName name) => properties.FirstOrDefault(property => property.Name == name) is { } found
            ? found.Descendants(Rdf + "li").FirstOrDefault()?.Value ?? found.Value
            : null;

        void Agree(string key, XName name)
        {
            string? said = file.Get<PdfString>(information, key)?.ToText();
            file.Require(said is null || said == Value(name), "6.6.3", $"/{key} and {name.LocalName} say the same");
        }

        void AgreeOnTime(string key, XName name)
        {
            string? said = file.Get<PdfString>(information, key)?.ToText();
            string digits = string.Concat((Value(name) ?? "").Where(char.IsAsciiDigit));
            string saidDigits = string.Concat((said ?? "").Where(char.IsAsciiDigit));
            file.Require(said is null || (saidDigits.Length >= 14 && digits.StartsWith(saidDigits[..14], StringComparison.Ordinal)), "6.6.3", $"/{key} and {name.LocalName} say the same");
        }
    }

    private static void CheckFiles(ArchiveFile file)
    {
        PdfDictionary[] specifications = [.. file.Dictionaries.Where(dictionary => dictionary.Contains("EF"))];
        file.Require(file.Part == 3 || specifications.Length == 0, "6.8 (part 2)", "part 2 holds no files (ours are never PDF/A themselves)");
        PdfArray associated = file.Get<PdfArray>(file.Revision.Catalog, "AF") ?? PdfArray.Empty;
        PdfObject[] linked = [.. associated.Select(file.Revision.Resolve)];
        foreach (PdfDictionary specification in specifications)
        {
            file.Require(file.Get<PdfString>(specification, "F") is not null && file.Get<PdfString>(specification, "UF") is not null, "6.8", "a file has its name twice");
            file.Require(specification.GetName("AFRelationship") is "Source" or "Data" or "Alternative" or "Supplement" or "Unspecified", "6.8", "and its relation to the document");
            file.Require(linked.Any(one => ReferenceEquals(one, specification) || one.Equals(specification)), "6.8", "and is associated with the document or a part of it");
            PdfStream? content = file.Get<PdfDictionary>(specification, "EF") is { } streams ? file.Get<PdfStream>(streams, "F") : null;
            file.Require(content?.Dictionary.GetName("Subtype") is { Length: > 2 } type && type.Contains('/'), "6.8", "and its media type");
            file.Require(content is not null && file.Get<PdfDictionary>(content.Dictionary, "Params") is { } facts && facts.Contains("ModDate"), "6.8", "and the time of its last change");
        }
    }
}
