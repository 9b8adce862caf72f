// RFC 5280 section 4.2: the extensions that this room understands.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Certificates;

internal static class ExtensionReader
{
    private const int UriName = 6;
    private const int DirectoryName = 4;

    public static KeyUsages ReadKeyUsage(ReadOnlyMemory<byte> value)
    {
        Asn1Reader reader = new(value, "KeyUsage");
        ReadOnlySpan<byte> bits = reader.BitString(out _).Span;
        reader.End();
        KeyUsages usages = KeyUsages.None;
        for (int bit = 0; bit < Math.Min(9, bits.Length * 8); bit++)
        {
            if ((bits[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                usages |= (KeyUsages)(1 << bit);
            }
        }

        return usages;
    }

    public static BasicConstraints ReadBasicConstraints(ReadOnlyMemory<byte> value)
    {
        Asn1Reader reader = new(value, "BasicConstraints");
        Asn1Reader sequence = reader.Sequence();
        bool authority = sequence.NextIs(Asn1Tag.Boolean) && sequence.Boolean();
        int? length = sequence.NextIs(Asn1Tag.Integer) ? sequence.Int32() : null;
        sequence.End();
        return length is < 0 ? throw reader.Fail("pathLenConstraint is negative") : new BasicConstraints(authority, length);
    }

    public static IReadOnlyList<string> ReadExtendedKeyUsage(ReadOnlyMemory<byte> value)
    {
        Asn1Reader sequence = new Asn1Reader(value, "ExtKeyUsageSyntax").Sequence();
        List<string> usages = [];
        while (sequence.HasData)
        {
            usages.Add(sequence.ObjectIdentifier());
        }

        return usages;
    }

    public static ReadOnlyMemory<byte> ReadSubjectKeyIdentifier(ReadOnlyMemory<byte> value) =>
        new Asn1Reader(value, "SubjectKeyIdentifier").OctetString();

    /// <summary>The keyIdentifier field; null when the extension names the issuer in another way.</summary>
    public static ReadOnlyMemory<byte>? ReadAuthorityKeyIdentifier(ReadOnlyMemory<byte> value)
    {
        Asn1Reader sequence = new Asn1Reader(value, "AuthorityKeyIdentifier").Sequence();
        return sequence.NextIsContext(0) ? sequence.OctetString(new Asn1Tag(TagClass.ContextSpecific, 0)) : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The URIs of all full names; names relative to the issuer are passed over.</summary>
    public static IReadOnlyList<string> ReadDistributionPoints(ReadOnlyMemory<byte> value)
    {
        Asn1Reader sequence = new Asn1Reader(value, "CRLDistributionPoints").Sequence();
        List<string> addresses = [];
        while (sequence.HasData)
        {
            Asn1Reader point = sequence.Sequence();
            if (!point.NextIsContext(0))
            {
                continue;
            }

            Asn1Reader name = point.Context(0);
            if (name.NextIsContext(0))
            {
                addresses.AddRange(ReadUris(name.Context(0)));
            }
        }

        return addresses;
    }

    /// <summary>URIs of AuthorityInfoAccess with this access method.</summary>
    public static IReadOnlyList<string> ReadAccess(ReadOnlyMemory<byte> value, string method)
    {
        Asn1Reader sequence = new Asn1Reader(value, "AuthorityInfoAccessSyntax").Sequence();
        List<string> addresses = [];
        while (sequence.HasData)
        {
            Asn1Reader description = sequence.Sequence();
            bool wanted = description.ObjectIdentifier() == method;
            if (wanted && description.NextIsContext(UriName))
            {
                addresses.Add(description.ImplicitText(UriName));
            }
        }

        return addresses;
    }

    /// <summary>The URIs among GeneralNames.</summary>
    public static IEnumerable<string> ReadUris(Asn1Reader names)
    {
        List<string> uris = [];
        while (names.HasData)
        {
            if (names.NextIsContext(UriName))
            {
                uris.Add(names.ImplicitText(UriName));
            }
            else
            {
                names.SkipValue();
            }
        }

        return uris;
    }

    /// <summary>The directory names among GeneralNames.</summary>
    public static IReadOnlyList<DistinguishedName> ReadDirectoryNames(Asn1Reader names)
    {
        List<DistinguishedName> found = [];
        while (names.HasData)
        {
            if (names.NextIsContext(DirectoryName))
            {
                found.Add(DistinguishedName.Read(names.Context(DirectoryName)));
            }
            else
            {
                names.SkipValue();
            }
        }

        return found;
    }
}
