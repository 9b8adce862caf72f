using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Certificates;

/// <summary>Writes names: country and serial number as PrintableString, mail as IA5String, everything else as UTF8String.</summary>
public static class DistinguishedNameWriter
{
    /// <summary>An RDNSequence with one attribute each, in this order.</summary>
    public static byte[] Write(IEnumerable<NameAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (NameAttribute attribute in attributes)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(attribute.Oid);
                    writer.WriteCharacterString(TypeOf(attribute.Oid), attribute.Value);
                }
            }
        }

        return writer.Encode();
    }

    private static UniversalTagNumber TypeOf(string oid) => oid switch
    {
        Oids.Country or Oids.SerialNumberAttribute => UniversalTagNumber.PrintableString,
        Oids.EmailAddress or Oids.DomainComponent => UniversalTagNumber.IA5String,
        _ => UniversalTagNumber.UTF8String,
    };
}
