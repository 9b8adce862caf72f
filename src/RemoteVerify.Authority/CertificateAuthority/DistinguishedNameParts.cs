using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Authority.CertificateAuthority;

/// <summary>The attributes of a subject that this authority issues.</summary>
public sealed record DistinguishedNameParts
{
    /// <summary>Name by which the owner is known.</summary>
    public required string CommonName { get; init; }

    /// <summary>Two-letter country code.</summary>
    public string Country { get; init; } = "VN";

    /// <summary>Organisation of an officer, or the one that seals.</summary>
    public string? Organisation { get; init; }

    /// <summary>Unit in the organisation.</summary>
    public string? OrganisationalUnit { get; init; }

    /// <summary>Identifier of the organisation (ETSI EN 319 412-1 clause 5.1.4).</summary>
    public string? OrganisationIdentifier { get; init; }

    /// <summary>Family name of a person.</summary>
    public string? Surname { get; init; }

    /// <summary>Given name of a person.</summary>
    public string? GivenName { get; init; }

    /// <summary>Office held.</summary>
    public string? Title { get; init; }

    /// <summary>Identifier of a person or a case, printable ASCII only (ETSI EN 319 412-1 clause 5.1.3).</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The name in DER, from the country down to the common name.</summary>
    public byte[] Encode() => DistinguishedNameWriter.Write(Attributes());

    /// <summary>Nothing personal.</summary>
    public override string ToString() => "DistinguishedNameParts";

    internal IEnumerable<NameAttribute> Attributes()
    {
        (string Oid, string? Value)[] all =
        [
            (Oids.Country, Country),
            (Oids.Organisation, Organisation),
            (Oids.OrganisationIdentifier, OrganisationIdentifier),
            (Oids.OrganisationalUnit, OrganisationalUnit),
            (Oids.Title, Title),
            (Oids.Surname, Surname),
            (Oids.GivenName, GivenName),
            (Oids.SerialNumberAttribute, SerialNumber),
            (Oids.CommonName, CommonName),
        ];
        return all.Where(a => !string.IsNullOrWhiteSpace(a.Value)).Select(a => new NameAttribute(a.Oid, a.Value!));
    }
}
