// Judges one certificate from given evidence (RFC 5280 section 6.3, RFC 6960 section 3.2). Nothing is fetched.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Whether a certificate was revoked.</summary>
public enum RevocationState
{
    /// <summary>Acceptable evidence says that it was not.</summary>
    Good,

    /// <summary>Evidence says that it was revoked at or before the time asked about.</summary>
    Revoked,

    /// <summary>No acceptable evidence.</summary>
    Unknown,

    /// <summary>No evidence is needed: the certificate is an OCSP responder's with id-pkix-ocsp-nocheck.</summary>
    NotNeeded,
}

/// <summary>Outcome of looking at the evidence.</summary>
/// <param name="State">The state.</param>
/// <param name="RevokedAt">When it was revoked, also where that lies after the time asked about; null when it was not.</param>
/// <param name="Reason">Why.</param>
/// <param name="IssuedAt">When the deciding evidence was made.</param>
/// <param name="Crl">The deciding list, or null.</param>
/// <param name="Ocsp">The deciding response, or null.</param>
/// <param name="OcspResponder">Who signed the deciding response, or null.</param>
public sealed record RevocationVerdict(
    RevocationState State, DateTimeOffset? RevokedAt, RevocationReason? Reason, DateTimeOffset? IssuedAt,
    Crl? Crl, OcspResponse? Ocsp, Certificate? OcspResponder)
{
    internal static RevocationVerdict Without(RevocationState state) => new(state, null, null, null, null, null, null);
}

/// <summary>Which evidence counts.</summary>
public sealed record RevocationOptions
{
    /// <summary>Evidence made this long before the time asked about still counts although it has no or a passed nextUpdate; zero for strict.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.Zero;

    /// <summary>Evidence made after the time asked about counts too; it proves even more for a signature made then.</summary>
    public bool AcceptLaterEvidence { get; init; } = true;

    /// <summary>Longest accepted time from the making of the evidence to the time asked about, whatever its nextUpdate says; null: nextUpdate decides.</summary>
    public TimeSpan? MaximumFreshness { get; init; }

    /// <summary>
    /// A "good" of a delegated OCSP responder whose own certificate can be revoked counts only with evidence that it was not
    /// (RFC 6960 section 4.2.2.2.1). Otherwise missing evidence is only reported; a known revocation counts either way.
    /// </summary>
    public bool RequireResponderStatus { get; init; } = true;

    /// <summary>Tolerated difference between clocks.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Looks for acceptable evidence about one certificate.</summary>
public static class RevocationChecker
{
    /// <summary>Judges a certificate, and the delegated responders behind the evidence.</summary>
    /// <param name="certificate">The certificate asked about.</param>
    /// <param name="issuer">Its issuer, whose signature on it was checked before.</param>
    /// <param name="crls">Lists, in any order, also foreign ones.</param>
    /// <param name="responses">Responses, in any order, also foreign ones.</param>
    /// <param name="at">The time that counts: now, or the proved time of a signature.</param>
    /// <param name="options">Null for the defaults.</param>
    public static RevocationVerdict Check(
        Certificate certificate, Certificate issuer, IEnumerable<Crl> crls, IEnumerable<OcspResponse> responses, DateTimeOffset at,
        RevocationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        if (RevocationNeed.IsUnchecked(certificate))
        {
            return RevocationVerdict.Without(RevocationState.NotNeeded);
        }

        List<Crl> lists = [.. crls];
        List<OcspResponse> answers = [.. responses];
        IssuerSignatures signatures = new();
        ResponderRevocation responders = new((c, i) => Statements(c, i, lists, answers, signatures), options ?? new RevocationOptions());

        // Nothing here proves since when a response exists, so any revocation of its responder makes it worthless.
        return Judge(
            [.. Statements(certificate, issuer, lists, answers, signatures).Where(s => responders.Counts(s, issuer, at, _ => DateTimeOffset.MaxValue))],
            certificate, at, options);
    }

    /// <summary>Judges statements that were found before.</summary>
    /// <param name="statements">As returned by <see cref="Statements"/>.</param>
    /// <param name="certificate">The certificate that they are about.</param>
    /// <param name="at">The time that counts.</param>
    /// <param name="options">Null for the defaults.</param>
    public static RevocationVerdict Judge(
        IReadOnlyList<RevocationStatement> statements, Certificate certificate, DateTimeOffset at, RevocationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(certificate);
        RevocationOptions used = options ?? new RevocationOptions();

        // A revocation is final, so it wins over any "good"; among equals the newest evidence decides.
        return statements
            .Where(s => s.IsRevoked || s.IsFresh(certificate, at, used))
            .Select(s => new RevocationVerdict(
                s.IsRevoked && !(s.RevokedAt > at) ? RevocationState.Revoked : RevocationState.Good,
                s.RevokedAt, s.Reason, s.ThisUpdate, s.Crl, s.Ocsp, s.Responder))
            .OrderBy(v => v.State == RevocationState.Revoked ? 0 : 1)
            .ThenByDescending(v => v.IssuedAt)
            .FirstOrDefault() ?? RevocationVerdict.Without(RevocationState.Unknown);
    }

    /// <summary>What the evidence says about a certificate, whatever its age; evidence whose signature does not stand is left out.</summary>
    /// <param name="certificate">The certificate asked about.</param>
    /// <param name="issuer">Its issuer, whose signature on it was checked before.</param>
    /// <param name="crls">Lists, in any order, also foreign ones.</param>
    /// <param name="responses">Responses, in any order, also foreign ones.</param>
    /// <param name="signatures">Signatures checked before; null to begin anew.</param>
    public static IReadOnlyList<RevocationStatement> Statements(
        Certificate certificate, Certificate issuer, IEnumerable<Crl> crls, IEnumerable<OcspResponse> responses, IssuerSignatures? signatures = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        IssuerSignatures known = signatures ?? new IssuerSignatures();
        return
        [
            .. responses.Select(r => FromResponse(r, certificate, issuer, known)).OfType<RevocationStatement>(),
            .. crls.Select(c => FromList(c, certificate, issuer, known)).OfType<RevocationStatement>(),
        ];
    }

    private static RevocationStatement? FromResponse(OcspResponse response, Certificate certificate, Certificate issuer, IssuerSignatures signatures)
    {
        if (response.Find(certificate, issuer) is not { } answer
            || answer.Status == OcspCertificateStatus.Unknown
            || response.FindResponder(issuer, signatures) is not { } responder)
        {
            return null;
        }

        bool revoked = answer.Status == OcspCertificateStatus.Revoked;
        return new RevocationStatement(
            revoked, revoked ? answer.RevokedAt : null, answer.Reason, answer.ThisUpdate, answer.NextUpdate, null, response, responder)
        {
            RemembersSince = answer.ArchiveCutoff,
        };
    }

    private static RevocationStatement? FromList(Crl crl, Certificate certificate, Certificate issuer, IssuerSignatures signatures)
    {
        bool maySign = issuer.KeyUsage is not { } usage || usage.HasFlag(KeyUsages.CrlSign);
        if (!maySign || !crl.Issuer.Equals(issuer.Subject) || signatures.Verify(crl, issuer.PublicKey) != SignatureCheck.Valid)
        {
            return null;
        }

        if (crl.Find(certificate) is { Reason: not RevocationReason.RemoveFromCrl } entry && !crl.HasForeignEntries)
        {
            return new RevocationStatement(true, entry.RevokedAt, entry.Reason, crl.ThisUpdate, crl.NextUpdate, crl, null, null);
        }

        return crl.HasUnhandledCriticalExtension
            ? null
            : new RevocationStatement(false, null, null, crl.ThisUpdate, crl.NextUpdate, crl, null, null) { RemembersSince = crl.ExpiredCertificatesSince };
    }
}
