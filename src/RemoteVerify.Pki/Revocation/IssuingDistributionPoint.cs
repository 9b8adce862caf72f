// RFC 5280 section 5.2.5.
using System.Formats.Asn1;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Which part of an issuer's certificates a revocation list is about.</summary>
/// <param name="Addresses">URIs of the distribution point; a certificate of this part names one of them.</param>
/// <param name="HasName">The part has a name, by URI or otherwise.</param>
/// <param name="OnlyUsers">Only certificates that are no authority's.</param>
/// <param name="OnlyAuthorities">Only certificates of authorities.</param>
/// <param name="IsWhole">All reasons, no attribute certificates, only this issuer's own: without it, being absent from the list says nothing.</param>
/// <param name="IsIndirect">Entries may be about certificates of other issuers.</param>
public sealed record IssuingDistributionPoint(
    IReadOnlyList<string> Addresses, bool HasName, bool OnlyUsers, bool OnlyAuthorities, bool IsWhole, bool IsIndirect)
{
    /// <summary>Whether a certificate of this issuer that is not on the list is not revoked.</summary>
    public bool Covers(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        bool authority = certificate.BasicConstraints is { IsAuthority: true };
        return IsWhole && !(OnlyUsers && authority) && !(OnlyAuthorities && !authority)
            && (!HasName || Addresses.Any(address => certificate.CrlDistributionPoints.Contains(address)));
    }

    /// <summary>Reads the extension's value.</summary>
    /// <exception cref="PkiFormatException">It is broken.</exception>
    public static IssuingDistributionPoint Read(ReadOnlyMemory<byte> value)
    {
        Asn1Reader fields = new Asn1Reader(value, "IssuingDistributionPoint").Sequence();
        List<string> addresses = [];
        bool hasName = fields.NextIsContext(0);
        if (hasName)
        {
            Asn1Reader name = fields.Context(0);
            if (name.NextIsContext(0))
            {
                addresses.AddRange(ExtensionReader.ReadUris(name.Context(0)));
            }
        }

        bool users = Flag(1), authorities = Flag(2);
        bool someReasons = fields.NextIsContext(3);
        if (someReasons)
        {
            fields.SkipValue();
        }

        bool indirect = Flag(4), attributes = Flag(5);
        fields.End();
        return new IssuingDistributionPoint(addresses, hasName, users, authorities, !someReasons && !indirect && !attributes, indirect);

        bool Flag(int number) => fields.NextIsContext(number) && fields.Boolean(new Asn1Tag(TagClass.ContextSpecific, number));
    }
}
