using System.Formats.Asn1;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Cms;

/// <summary>Attribute of RFC 5652 section 5.3.</summary>
/// <param name="Oid">Which.</param>
/// <param name="Values">Its encoded values; usually one.</param>
public sealed record CmsAttribute(string Oid, IReadOnlyList<ReadOnlyMemory<byte>> Values)
{
    /// <summary>More attributes, or more values of one, are refused.</summary>
    public const int MaxCount = 256;

    /// <summary>An attribute with one value.</summary>
    public static CmsAttribute Single(string oid, ReadOnlyMemory<byte> value) => new(oid, [value]);

    /// <summary>Reads the contents of a SET OF Attribute.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    public static IReadOnlyList<CmsAttribute> ReadAll(Asn1Reader set)
    {
        ArgumentNullException.ThrowIfNull(set);
        List<CmsAttribute> attributes = [];
        while (set.HasData)
        {
            Asn1Reader attribute = set.Sequence();
            string oid = attribute.ObjectIdentifier();
            Asn1Reader values = attribute.Set();
            attribute.End();
            List<ReadOnlyMemory<byte>> encoded = [];
            while (values.HasData)
            {
                encoded.Add(values.EncodedValue());
            }

            attributes.Add(new CmsAttribute(oid, encoded));
            if (attributes.Count > MaxCount || encoded.Count > MaxCount)
            {
                throw set.Fail("too many attributes");
            }
        }

        return attributes;
    }

    /// <summary>Writes the attribute as DER.</summary>
    public void WriteTo(AsnWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            using (writer.PushSetOf())
            {
                foreach (ReadOnlyMemory<byte> value in Values)
                {
                    writer.WriteForeignValue(value);
                }
            }
        }
    }
}
