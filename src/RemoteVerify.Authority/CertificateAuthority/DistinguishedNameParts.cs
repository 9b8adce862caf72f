// RFC 5280 appendix A.1 (upper bounds).
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

    /// <summary>Why this is no name for a certificate, without its content; null when it is one.</summary>
    public string? Problem
    {
        get
        {
            (string Name, string? Value, int Longest)[] bounds =
            [
                (nameof(CommonName), CommonName, 64), (nameof(Organisation), Organisation, 64), (nameof(OrganisationalUnit), OrganisationalUnit, 64), (nameof(Title), Title, 64),
                (nameof(SerialNumber), SerialNumber, 64), (nameof(OrganisationIdentifier), OrganisationIdentifier, 64), (nameof(Surname), Surname, 64), (nameof(GivenName), GivenName, 64),
            ];
            return string.IsNullOrWhiteSpace(CommonName) ? $"{nameof(CommonName)} is empty"
                : Country.Length != 2 || !Country.All(char.IsAsciiLetterUpper) ? $"{nameof(Country)} is no code of two capital letters"
                : SerialNumber?.All(IsPrintable) == false ? $"{nameof(SerialNumber)} has a character outside PrintableString"
                : bounds.FirstOrDefault(part => part.Value?.Any(char.IsControl) == true) is { Name: { } controlled } ? $"{controlled} has a control character"
                : bounds.FirstOrDefault(part => part.Value?.EnumerateRunes().Count() > part.Longest) is { Name: { } tooLong } ? $"{tooLong} has more than 64 characters"
                : null;
        }
    }

    /// <summary>The name in DER, from the country down to the common name.</summary>
    /// <exception cref="ArgumentException">It has a <see cref="Problem"/>.</exception>
    public byte[] Encode() => Problem is { } problem ? throw new ArgumentException($"The subject is not acceptable: {problem}.") : DistinguishedNameWriter.Write(Attributes());

    /// <summary>Nothing personal.</summary>
    public override string ToString() => "DistinguishedNameParts";

    /// <summary>PrintableString of X.680 clause 41.4.</summary>
    private static bool IsPrintable(char c) => char.IsAsciiLetterOrDigit(c) || " '()+,-./:=?".Contains(c);

    private IEnumerable<NameAttribute> Attributes()
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
