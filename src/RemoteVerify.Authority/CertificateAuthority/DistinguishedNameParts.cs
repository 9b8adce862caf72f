// RFC 5280 appendix A.1 (upper bounds); ETSI EN 319 412-2 clause 4.2.4 (subject of a natural person).
using System.Text;
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

    /// <summary>The longest name of a person that is certified, in characters.</summary>
    public const int LongestPersonName = 256;

    private const int LongestCommonName = 64;

    /// <summary>
    /// The name of a person. Up to 64 characters (ub-common-name) it is the common name. A longer one stands whole in
    /// surname and given name (ub-name is 32768), the first word as the surname; the common name is its beginning, cut
    /// between words where there is one, and says so by an ellipsis. <see cref="DistinguishedName.FullName"/> gives it back.
    /// </summary>
    /// <param name="fullName">As in the identity document or the register; blanks are put right and letters composed (NFC).</param>
    public static DistinguishedNameParts ForPerson(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        string name = string.Join(' ', fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        name = name.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? name : name.Normalize(NormalizationForm.FormC);
        if (name.EnumerateRunes().Count() <= LongestCommonName)
        {
            return new DistinguishedNameParts { CommonName = name };
        }

        string[] words = name.Split(' ', 2);
        return new DistinguishedNameParts { CommonName = Shortened(name), Surname = words[0], GivenName = words.ElementAtOrDefault(1) };
    }

    /// <summary>Why this is no name for a certificate, without its content; null when it is one.</summary>
    public string? Problem
    {
        get
        {
            (string Name, string? Value, int Longest)[] bounds =
            [
                (nameof(CommonName), CommonName, LongestCommonName), (nameof(Organisation), Organisation, 64), (nameof(OrganisationalUnit), OrganisationalUnit, 64), (nameof(Title), Title, 64),
                (nameof(SerialNumber), SerialNumber, 64), (nameof(OrganisationIdentifier), OrganisationIdentifier, 64), (nameof(Surname), Surname, LongestPersonName), (nameof(GivenName), GivenName, LongestPersonName),
            ];
            return string.IsNullOrWhiteSpace(CommonName) ? $"{nameof(CommonName)} is empty"
                : Country.Length != 2 || !Country.All(char.IsAsciiLetterUpper) ? $"{nameof(Country)} is no code of two capital letters"
                : SerialNumber?.All(IsPrintable) == false ? $"{nameof(SerialNumber)} has a character outside PrintableString"
                : bounds.FirstOrDefault(part => part.Value?.Any(char.IsControl) == true) is { Name: { } controlled } ? $"{controlled} has a control character"
                : bounds.FirstOrDefault(part => part.Value?.EnumerateRunes().Count() > part.Longest) is { Name: { } tooLong, Longest: var longest } ? $"{tooLong} has more than {longest} characters"
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

    private static string Shortened(string name)
    {
        // Characters as X.520 counts them, which a letter outside the basic plane is one of.
        string beginning = string.Concat(name.EnumerateRunes().Take(LongestCommonName - 1));
        int word = beginning.LastIndexOf(' ');
        return (word > 0 ? beginning[..word] : beginning) + DistinguishedName.Ellipsis;
    }

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
