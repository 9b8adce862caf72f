using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>What one piece of evidence, whose signature stands, says about one certificate.</summary>
/// <param name="IsRevoked">It says revoked (or on hold); otherwise it says good.</param>
/// <param name="RevokedAt">When it was revoked; null unless revoked.</param>
/// <param name="Reason">Why; null when not stated.</param>
/// <param name="ThisUpdate">As of when.</param>
/// <param name="NextUpdate">Until when it may be used; null when it does not say.</param>
/// <param name="Crl">The list, or null.</param>
/// <param name="Ocsp">The response, or null.</param>
/// <param name="Responder">Who signed the response, or null.</param>
public sealed record RevocationStatement(
    bool IsRevoked, DateTimeOffset? RevokedAt, RevocationReason? Reason, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate,
    Crl? Crl, OcspResponse? Ocsp, Certificate? Responder)
{
    /// <summary>The evidence as received: what a proof of existence is about.</summary>
    public ReadOnlyMemory<byte> Encoded => Crl?.Encoded ?? (Ocsp!.Encoded.IsEmpty ? Ocsp.BasicEncoded : Ocsp.Encoded);

    /// <summary>When the evidence was signed.</summary>
    public DateTimeOffset IssuedAt => Ocsp?.ProducedAt ?? ThisUpdate;

    /// <summary>The issuer remembers certificates that expired after this time; null when the evidence does not say.</summary>
    public DateTimeOffset? RemembersSince { get; init; }

    /// <summary>The certificate is on hold, which may be lifted again.</summary>
    public bool IsOnHold => IsRevoked && Reason == RevocationReason.CertificateHold;

    /// <summary>Whether a "good" may be used for this time (ETSI EN 319 102-1 clause 5.2.5).</summary>
    /// <param name="certificate">The certificate it is about.</param>
    /// <param name="at">The time that counts.</param>
    /// <param name="options">Which evidence counts.</param>
    public bool IsFresh(Certificate certificate, DateTimeOffset at, RevocationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ThisUpdate > Later(at, options.ClockSkew)
            ? options.AcceptLaterEvidence && KnowsOf(certificate)
            : at <= FreshUntil(options);
    }

    /// <summary>The last moment at which it is fresh.</summary>
    public DateTimeOffset FreshUntil(RevocationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset byAge = Later(ThisUpdate, options.MaxAge + options.ClockSkew);
        DateTimeOffset promised = NextUpdate is { } next && next > ThisUpdate ? Later(next, options.ClockSkew) : byAge;
        DateTimeOffset until = promised > byAge ? promised : byAge;
        return options.MaximumFreshness is { } limit && Later(ThisUpdate, limit) < until ? Later(ThisUpdate, limit) : until;
    }

    /// <summary>Issuers forget expired certificates, so a "good" from after the expiry proves nothing unless it says that it remembers.</summary>
    public bool KnowsOf(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return IsRevoked || ThisUpdate <= certificate.NotAfter || RemembersSince <= certificate.NotAfter;
    }

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan by) => DateTimeOffset.MaxValue - by > time ? time + by : DateTimeOffset.MaxValue;
}
