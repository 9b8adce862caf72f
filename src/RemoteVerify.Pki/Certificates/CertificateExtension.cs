using System.Formats.Asn1;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Certificates;

/// <summary>One Extension of RFC 5280 section 4.1.</summary>
/// <param name="Oid">Which.</param>
/// <param name="IsCritical">Whether a reader that does not know it must refuse.</param>
/// <param name="Value">Contents of the OCTET STRING.</param>
public sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value)
{
    /// <summary>More are refused.</summary>
    public const int MaxCount = 256;

    /// <summary>Reads an Extensions sequence; the same extension twice is an error of form.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    public static IReadOnlyList<CertificateExtension> ReadAll(Asn1Reader sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        List<CertificateExtension> extensions = [];
        HashSet<string> seen = [];
        while (sequence.HasData)
        {
            Asn1Reader one = sequence.Sequence();
            string oid = one.ObjectIdentifier();
            bool critical = one.NextIs(Asn1Tag.Boolean) && one.Boolean();
            extensions.Add(new CertificateExtension(oid, critical, one.OctetString()));
            one.End();
            if (!seen.Add(oid) || extensions.Count > MaxCount)
            {
                throw sequence.Fail("an extension is repeated, or there are too many");
            }
        }

        return extensions;
    }

    /// <summary>Writes the extension as DER.</summary>
    public void WriteTo(AsnWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            if (IsCritical)
            {
                writer.WriteBoolean(true);
            }

            writer.WriteOctetString(Value.Span);
        }
    }
}
