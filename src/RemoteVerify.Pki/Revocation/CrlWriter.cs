// RFC 5280 section 5.1; ISO/IEC 9594-8 (expiredCertsOnCRL).
using System.Formats.Asn1;
using System.Numerics;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Writes revocation lists.</summary>
public static class CrlWriter
{
    /// <summary>Signs a complete list.</summary>
    /// <param name="issuer">Key and certificate of the issuer of the listed certificates.</param>
    /// <param name="entries">The revoked certificates.</param>
    /// <param name="number">Number of the list; must grow.</param>
    /// <param name="thisUpdate">When the list is made.</param>
    /// <param name="nextUpdate">When the next list is due.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public static ValueTask<Crl> SignAsync(
        CertifiedKey issuer, IReadOnlyCollection<CrlEntry> entries, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate,
        CancellationToken cancellationToken) =>
        SignAsync(issuer, entries, number, thisUpdate, nextUpdate, null, cancellationToken);

    /// <summary>Signs a complete list that also holds revoked certificates whose validity is over (ISO/IEC 9594-8 extension expiredCertsOnCRL).</summary>
    /// <param name="issuer">Key and certificate of the issuer of the listed certificates.</param>
    /// <param name="entries">The revoked certificates.</param>
    /// <param name="number">Number of the list; must grow.</param>
    /// <param name="thisUpdate">When the list is made.</param>
    /// <param name="nextUpdate">When the next list is due.</param>
    /// <param name="remembersSince">Every revoked certificate that expired after this time is listed; null says nothing.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public static async ValueTask<Crl> SignAsync(
        CertifiedKey issuer, IReadOnlyCollection<CrlEntry> entries, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate,
        DateTimeOffset? remembersSince, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(entries);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            issuer.Key.Scheme.Algorithm.WriteTo(writer);
            writer.WriteForeignValue(issuer.Certificate.Subject.Encoded);
            writer.WriteRfc5280Time(thisUpdate);
            writer.WriteRfc5280Time(nextUpdate);
            if (entries.Count > 0)
            {
                using (writer.PushSequence())
                {
                    foreach (CrlEntry entry in entries)
                    {
                        WriteEntry(writer, entry);
                    }
                }
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                ExtensionWriter.AuthorityKeyIdentifier(
                    issuer.Certificate.SubjectKeyIdentifier ?? issuer.Certificate.PublicKey.ComputeKeyIdentifier()).WriteTo(writer);
                ExtensionWriter.CrlNumber(number).WriteTo(writer);
                if (remembersSince is { } since)
                {
                    ExtensionWriter.ExpiredCertificatesOnCrl(since).WriteTo(writer);
                }
            }
        }

        return Crl.Read(await SignedStructure.SignAsync(writer.Encode(), issuer.Key, cancellationToken).ConfigureAwait(false));
    }

    private static void WriteEntry(AsnWriter writer, CrlEntry entry)
    {
        using (writer.PushSequence())
        {
            writer.WriteIntegerContents(entry.SerialNumber.Span);
            writer.WriteRfc5280Time(entry.RevokedAt);

            // Unspecified is said by leaving the reason out (RFC 5280 section 5.3.1).
            if (entry.Reason is { } reason && reason != RevocationReason.Unspecified)
            {
                AsnWriter value = new(AsnEncodingRules.DER);
                value.WriteEnumeratedValue(reason);
                using (writer.PushSequence())
                {
                    new CertificateExtension(Algorithms.Oids.CrlReason, false, value.Encode()).WriteTo(writer);
                }
            }
        }
    }
}
