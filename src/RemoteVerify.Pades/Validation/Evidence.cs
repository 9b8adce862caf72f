using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>Certificates and revocation data gathered from the caller and the file. What can't be read is left out.</summary>
internal sealed class Evidence
{
    private const int MaxEntries = 6000;

    private readonly HashSet<Certificate> _certificates = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Crl> _crls = [];
    private readonly List<OcspResponse> _responses = [];
    private readonly Dictionary<PdfRevision, IReadOnlyList<StoredEntry>> _stores = [];
    private readonly Dictionary<(Certificate, Certificate), IReadOnlyList<RevocationStatement>> _statements = [];
    private readonly Dictionary<Certificate, TrustAnchor> _configured = [];
    private readonly bool _trustEmbedded;
    private IReadOnlyList<Certificate>? _pool;
    private IReadOnlyList<Certificate>? _anchors;

    public Evidence(ValidationOptions options)
    {
        _trustEmbedded = options.TrustEmbeddedRoots;
        Responders = new ResponderRevocation(Statements, options.Revocation);
        foreach (var anchor in options.Anchors.Select(c => new TrustAnchor(c, null)).Concat(options.TrustAnchors))
        {
            _configured[anchor.Certificate] = anchor;
        }

        _certificates.UnionWith(options.Intermediates);
        foreach (var crl in options.Crls)
        {
            Add(new StoredEntry(ProvenObject.Crl, crl));
        }

        foreach (var response in options.OcspResponses)
        {
            Add(new StoredEntry(ProvenObject.OcspResponse, response));
        }
    }

    /// <summary>Known after everything was added.</summary>
    public IReadOnlyList<Certificate> Pool => _pool ??= [.. _certificates];

    public IReadOnlyList<OcspResponse> Responses => _responses;

    /// <summary>The file has a document security store with something in it.</summary>
    public bool HasStore { get; private set; }

    /// <summary>Known after everything was added.</summary>
    public IReadOnlyList<Certificate> Anchors => _anchors ??= _trustEmbedded
        ? [.. _configured.Keys, .. _certificates.Where(c => !_configured.ContainsKey(c) && c.IsSelfIssued && Signatures.Verify(c, c.PublicKey) == SignatureCheck.Valid)]
        : [.. _configured.Keys];

    /// <summary>Which key signed which certificate.</summary>
    public IssuerSignatures Signatures { get; } = new();

    /// <summary>The caller's anchor; null for a root that was only found in the file.</summary>
    public TrustAnchor? Configured(Certificate anchor) => _configured.GetValueOrDefault(anchor);

    /// <summary>Whether who signed a statement may be believed.</summary>
    public ResponderRevocation Responders { get; }

    /// <summary>What is said about a certificate, whatever its age.</summary>
    public IReadOnlyList<RevocationStatement> Statements(Certificate certificate, Certificate issuer)
    {
        if (!_statements.TryGetValue((certificate, issuer), out var known))
        {
            known = RevocationChecker.Statements(certificate, issuer, _crls, _responses, Signatures);
            _statements.Add((certificate, issuer), known);
        }

        return known;
    }

    /// <summary>The security store of a revision.</summary>
    public IReadOnlyList<StoredEntry> StoreOf(PdfRevision revision)
    {
        if (!_stores.TryGetValue(revision, out var entries))
        {
            entries = SecurityStoreReader.Read(revision);
            _stores.Add(revision, entries);
        }

        return entries;
    }

    /// <summary>Adds a store: its entries prove themselves, so it does not matter who added them.</summary>
    public void AddStore(PdfRevision revision)
    {
        foreach (var entry in StoreOf(revision))
        {
            HasStore = true;
            Add(entry);
        }
    }

    public void Add(SignedData cms)
    {
        _certificates.UnionWith(cms.Certificates);
        foreach (var crl in cms.Crls)
        {
            Add(new StoredEntry(ProvenObject.Crl, crl));
        }

        foreach (var value in cms.Signers.SelectMany(s => s.SignedAttributes).Where(a => a.Oid == Oids.AdobeRevocationInformation).SelectMany(a => a.Values))
        {
            foreach (var entry in RevocationArchive.TryRead(value))
            {
                Add(entry);
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
            // The check of the token reports it.
        }
    }

    private void Add(StoredEntry entry)
    {
        if (_seen.Count >= MaxEntries || !_seen.Add(ProofStore.NameOf(entry.Value)))
        {
            return;
        }

        try
        {
            switch (entry.Kind)
            {
                case ProvenObject.Certificate:
                    _certificates.Add(Certificate.Read(entry.Value));
                    break;
                case ProvenObject.Crl:
                    _crls.Add(Crl.Read(entry.Value));
                    break;
                default:
                    var response = OcspResponse.Read(entry.Value);
                    _responses.Add(response);
                    _certificates.UnionWith(response.Certificates);
                    break;
            }
        }
        catch (PkiFormatException)
        {
            // What it should have proven stays unproven.
        }
    }
}
