// ICAO Doc 9303-10 clause 4.6.2 (EF.SOD), Doc 9303-12 clauses 7 (certificates) and 9 (master lists); RFC 5280 clause 5 (lists).
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>
/// An issuer with keys of any kind, for benchmarks and for tests that want other algorithms than <see cref="SyntheticCountry"/> has.
/// It says TEST in every name, and no real system trusts it.
/// </summary>
public sealed class SyntheticIssuer : IDisposable
{
    private const string SecurityObjectType = "2.23.136.1.1.1";
    private const string MasterListType = "2.23.136.1.1.2";

    private readonly SoftwareKey _countryKey;
    private readonly SoftwareKey _signerKey;
    private readonly DateTimeOffset _now;

    /// <param name="countryKey">Key of the country signer; owned from now on.</param>
    /// <param name="signerKey">Key of the document signer; owned from now on.</param>
    /// <param name="now">Both certificates are valid from a year before to ten years after.</param>
    /// <param name="country">Two letters.</param>
    /// <param name="signerExtensions">Extensions of the document signer; null for those of the profile.</param>
    public SyntheticIssuer(
        SoftwareKey countryKey, SoftwareKey signerKey, DateTimeOffset now, string country = "VN", IReadOnlyList<CertificateExtension>? signerExtensions = null)
    {
        ArgumentNullException.ThrowIfNull(countryKey);
        ArgumentNullException.ThrowIfNull(signerKey);
        (_countryKey, _signerKey, _now) = (countryKey, signerKey, now);
        CountryName = Name(country, "TEST CSCA");
        Country = SelfSigned(CountryName, countryKey, now);
        Signer = Certify(Name(country, "TEST DS"), signerKey.PublicKey, signerExtensions ?? SignerExtensions());
    }

    /// <summary>The self-signed certificate.</summary>
    public Certificate Country { get; }

    /// <summary>The document signer's certificate.</summary>
    public Certificate Signer { get; }

    /// <summary>Encoded name of the country signer.</summary>
    public ReadOnlyMemory<byte> CountryName { get; }

    /// <summary>Curve parameters written out instead of named, as Doc 9303-12 wants them.</summary>
    /// <param name="curve">A named curve.</param>
    public static ECCurve Explicit(ECCurve curve)
    {
        using ECDsa any = ECDsa.Create(curve);
        return any.ExportExplicitParameters(includePrivateParameters: false).Curve;
    }

    /// <summary>EF.SOD over these files.</summary>
    /// <param name="dataGroups">By number.</param>
    /// <param name="hash">Hash of the data groups; null for that of the signature.</param>
    /// <param name="chain">Further certificates that the file carries.</param>
    public byte[] SignSecurityObject(IReadOnlyDictionary<int, byte[]> dataGroups, HashAlgorithmName? hash = null, IReadOnlyList<Certificate>? chain = null)
    {
        ArgumentNullException.ThrowIfNull(dataGroups);
        HashAlgorithmName name = hash ?? _signerKey.Scheme.Hash;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            HashAlgorithms.IdentifierOf(name).WriteTo(writer);
            using (writer.PushSequence())
            {
                foreach ((int number, byte[] file) in dataGroups.OrderBy(entry => entry.Key))
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(number);
                        writer.WriteOctetString(HashAlgorithms.Hash(name, file));
                    }
                }
            }
        }

        return DataGroupWriter.Tlv(0x77, Sign(writer.Encode(), SecurityObjectType, _signerKey, Signer, chain ?? []));
    }

    /// <summary>A master list, signed with the country signer's own key.</summary>
    public byte[] SignMasterList(IEnumerable<Certificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSetOf())
            {
                foreach (Certificate certificate in certificates)
                {
                    writer.WriteEncodedValue(certificate.Encoded.Span);
                }
            }
        }

        return Sign(writer.Encode(), MasterListType, _countryKey, Country, []);
    }

    /// <summary>A revocation list, current for 90 days.</summary>
    public Crl SignRevocationList(IReadOnlyCollection<CrlEntry> entries, BigInteger number, DateTimeOffset at) => Wait(
        CrlWriter.SignAsync(new CertifiedKey(Country, [], _countryKey), entries, number, at, at.AddDays(90), default));

    /// <summary>A certificate under the country signer's key, such as a link to a newer key.</summary>
    /// <param name="subject">Encoded name.</param>
    /// <param name="key">Key of the owner.</param>
    /// <param name="extensions">Null for those of an authority.</param>
    public Certificate Certify(ReadOnlyMemory<byte> subject, PublicKeyInfo key, IReadOnlyList<CertificateExtension>? extensions = null) =>
        Issue(CountryName, subject, key, _countryKey, _now, extensions ?? AuthorityExtensions(key));

    /// <summary>A country signer that signs itself.</summary>
    public static Certificate SelfSigned(ReadOnlyMemory<byte> name, SoftwareKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Issue(name, name, key.PublicKey, key, now, AuthorityExtensions(key.PublicKey));
    }

    /// <summary>Those of the profile of a document signer.</summary>
    public IReadOnlyList<CertificateExtension> SignerExtensions() =>
    [
        ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature),
        ExtensionWriter.AuthorityKeyIdentifier(_countryKey.PublicKey.ComputeKeyIdentifier()),
        ExtensionWriter.SubjectKeyIdentifier(_signerKey.PublicKey),
    ];

    public void Dispose()
    {
        _countryKey.Dispose();
        _signerKey.Dispose();
    }

    /// <summary>An encoded name of a country and a common name.</summary>
    public static ReadOnlyMemory<byte> Name(string country, string commonName)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Attribute(Oids.Country, country, UniversalTagNumber.PrintableString);
            Attribute(Oids.Organisation, "RemoteVerify TEST Authority - not a government", UniversalTagNumber.UTF8String);
            Attribute(Oids.CommonName, commonName, UniversalTagNumber.UTF8String);
        }

        return writer.Encode();

        void Attribute(string oid, string text, UniversalTagNumber type)
        {
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                writer.WriteCharacterString(type, text);
            }
        }
    }

    private static IReadOnlyList<CertificateExtension> AuthorityExtensions(PublicKeyInfo key) =>
    [
        ExtensionWriter.BasicConstraints(true, 0),
        ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
        ExtensionWriter.SubjectKeyIdentifier(key),
    ];

    private static Certificate Issue(
        ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> subject, PublicKeyInfo key, SoftwareKey issuerKey, DateTimeOffset now, IReadOnlyList<CertificateExtension> extensions) => Wait(
        CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = CertificateWriter.NewSerialNumber(),
                Issuer = issuer,
                Subject = subject,
                NotBefore = now.AddYears(-1),
                NotAfter = now.AddYears(10),
                PublicKey = key,
                Extensions = extensions,
            },
            issuerKey,
            default));

    private static byte[] Sign(byte[] content, string type, SoftwareKey key, Certificate certificate, IReadOnlyList<Certificate> chain)
    {
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = HashAlgorithms.Hash(key.Scheme.Hash, content),
            Scheme = key.Scheme,
            Certificate = certificate,
            ContentType = type,
            IncludeSigningCertificate = false,
        });
        return SignedDataBuilder.Complete(new SignedDataParts
        {
            SignedAttributes = attributes,
            Scheme = key.Scheme,
            SignatureValue = Wait(key.SignHashAsync(SignedDataBuilder.HashToSign(attributes, key.Scheme), default)),
            Certificate = certificate,
            Chain = chain,
            ContentType = type,
            Content = content,
        });
    }

    // Software keys answer at once.
    private static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
