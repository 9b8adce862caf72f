// ETSI EN 319 142-1 clause 6.3 (levels B-LT and B-LTA).
using System.Security.Cryptography;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>Where long-term data comes from.</summary>
public sealed record LongTermOptions
{
    /// <summary>Trusted certificates in which every path must end.</summary>
    public required IReadOnlyList<Certificate> Anchors { get; init; }

    public required IValidationMaterialSource Source { get; init; }

    /// <summary>The time now.</summary>
    public required DateTimeOffset At { get; init; }

    public PdfOpenOptions? Open { get; init; }

    /// <summary>Digest that the document timestamp is about.</summary>
    public HashAlgorithmName TimestampDigest { get; init; } = HashAlgorithmName.SHA256;
}

/// <summary>
/// Raises a signed document to B-LT (everything that proves its certificates goes into the document) and B-LTA (a
/// timestamp over all that). Running it again later renews the protection: it then proves the last timestamp too.
/// </summary>
public static class LongTermExtender
{
    private const int MaximumSubjects = 500;

    /// <summary>Adds certificates and revocation data for every signature and timestamp; refuses when something is missing.</summary>
    public static async Task<SignResult> AddValidationMaterialAsync(ReadOnlyMemory<byte> pdf, LongTermOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            PdfDocument document = PdfDocument.Open(pdf, options.Open);
            if (document.Encryption is { CanWrite: false })
            {
                return new SignResult.Refused(RefusalCode.EncryptionNotSupported, "The document is encrypted with RC4, which is read but not written.");
            }

            SignedObjects signed = SignedObjects.Read(document.Latest, options.At);
            Collection collection = new(new SecurityStore(document), signed.Certificates, options);
            foreach (Subject subject in signed.Subjects)
            {
                await collection.ProveAsync(subject, cancellationToken).ConfigureAwait(false);
            }

            return collection.Missing is { } missing
                ? new SignResult.Refused(RefusalCode.ValidationMaterialMissing, missing)
                : new SignResult.Signed(collection.Store.Append(), "");
        }
        catch (PdfPasswordException)
        {
            return new SignResult.Refused(RefusalCode.PasswordRequired, "The document is encrypted and the password does not open it.");
        }
        catch (PdfFormatException e)
        {
            return new SignResult.Refused(RefusalCode.BrokenFile, e.Message);
        }
    }

    /// <summary>Adds validation material, then a document timestamp over everything.</summary>
    public static async Task<SignResult> ArchiveAsync(ReadOnlyMemory<byte> pdf, LongTermOptions options, ITimestampSource tsa, CancellationToken cancellationToken)
    {
        SignResult result = await AddValidationMaterialAsync(pdf, options, cancellationToken).ConfigureAwait(false);
        return result is SignResult.Signed signed
            ? await DocumentTimestamper.TryAddAsync(signed.Pdf, tsa, options.Open, options.TimestampDigest, cancellationToken).ConfigureAwait(false)
            : result;
    }

    /// <summary>The evidence gathered for one document.</summary>
    private sealed class Collection
    {
        private readonly LongTermOptions _options;
        private readonly List<Certificate> _pool;
        private readonly List<Crl> _crls = [];
        private readonly List<OcspResponse> _responses = [];
        private readonly HashSet<Subject> _done = [];

        public Collection(SecurityStore store, IEnumerable<Certificate> certificates, LongTermOptions options)
        {
            Store = store;
            _options = options;
            _pool = [.. certificates.Concat(store.Certificates.Select(value => TryRead(() => Certificate.Read(value))).OfType<Certificate>()).Concat(options.Anchors).Distinct()];
            _crls.AddRange(store.Crls.Select(value => TryRead(() => Crl.Read(value))).OfType<Crl>());
            _responses.AddRange(store.OcspResponses.Select(value => TryRead(() => OcspResponse.Read(value))).OfType<OcspResponse>());
        }

        public SecurityStore Store { get; }

        /// <summary>What could not be proved, for people; null: nothing.</summary>
        public string? Missing { get; private set; }

        /// <summary>Gathers the path of a certificate and the status of each of its members, and so on for who signed the evidence.</summary>
        public async Task ProveAsync(Subject subject, CancellationToken cancellationToken)
        {
            if (Missing is not null || _done.Count > MaximumSubjects || !_done.Add(subject))
            {
                return;
            }

            PathResult result = PathBuilder.Build(subject.Certificate, _pool, _options.Anchors, subject.At, PathProfile.Rfc5280);
            if (result.Path is not { } path)
            {
                Missing = $"No path to a trusted certificate for {Name(subject.Certificate)} ({result}).";
                return;
            }

            foreach (Certificate certificate in path.Certificates)
            {
                Store.AddCertificate(certificate.Encoded);
            }

            for (int index = 0; index < path.Certificates.Count - 1 && Missing is null; index++)
            {
                await ProveStatusAsync(path.Certificates[index], path.IssuerOf(index), subject, cancellationToken).ConfigureAwait(false);
            }
        }

        private async Task ProveStatusAsync(Certificate certificate, Certificate issuer, Subject subject, CancellationToken cancellationToken)
        {
            if (certificate.HasOcspNoCheck && certificate.ExtendedKeyUsages.Contains(Pki.Algorithms.Oids.OcspSigning))
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

            if (statement is null || (statement.IsRevoked && !(statement.RevokedAt > subject.At)))
            {
                Missing = $"The certificate {Name(certificate)} {(statement is null ? "has no usable revocation data" : "was revoked")}.";
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
                .Where(s => s.IsRevoked || (s.IsFresh(certificate, subject.At, options) && (!mustBeFresh || _options.At <= s.FreshUntil(options))))
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

        /// <summary>Issuer and serial number: enough to find the certificate, without the name of a citizen.</summary>
        private static string Name(Certificate certificate) =>
            $"{Convert.ToHexString(certificate.SerialNumber.Span)} of {certificate.Issuer.CommonName ?? "an unnamed issuer"}";

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
}
