// ISO 32000-2 clause 12.8.4.3 (DSS).
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Validation;

/// <summary>Reads the document security store of one revision.</summary>
internal static class SecurityStoreReader
{
    // More entries than any real store holds are not read.
    private const int MaxEntries = 2000;

    /// <summary>The entries that can be read. What can't be read proves nothing.</summary>
    public static IReadOnlyList<StoredEntry> Read(PdfRevision revision)
    {
        var entries = new List<StoredEntry>();
        try
        {
            if (revision.Get<PdfDictionary>(revision.Catalog, "DSS") is { } store)
            {
                AddStreams(revision, store, "Certs", ProvenObject.Certificate, entries);
                AddStreams(revision, store, "CRLs", ProvenObject.Crl, entries);
                AddStreams(revision, store, "OCSPs", ProvenObject.OcspResponse, entries);
            }
        }
        catch (PdfFormatException)
        {
            // A revision without a readable catalog has no store.
        }

        return entries;
    }

    private static void AddStreams(PdfRevision revision, PdfDictionary store, string key, ProvenObject kind, List<StoredEntry> entries)
    {
        foreach (var item in (revision.Get<PdfArray>(store, key) ?? PdfArray.Empty).Take(MaxEntries))
        {
            try
            {
                if (revision.Resolve(item) is PdfStream stream)
                {
                    entries.Add(new StoredEntry(kind, revision.Document.Decode(stream)));
                }
            }
            catch (PdfFormatException)
            {
                // One broken entry must not hide the others.
            }
        }
    }
}
