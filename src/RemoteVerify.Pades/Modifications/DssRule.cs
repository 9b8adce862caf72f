// ISO 32000-2 clause 12.8.4.3, ETSI EN 319 142-1 clause 5.4: validation data are only ever added.
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Modifications;

/// <summary>Judges changes of the document security store: entries may be added, never dropped.</summary>
internal static class DssRule
{
    private static readonly string[] Lists = ["Certs", "CRLs", "OCSPs"];

    public static void Compare(RevisionComparison comparison, PdfDictionary oldCatalog, PdfDictionary newCatalog, Place catalog)
    {
        var old = comparison.Before.Get<PdfDictionary>(oldCatalog, "DSS") ?? PdfDictionary.Empty;
        if (comparison.After.Get<PdfDictionary>(newCatalog, "DSS") is not { } current)
        {
            if (oldCatalog.Contains("DSS") || newCatalog.Contains("DSS"))
            {
                comparison.Reject("DSS: removed or not a dictionary");
            }

            return;
        }

        comparison.AllowEdge(catalog.Down("DSS"), oldCatalog["DSS"]);
        var place = catalog.Into("DSS", oldCatalog);
        if (comparison.SameExcept(old, current, "DSS", [.. Lists, "VRI", "Type"]))
        {
            CompareLists(comparison, old, current, place, "DSS", Lists);
            CompareVri(comparison, old, current, place);
        }
    }

    private static void CompareVri(RevisionComparison comparison, PdfDictionary oldDss, PdfDictionary newDss, Place dss)
    {
        var old = comparison.Before.Get<PdfDictionary>(oldDss, "VRI") ?? PdfDictionary.Empty;
        var current = comparison.After.Get<PdfDictionary>(newDss, "VRI") ?? PdfDictionary.Empty;
        comparison.AllowEdge(dss.Down("VRI"), oldDss["VRI"]);
        var place = dss.Into("VRI", oldDss);
        foreach (var key in old.Keys)
        {
            var oldEntry = comparison.Before.Get<PdfDictionary>(old, key);
            var newEntry = comparison.After.Get<PdfDictionary>(current, key);
            if (key == "Type")
            {
                continue;
            }

            if (oldEntry is null || newEntry is null)
            {
                comparison.Reject("DSS: a VRI entry was dropped");
                return;
            }

            comparison.AllowEdge(place.Down(key), old[key]);
            if (comparison.SameExcept(oldEntry, newEntry, "DSS VRI", "Cert", "CRL", "OCSP", "TU", "TS", "Type"))
            {
                CompareLists(comparison, oldEntry, newEntry, place.Into(key, old), "DSS VRI", ["Cert", "CRL", "OCSP"]);
            }
        }
    }

    private static void CompareLists(
        RevisionComparison comparison, PdfDictionary old, PdfDictionary current, Place place, string what, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            var oldList = comparison.Before.Get<PdfArray>(old, key) ?? PdfArray.Empty;
            var newList = comparison.NewList(current, key, what);
            if (oldList.ToHashSet().IsSubsetOf(newList))
            {
                comparison.AllowEdge(place.Down(key), old[key]);
            }
            else
            {
                comparison.Reject($"{what}: entries of /{key} were dropped");
            }
        }

        comparison.Raise(ModificationLevel.LtaUpdates);
    }
}
