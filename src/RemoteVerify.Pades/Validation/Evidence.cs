// ISO 32000-2 clause 12.8.4.3 (DSS); Adobe revocation information attribute, ISO 32000-2 clause 12.8.3.3.2.
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>Certificates and revocation data gathered from the caller and the file. What can't be read is left out and counted.</summary>
internal sealed class Evidence
{
    // More entries than any real store holds are not read.
    private const int MaxEntries = 2000;

    private readonly HashSet<Certificate> _certificates = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Crl> _crls = [];
    private readonly List<OcspResponse> _responses = [];
    private readonly bool _trustEmbedded;
    private readonly HashSet<Certificate> _configured;
    private IReadOnlyList<Certificate>? _anchors;

    public Evidence(ValidationOptions options)
    {
        _trustEmbedded = options.TrustEmbeddedRoots;
        _configured = [.. options.Anchors];
        _certificates.UnionWith(options.Intermediates);
        foreach (var crl in options.Crls)
        {
            AddCrl(crl);
        }

        foreach (var response in options.OcspResponses)
        {
            AddOcsp(response);
        }
    }

    public IReadOnlyList<Certificate> Pool => [.. _certificates];

    public IReadOnlyList<Crl> Crls => _crls;

    public IReadOnlyList<OcspResponse> Responses => _responses;

    /// <summary>Entries that could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The file has a document security store with something in it.</summary>
    public bool HasStore { get; private set; }

    /// <summary>Known after everything was added.</summary>
    public IReadOnlyList<Certificate> Anchors => _anchors ??= _trustEmbedded
        ? [.. _configured, .. _certificates.Where(c => !_configured.Contains(c) && c.IsSelfSigned())]
        : [.. _configured];

    public bool IsConfigured(Certificate anchor) => _configured.Contains(anchor);

    public void Add(SignedData cms)
    {
        _certificates.UnionWith(cms.Certificates);
        foreach (var crl in cms.Crls)
        {
            AddCrl(crl);
        }

        foreach (var attribute in cms.Signers.SelectMany(s => s.SignedAttributes).Where(a => a.Oid == Oids.AdobeRevocationInformation))
        {
            foreach (var value in attribute.Values)
            {
                AddRevocationInformation(value);
            }
        }
    }

    /// <summary>Adds what a timestamp token carries; one that can't be read adds nothing.</summary>
    public void AddToken(ReadOnlyMemory<byte> der)
    {
        try
        {
            Add(SignedData.Read(der));
        }
        catch (PkiFormatException)
        {
            Unreadable++;
        }
    }

    /// <summary>Adds the store of the newest revision: its entries prove themselves, so it does not matter who added them.</summary>
    public void AddStore(PdfRevision revision)
    {
        if (revision.Get<PdfDictionary>(revision.Catalog, "DSS") is not { } store)
        {
            return;
        }

        AddStreams(revision, store, "Certs", AddCertificate);
        AddStreams(revision, store, "CRLs", AddCrl);
        AddStreams(revision, store, "OCSPs", AddOcsp);
    }

    private void AddStreams(PdfRevision revision, PdfDictionary store, string key, Action<ReadOnlyMemory<byte>> add)
    {
        foreach (var item in (revision.Get<PdfArray>(store, key) ?? PdfArray.Empty).Take(MaxEntries))
        {
            HasStore = true;
            try
            {
                if (revision.Resolve(item) is PdfStream stream)
                {
                    add(revision.Document.Decode(stream));
                }
            }
            catch (PdfFormatException)
            {
                // One broken entry must not hide the others; what it would have proven stays unproven.
                Unreadable++;
            }
        }
    }

    private void AddRevocationInformation(ReadOnlyMemory<byte> value)
    {
        try
        {
            var fields = new Pki.Asn1.Asn1Reader(value, "RevocationInfoArchival").Sequence();
            while (fields.HasData)
            {
                if (fields.NextIsContext(0))
                {
                    AddAll(fields.Context(0).Sequence(), AddCrl);
                }
                else if (fields.NextIsContext(1))
                {
                    AddAll(fields.Context(1).Sequence(), AddOcsp);
                }
                else
                {
                    fields.SkipValue();
                }
            }
        }
        catch (PkiFormatException)
        {
            Unreadable++;
        }
    }

    private static void AddAll(Pki.Asn1.Asn1Reader list, Action<ReadOnlyMemory<byte>> add)
    {
        while (list.HasData)
        {
            add(list.EncodedValue());
        }
    }

    private void AddCertificate(ReadOnlyMemory<byte> der) => Add(der, d => _certificates.Add(Certificate.Read(d)));

    private void AddCrl(ReadOnlyMemory<byte> der) => Add(der, d => _crls.Add(Crl.Read(d)));

    private void AddOcsp(ReadOnlyMemory<byte> der) => Add(der, d =>
    {
        var response = OcspResponse.Read(d);
        _responses.Add(response);
        _certificates.UnionWith(response.Certificates);
    });

    private void Add(ReadOnlyMemory<byte> der, Action<ReadOnlyMemory<byte>> read)
    {
        if (_seen.Count >= 3 * MaxEntries || !_seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(der.Span))))
        {
            return;
        }

        try
        {
            read(der);
        }
        catch (PkiFormatException)
        {
            Unreadable++;
        }
    }
}
