// ISO 32000-2 clauses 7.5.5 (trailer) and 7.7.2 (catalog).
using System.Xml;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges the trailer and the catalog: everything must stay except what validation data, metadata and forms need.</summary>
internal static class CatalogRule
{
    public static void Compare(RevisionComparison comparison)
    {
        var (oldTrailer, newTrailer) = (comparison.Before.Trailer, comparison.After.Trailer);
        foreach (var key in (string[])["Root", "Encrypt"])
        {
            // The other keys describe the section itself, or are private to a writer and seen by no reader.
            if (!(oldTrailer[key] ?? PdfNull.Instance).Equals(newTrailer[key] ?? PdfNull.Instance))
            {
                comparison.Reject($"trailer: /{key} changed");
            }
        }

        CompareInformation(comparison, oldTrailer, newTrailer);
        if (oldTrailer["Root"] is not PdfReference root)
        {
            comparison.Reject("trailer: /Root is not a reference");
            return;
        }

        comparison.AllowEdge(new Place(0, "/ID"), oldTrailer["ID"]);
        var (old, current, place) = (comparison.Before.Catalog, comparison.After.Catalog, new Place(root.Number, ""));
        if (comparison.SameExcept(old, current, "catalog", "DSS", "AcroForm", "Extensions", "Metadata", "Version"))
        {
            comparison.AllowLimited(root.Number);
        }

        CompareVersion(comparison, old, current);
        CompareExtensions(comparison, old, current, place);
        CompareMetadata(comparison, old, current, place);
        DssRule.Compare(comparison, old, current, place);
        FormRule.Compare(comparison, old, current, place);
        StructureRule.Compare(comparison, old);
    }

    private static void CompareInformation(RevisionComparison comparison, PdfDictionary old, PdfDictionary current)
    {
        if (!current.Contains("Info"))
        {
            return;
        }

        var information = comparison.After.Get<PdfDictionary>(current, "Info");
        if (information is null || information.Any(e => !IsText(comparison, e.Value)))
        {
            comparison.Reject("trailer: /Info holds more than text");
            return;
        }

        comparison.AllowEdge(new Place(0, "/Info"), old["Info"]);
    }

    private static bool IsText(RevisionComparison comparison, PdfObject value) => comparison.After.Resolve(value) switch
    {
        PdfString or PdfName or PdfNull => true,
        PdfArray list => list.All(i => comparison.After.Resolve(i) is PdfString),
        _ => false,
    };

    private static void CompareVersion(RevisionComparison comparison, PdfDictionary old, PdfDictionary current)
    {
        if (string.CompareOrdinal(current.GetName("Version") ?? "", old.GetName("Version") ?? "") < 0)
        {
            comparison.Reject("catalog: /Version went back");
        }
    }

    private static void CompareExtensions(RevisionComparison comparison, PdfDictionary old, PdfDictionary current, Place place)
    {
        var extensions = comparison.After.Resolve(current["Extensions"]);
        if (extensions is not PdfDictionary && (extensions is not PdfNull || old.Contains("Extensions")))
        {
            comparison.Reject("catalog: /Extensions was removed");
            return;
        }

        comparison.AllowEdge(place.Down("Extensions"), old["Extensions"]);
        var (before, after) = (comparison.Before.Get<PdfDictionary>(old, "Extensions") ?? PdfDictionary.Empty, extensions as PdfDictionary);
        foreach (var (prefix, value) in before)
        {
            comparison.AllowEdge(place.Into("Extensions", old).Down(prefix), value);
            if (!IsNoLess(comparison, comparison.Before.Resolve(value), comparison.After.Resolve(after?[prefix])))
            {
                comparison.Reject($"catalog: the extension {prefix} was removed or lowered");
            }
        }
    }

    private static bool IsNoLess(RevisionComparison comparison, PdfObject old, PdfObject current) => (old, current) switch
    {
        (PdfDictionary was, PdfDictionary now) =>
            string.CompareOrdinal(now.GetName("BaseVersion") ?? "", was.GetName("BaseVersion") ?? "") >= 0
            && (comparison.After.Get<PdfInteger>(now, "ExtensionLevel")?.Value ?? 0) >= (comparison.Before.Get<PdfInteger>(was, "ExtensionLevel")?.Value ?? 0),
        (PdfArray was, PdfArray now) => was.All(w => now.Any(n => IsNoLess(comparison, comparison.Before.Resolve(w), comparison.After.Resolve(n)))),
        _ => old.Equals(current),
    };

    private static void CompareMetadata(RevisionComparison comparison, PdfDictionary old, PdfDictionary current, Place place)
    {
        var metadata = comparison.After.Resolve(current["Metadata"]);
        if (metadata is PdfStream stream && stream.Dictionary.GetName("Type") == "Metadata"
            && (metadata.Equals(comparison.Before.Resolve(old["Metadata"])) || IsXml(comparison, stream)))
        {
            comparison.AllowEdge(place.Down("Metadata"), old["Metadata"]);
        }
        else if (metadata is not PdfNull || old.Contains("Metadata"))
        {
            comparison.Reject("catalog: /Metadata is not a metadata stream");
        }
    }

    /// <summary>XMP is XML; anything else that calls itself metadata is not only descriptive.</summary>
    private static bool IsXml(RevisionComparison comparison, PdfStream stream)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16 << 20 };
            using var reader = XmlReader.Create(new MemoryStream(comparison.After.Document.Decode(stream).ToArray(), writable: false), settings);
            while (reader.Read())
            {
                // Reading to the end is the check.
            }

            return true;
        }
        catch (Exception broken) when (broken is XmlException or PdfFormatException)
        {
            return false;
        }
    }
}
