// ETSI EN 319 142-1 clause 6.3 (what B-LT has to hold).
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>The evidence gathered for one document.</summary>
internal sealed class EvidenceCollection
{
    private const int MaximumSubjects = 500;

    private readonly LongTermOptions _options;
    private readonly List<Certificate> _pool;
    private readonly List<Crl> _crls = [];
    private readonly List<OcspResponse> _responses = [];
    private readonly HashSet<Subject> _done = [];

    public EvidenceCollection(SecurityStore store, IEnumerable<Certificate> certificates, LongTermOptions options)
    {
        Store = store;
        _options = options;
        _pool = [.. certificates.Concat(store.Certificates.Select(value => TryRead(() => Certificate.Read(value))).OfType<Certificate>()).Concat(options.Intermediates).Concat(options.Anchors).Distinct()];
        _crls.AddRange(store.Crls.Select(value => TryRead(() => Crl.Read(value))).OfType<Crl>());
        _responses.AddRange(store.OcspResponses.Select(value => TryRead(() => OcspResponse.Read(value))).OfType<OcspResponse>());
    }

    public SecurityStore Store { get; }

    /// <summary>What could not be proved; null: nothing.</summary>
    public SignResult.Refused? Refusal { get; private set; }

    /// <summary>Gathers the path of a certificate and the status of each of its members, and so on for who signed the evidence.</summary>
    public async Task ProveAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (Refusal is not null || _done.Count > MaximumSubjects || !_done.Add(subject))
        {
            return;
        }

        PathResult result = PathBuilder.Build(subject.Certificate, _pool, _options.Anchors, subject.At, PathProfile.Rfc5280);
        if (result.Path is not { } path)
        {
            Refusal = new(RefusalCode.ValidationMaterialMissing, $"No path to a trusted certificate for {Name(subject.Certificate)} ({result}).");
            return;
        }

        foreach (Certificate certificate in path.Certificates)
        {
            Store.AddCertificate(certificate.Encoded);
        }

        for (int index = 0; index < path.Certificates.Count - 1 && Refusal is null; index++)
        {
            await ProveStatusAsync(path.Certificates[index], path.IssuerOf(index), subject, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ProveStatusAsync(Certificate certificate, Certificate issuer, Subject subject, CancellationToken cancellationToken)
    {
        if (RevocationNeed.IsUnchecked(certificate))
        {
            return;
        }

        RevocationStatement? statement = Find(certificate, issuer, subject);
        if (statement is null)
        {
            ValidationMaterial material = await _options.Source.GetAsync(certificate, issuer, cancellationToken).ConfigureAwait(false);
            _pool.AddRange(material.Certificates.Where(known => !_pool.Contains(known)));
            _crls.AddRange(material.Crls.Select(value => TryRead(() => Crl.Read(value))).OfType<Crl>());
            _responses.AddRange(material.OcspResponses.Select(value => TryRead(() => OcspResponse.Read(value))).OfType<OcspResponse>());
            statement = Find(certificate, issuer, subject);
        }

        if (statement is null && certificate.ExtendedKeyUsages.Contains(Oids.OcspSigning) && !RevocationNeed.Exists(certificate, []))
        {
            // RFC 6960 section 4.2.2.2.1, third case: the issuer names no way to check its responder.
            return;
        }

        if (statement is null || (statement.IsRevoked && !(statement.RevokedAt > subject.At)))
        {
            Refusal = statement is null
                ? new(RefusalCode.ValidationMaterialMissing, $"The certificate {Name(certificate)} has no usable revocation data.") { MayPassLater = RevocationNeed.Exists(certificate, []) }
                : new(RefusalCode.CertificateRevoked, $"The certificate {Name(certificate)} was revoked.");
            return;
        }

        await KeepAsync(statement, issuer, subject, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What proves the status. Evidence for a use that no document timestamp covers yet must still be fresh now, when the
    /// coming one proves it: older evidence could not prove itself later (clause 5.6.2.2 of EN 319 102-1).
    /// </summary>
    private RevocationStatement? Find(Certificate certificate, Certificate issuer, Subject subject)
    {
        RevocationOptions options = new();
        bool mustBeFresh = !subject.IsCovered && certificate.NotAfter >= _options.At;
        return RevocationChecker.Statements(certificate, issuer, _crls, _responses)
            .Where(s => s.IsRevoked || (!certificate.Equals(s.Responder) && s.IsFresh(certificate, subject.At, options) && (!mustBeFresh || _options.At <= s.FreshUntil(options))))
            .OrderBy(s => s.IsRevoked && !(s.RevokedAt > subject.At) ? 0 : 1).ThenByDescending(s => s.ThisUpdate)
            .FirstOrDefault();
    }

    private async Task KeepAsync(RevocationStatement statement, Certificate issuer, Subject subject, CancellationToken cancellationToken)
    {
        if (statement.Crl is { } crl)
        {
            Store.AddCrl(crl.Encoded);
        }

        if (statement.Ocsp is { } response)
        {
            Store.AddOcspResponse(response.Encoded);
            _pool.AddRange(response.Certificates.Where(known => !_pool.Contains(known)));
        }

        if (statement.Responder is { } responder && !responder.Equals(issuer))
        {
            await ProveAsync(new Subject(responder, statement.Ocsp!.ProducedAt, subject.IsCovered), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Issuer and serial number, which find any certificate; with the subject only for authorities and services, never for
    /// a citizen.
    /// </summary>
    private static string Name(Certificate certificate)
    {
        bool isService = certificate.BasicConstraints is { IsAuthority: true }
            || certificate.ExtendedKeyUsages.Any(usage => usage is Oids.TimeStamping or Oids.OcspSigning);
        string number = $"{Convert.ToHexString(certificate.SerialNumber.Span)} of {certificate.Issuer.CommonName ?? "an unnamed issuer"}";
        return isService ? $"{number} ({certificate.Subject.CommonName ?? "unnamed"})" : number;
    }

    private static T? TryRead<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PkiFormatException)
        {
            // Evidence that can't be read proves nothing; what it should have proved turns up as missing.
            return null;
        }
    }
}
