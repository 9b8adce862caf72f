// RFC 3280 clause 4.2.1.4: PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] ... }.
using System.Formats.Asn1;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>The time in which a private key is to be used; it ends long before the certificate, which must outlive what was signed.</summary>
/// <param name="From">Null when not stated.</param>
/// <param name="Until">Null when not stated.</param>
public sealed record PrivateKeyPeriod(DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Null when the certificate does not say, or says it in a form that can't be read.</summary>
    public static PrivateKeyPeriod? Of(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.FindExtension(Oids.PrivateKeyUsagePeriod) is not { } extension)
        {
            return null;
        }

        try
        {
            Asn1Reader fields = new Asn1Reader(extension.Value, "PrivateKeyUsagePeriod").Sequence();
            return new PrivateKeyPeriod(Time(0), Time(1));

            DateTimeOffset? Time(int number)
            {
                Asn1Tag tag = new(TagClass.ContextSpecific, number);
                return fields.NextIs(tag) ? fields.GeneralizedTime(tag) : null;
            }
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }

    /// <summary>Both ends included.</summary>
    public bool Contains(DateTimeOffset time) => !(time < From) && !(time > Until);
}
