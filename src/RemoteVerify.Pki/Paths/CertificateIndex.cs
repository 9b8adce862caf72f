using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Certificates by subject, key identifier and serial number. Made once, then only read; safe for several threads.</summary>
public sealed class CertificateIndex
{
    private readonly Dictionary<DistinguishedName, List<Certificate>> _bySubject = [];
    // Names as they are written lead to the same lists without being made comparable first.
    private readonly Dictionary<ReadOnlyMemory<byte>, List<Certificate>> _byWrittenSubject = new(SameBytes.Instance);
    private readonly Dictionary<ReadOnlyMemory<byte>, List<Certificate>> _byKeyIdentifier = new(SameBytes.Instance);
    private readonly Dictionary<ReadOnlyMemory<byte>, List<Certificate>> _bySerialNumber = new(SameBytes.Instance);

    public CertificateIndex(IEnumerable<Certificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        foreach (Certificate certificate in certificates)
        {
            Add(_bySubject, certificate.Subject, certificate);
            Add(_bySerialNumber, certificate.SerialNumber, certificate);
            if (certificate.SubjectKeyIdentifier is { } identifier)
            {
                Add(_byKeyIdentifier, identifier, certificate);
            }

            _byWrittenSubject[certificate.Subject.Encoded] = _bySubject[certificate.Subject];
        }
    }

    /// <summary>Certificates of this owner.</summary>
    public IReadOnlyList<Certificate> WithSubject(DistinguishedName subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return _byWrittenSubject.GetValueOrDefault(subject.Encoded) ?? _bySubject.GetValueOrDefault(subject) ?? [];
    }

    /// <summary>Certificates that state this identifier of their key.</summary>
    public IReadOnlyList<Certificate> WithKeyIdentifier(ReadOnlyMemory<byte> identifier) => _byKeyIdentifier.GetValueOrDefault(identifier) ?? [];

    /// <summary>Certificates with this serial number, of any issuer.</summary>
    public IReadOnlyList<Certificate> WithSerialNumber(ReadOnlyMemory<byte> serialNumber) => _bySerialNumber.GetValueOrDefault(serialNumber) ?? [];

    /// <summary>Those that have the issuer's name, and those that have the key which the certificate says it was signed with.</summary>
    public IEnumerable<Certificate> IssuersOf(Certificate issued)
    {
        ArgumentNullException.ThrowIfNull(issued);
        IReadOnlyList<Certificate> named = WithSubject(issued.Issuer);
        return issued.AuthorityKeyIdentifier is { } key ? WithKeyIdentifier(key).Concat(named) : named;
    }

    private static void Add<TKey>(Dictionary<TKey, List<Certificate>> index, TKey key, Certificate certificate)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out List<Certificate>? list))
        {
            index.Add(key, list = []);
        }

        list.Add(certificate);
    }

    private sealed class SameBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly SameBytes Instance = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            HashCode hash = default;
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}
