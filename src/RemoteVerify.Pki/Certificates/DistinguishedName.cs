using System.Text;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Certificates;

/// <summary>One attribute of a name.</summary>
/// <param name="Oid">Attribute type.</param>
/// <param name="Value">Its text.</param>
public readonly record struct NameAttribute(string Oid, string Value);

/// <summary>Name of RFC 5280 section 4.1.2.4.</summary>
public sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        [Oids.CommonName] = "CN",
        [Oids.Surname] = "SN",
        [Oids.SerialNumberAttribute] = "serialNumber",
        [Oids.Country] = "C",
        [Oids.Locality] = "L",
        [Oids.StateOrProvince] = "ST",
        [Oids.Organisation] = "O",
        [Oids.OrganisationalUnit] = "OU",
        [Oids.Title] = "title",
        [Oids.GivenName] = "GN",
        [Oids.OrganisationIdentifier] = "organizationIdentifier",
        [Oids.EmailAddress] = "emailAddress",
        [Oids.DomainComponent] = "DC",
    };

    private const int UsualAttributes = 6;

    // Where each relative name ends among the attributes; null when each has one attribute, as nearly all have.
    private readonly IReadOnlyList<int>? _ends;

    // Made when first compared with a name of other bytes; two threads may both make it.
    private string? _comparable;

    private DistinguishedName(ReadOnlyMemory<byte> encoded, IReadOnlyList<NameAttribute> attributes, IReadOnlyList<int>? ends)
    {
        Encoded = encoded;
        Attributes = attributes;
        _ends = ends;
    }

    /// <summary>The RDNSequence as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>All attributes in the order of the encoding.</summary>
    public IReadOnlyList<NameAttribute> Attributes { get; }

    /// <summary>The last common name, which is the most specific one.</summary>
    public string? CommonName => Find(Oids.CommonName);

    /// <summary>At the end of a common name: it is only the beginning of the name.</summary>
    public const string Ellipsis = "\u2026";

    /// <summary>
    /// The name of the owner: the common name, or, where that says that it was shortened, the whole name from surname and
    /// given name, of which it must be the beginning.
    /// </summary>
    public string? FullName
    {
        get
        {
            string? common = CommonName;
            if (common?.EndsWith(Ellipsis, StringComparison.Ordinal) != true || Find(Oids.Surname) is not { } surname)
            {
                return common;
            }

            string whole = Find(Oids.GivenName) is { } given ? $"{surname} {given}" : surname;
            return whole.StartsWith(common[..^1], StringComparison.Ordinal) ? whole : common;
        }
    }

    /// <summary>Country code as written, not normalised.</summary>
    public string? Country => Find(Oids.Country);

    /// <summary>Organisation.</summary>
    public string? Organisation => Find(Oids.Organisation);

    /// <summary>The serialNumber attribute (of a person or a CSCA), not that of the certificate.</summary>
    public string? SerialNumber => Find(Oids.SerialNumberAttribute);

    /// <summary>Whether the name has no attributes.</summary>
    public bool IsEmpty => Attributes.Count == 0;

    /// <summary>Reads one Name and moves past it.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static DistinguishedName Read(Asn1Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ReadOnlyMemory<byte> rest = reader.Rest;
        long start = reader.Offset;
        Asn1Reader sequence = reader.Sequence();
        ReadOnlyMemory<byte> encoded = rest[..(int)(reader.Offset - start)];
        List<NameAttribute> attributes = new(UsualAttributes);
        List<int>? ends = null;
        for (int relativeNames = 1; sequence.HasData; relativeNames++)
        {
            Asn1Reader set = sequence.Set();
            while (set.HasData)
            {
                Asn1Reader pair = set.Sequence();
                attributes.Add(new NameAttribute(pair.ObjectIdentifier(), pair.Text()));
                pair.End();
            }

            if (ends is null && attributes.Count != relativeNames)
            {
                ends = [.. Enumerable.Range(1, relativeNames - 1)];
            }

            ends?.Add(attributes.Count);
        }

        return new DistinguishedName(encoded, attributes, ends);
    }

    /// <summary>Reads one encoded Name.</summary>
    /// <exception cref="PkiFormatException">It is not one, or has data after it.</exception>
    public static DistinguishedName Read(ReadOnlyMemory<byte> der)
    {
        Asn1Reader reader = new(der, "Name");
        DistinguishedName name = Read(reader);
        reader.End();
        return name;
    }

    /// <summary>Value of the last attribute of this type.</summary>
    public string? Find(string oid)
    {
        for (int i = Attributes.Count - 1; i >= 0; i--)
        {
            if (Attributes[i].Oid == oid)
            {
                return Attributes[i].Value;
            }
        }

        return null;
    }

    /// <summary>
    /// Compares as RFC 5280 section 7.1 asks: string type, letter case and repeated blanks don't count. CSCA and
    /// document signer of several states differ in exactly these.
    /// </summary>
    public bool Equals(DistinguishedName? other) =>
        other is not null && (Encoded.Span.SequenceEqual(other.Encoded.Span) || Comparable == other.Comparable);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    /// <inheritdoc/>
    public override int GetHashCode() => Comparable.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name as text, most specific attribute first; a citizen's name is personal data, so never log it.</summary>
    public override string ToString() => string.Join(", ", Attributes.Reverse().Select(a =>
        $"{ShortNames.GetValueOrDefault(a.Oid, a.Oid)}={Escape(a.Value)}"));

    private string Comparable => _comparable ??= MakeComparable();

    private string MakeComparable()
    {
        StringBuilder comparable = new();
        int start = 0;
        foreach (int end in _ends ?? [.. Enumerable.Range(1, Attributes.Count)])
        {
            IEnumerable<string> parts = Attributes.Skip(start).Take(end - start).Select(attribute => $"{attribute.Oid}={Normalise(attribute.Value)}");
            comparable.AppendJoin('\u0001', parts.Order(StringComparer.Ordinal)).Append('\u0002');
            start = end;
        }

        return comparable.ToString();
    }

    private static string Escape(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (char c in value)
        {
            if (c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=')
            {
                text.Append('\\');
            }

            text.Append(char.IsControl(c) ? ' ' : c);
        }

        return text.ToString();
    }

    private static string Normalise(string value)
    {
        StringBuilder text = new(value.Length);
        bool blank = false;
        foreach (char c in value.Trim())
        {
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                continue;
            }

            if (blank)
            {
                text.Append(' ');
                blank = false;
            }

            text.Append(char.ToUpperInvariant(c));
        }

        // NFC so that composed and decomposed diacritics are equal; lone surrogates would make it throw.
        string folded = text.ToString();
        return folded.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? folded : folded.Normalize(NormalizationForm.FormC);
    }
}
