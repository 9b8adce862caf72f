// ISO 32000-2, 12.8.4.3 (document security store); ETSI EN 319 142-1 clause 5.4.2.
using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>The document's own store of certificates and revocation data; it only ever grows.</summary>
internal sealed class SecurityStore
{
    private const int MaximumEntries = 5000;

    private readonly PdfDocument _document;
    private readonly Dictionary<string, List<ReadOnlyMemory<byte>>> _stored = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private readonly List<(string Key, ReadOnlyMemory<byte> Value)> _added = [];

    public SecurityStore(PdfDocument document)
    {
        _document = document;
        PdfRevision revision = document.Latest;
        PdfDictionary store = revision.Get<PdfDictionary>(revision.Catalog, "DSS") ?? PdfDictionary.Empty;
        foreach (string key in new[] { "Certs", "CRLs", "OCSPs" })
        {
            PdfArray entries = revision.Get<PdfArray>(store, key) ?? PdfArray.Empty;
            if (entries.Count > MaximumEntries)
            {
                throw new PdfFormatException("security store", -1, $"more than {MaximumEntries} entries");
            }

            _stored[key] = [.. entries.Select(revision.Resolve).OfType<PdfStream>().Select(document.Decode)];
            _stored[key].ForEach(value => _hashes.Add(HashOf(key, value)));
        }
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates => _stored["Certs"];

    public IReadOnlyList<ReadOnlyMemory<byte>> Crls => _stored["CRLs"];

    public IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses => _stored["OCSPs"];

    public void AddCertificate(ReadOnlyMemory<byte> value) => Add("Certs", value);

    public void AddCrl(ReadOnlyMemory<byte> value) => Add("CRLs", value);

    public void AddOcspResponse(ReadOnlyMemory<byte> value) => Add("OCSPs", value);

    /// <summary>The update with what was added; null when nothing was.</summary>
    public UpdateTail? Build()
    {
        if (_added.Count == 0)
        {
            return null;
        }

        IncrementalUpdate update = new(_document, RandomNumberGenerator.Fill);
        PdfDictionary catalog = _document.Latest.Catalog;
        PdfReference? place = catalog["DSS"] as PdfReference;
        PdfDictionary store = update.Resolve(catalog["DSS"]) as PdfDictionary ?? new PdfDictionary(("Type", new PdfName("DSS")));
        bool storeChanged = false;
        foreach (IGrouping<string, (string Key, ReadOnlyMemory<byte> Value)> group in _added.GroupBy(entry => entry.Key))
        {
            List<PdfObject> fresh = [.. group.Select(entry => (PdfObject)update.Add(new PdfStream(PdfDictionary.Empty, entry.Value)))];
            PdfArray old = update.Resolve(store[group.Key]) as PdfArray ?? PdfArray.Empty;
            PdfArray grown = new(old.Concat(fresh));
            if (store[group.Key] is PdfReference array && update.Get(array) is PdfArray)
            {
                update.Set(array, grown);
            }
            else
            {
                store = store.With(group.Key, grown);
                storeChanged = true;
            }
        }

        if (place is not null && storeChanged)
        {
            update.Set(place, store);
        }
        else if (place is null)
        {
            PdfReference root = (PdfReference)_document.Latest.Trailer["Root"]!;
            update.Set(root, catalog.With("DSS", update.Add(store)));
        }

        return update.Build();
    }

    private void Add(string key, ReadOnlyMemory<byte> value)
    {
        if (_hashes.Add(HashOf(key, value)))
        {
            _stored[key].Add(value);
            _added.Add((key, value));
        }
    }

    private static string HashOf(string key, ReadOnlyMemory<byte> value) => key + Convert.ToHexString(SHA256.HashData(value.Span));
}
