using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Authority.Development;

/// <summary>
/// A whole hierarchy for a machine without a real one: root, issuing authority, timestamps, OCSP, seal. Every subject
/// says that it is for development; nobody must trust the root elsewhere.
/// </summary>
public sealed class DevelopmentHierarchy : IDisposable
{
    /// <summary>Organisation in every subject but the seal's, and how a host recognises these certificates.</summary>
    public const string Organisation = TrustAnchor.DevelopmentOrganisation;

    private const int FormatVersion = 1;
    private const int Count = 5;

    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    private readonly SoftwareKey[] _keys;
    private readonly Uri? _baseAddress;

    private DevelopmentHierarchy(SoftwareKey[] keys, Certificate[] certificates, Uri? baseAddress)
    {
        _keys = keys;
        _baseAddress = baseAddress;
        RootAuthority = new CertifiedKey(certificates[0], [], keys[0]);
        IssuingAuthority = new CertifiedKey(certificates[1], [certificates[0]], keys[1]);
        IReadOnlyList<Certificate> chain = [certificates[1], certificates[0]];
        TimestampAuthority = new CertifiedKey(certificates[2], chain, keys[2]);
        OcspResponder = new CertifiedKey(certificates[3], chain, keys[3]);
        OrganisationSeal = new CertifiedKey(certificates[4], chain, keys[4]);
    }

    /// <summary>The root; its certificate is the anchor.</summary>
    public CertifiedKey RootAuthority { get; }

    /// <summary>The authority that issues everything below.</summary>
    public CertifiedKey IssuingAuthority { get; }

    /// <summary>The timestamp authority.</summary>
    public CertifiedKey TimestampAuthority { get; }

    /// <summary>The OCSP responder for the issuing authority.</summary>
    public CertifiedKey OcspResponder { get; }

    /// <summary>The seal of the organisation that runs this host.</summary>
    public CertifiedKey OrganisationSeal { get; }

    /// <summary>The anchor.</summary>
    public Certificate Root => RootAuthority.Certificate;

    /// <summary>The issuing authority, ready to issue.</summary>
    public CertificateAuthority.CertificateAuthority Authority => new(IssuingAuthority, AuthorityOptions(_baseAddress, "issuing"));

    /// <summary>The root authority, ready to sign its own revocation list.</summary>
    public CertificateAuthority.CertificateAuthority Parent => new(RootAuthority, AuthorityOptions(_baseAddress, "root"));

    /// <summary>Whether a certificate belongs to any development hierarchy; a host must then refuse to run in production.</summary>
    public static bool IsDevelopment(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Issuer.Organisation == Organisation || certificate.Subject.Organisation == Organisation;
    }

    /// <summary>Makes five keys and their certificates: root 20 years, issuing authority 15, timestamps 10, seal 2, OCSP 1.</summary>
    public static DevelopmentHierarchy Create(DateTimeOffset now, DevelopmentHierarchyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset start = now - Backdating;
        SoftwareKey[] keys = [NewKey(options, true), NewKey(options, true), NewKey(options, false), NewKey(options, false), NewKey(options, false)];
        Certificate root = IssueAuthority(keys[0], "Root", null, keys[0], start, start.AddYears(20), null, null);
        CertifiedKey rootKey = new(root, [], keys[0]);
        Certificate issuing = IssueAuthority(keys[1], "Issuing", rootKey, keys[0], start, start.AddYears(15), 0, options.BaseAddress);
        CertificateAuthority.CertificateAuthority authority =
            new(new CertifiedKey(issuing, [root], keys[1]), AuthorityOptions(options.BaseAddress, "issuing"));
        Certificate[] certificates =
        [
            root,
            issuing,
            authority.Issue(CertificateProfile.Timestamp, Subject("Timestamp Authority"), keys[2].PublicKey, start, start.AddYears(10)),
            authority.Issue(CertificateProfile.Ocsp, Subject("OCSP Responder"), keys[3].PublicKey, start, start.AddYears(1)),
            authority.Issue(
                CertificateProfile.Organisation,
                new DistinguishedNameParts { CommonName = $"{options.SealOrganisation} Seal (development)", Organisation = $"{options.SealOrganisation} (development)" },
                keys[4].PublicKey,
                start,
                start.AddYears(2)),
        ];
        return new DevelopmentHierarchy(keys, certificates, options.BaseAddress);
    }

    /// <summary>All keys and certificates as bytes, unencrypted: the host encrypts them at rest and clears the array.</summary>
    public byte[] Export()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(FormatVersion);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, _baseAddress?.AbsoluteUri ?? "");
            CertifiedKey[] all = [RootAuthority, IssuingAuthority, TimestampAuthority, OcspResponder, OrganisationSeal];
            for (int i = 0; i < Count; i++)
            {
                byte[] pkcs8 = _keys[i].ExportPkcs8();
                writer.WriteEncodedValue(all[i].Certificate.Encoded.Span);
                writer.WriteEncodedValue(pkcs8);
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }

        byte[] exported = writer.Encode();
        writer.Reset();
        return exported;
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="PkiFormatException">It is something else, or a key does not fit its certificate.</exception>
    public static DevelopmentHierarchy Import(ReadOnlyMemory<byte> exported)
    {
        Asn1Reader reader = new(exported, "DevelopmentHierarchy");
        Asn1Reader fields = reader.Sequence();
        reader.End();
        if (fields.Int32() != FormatVersion)
        {
            throw fields.Fail("the version is not known");
        }

        Uri? baseAddress = Uri.TryCreate(fields.Text(), UriKind.Absolute, out Uri? address) ? address : null;
        List<Certificate> certificates = [];
        List<SoftwareKey> keys = [];
        for (int i = 0; i < Count; i++)
        {
            certificates.Add(Certificate.Read(fields.EncodedValue()));
            keys.Add(SoftwareKey.ImportPkcs8(fields.EncodedValue().Span));
            if (!keys[i].PublicKey.Equals(certificates[i].PublicKey))
            {
                throw fields.Fail("a key does not fit its certificate");
            }
        }

        fields.End();
        return new DevelopmentHierarchy([.. keys], [.. certificates], baseAddress);
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        foreach (SoftwareKey key in _keys)
        {
            key.Dispose();
        }
    }

    // P-256 for the authorities too: a path of three was judged six times slower with P-384, and every validation judges some.
    private static SoftwareKey NewKey(DevelopmentHierarchyOptions options, bool authority) => options.UseRsa
        ? SoftwareKey.CreateRsa(authority ? 3072 : 2048)
        : SoftwareKey.CreateEcdsa(options.UseP384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);

    private static DistinguishedNameParts Subject(string role) =>
        new() { CommonName = $"RemoteVerify Development {role}", Organisation = Organisation };

    private static CertificateAuthorityOptions AuthorityOptions(Uri? baseAddress, string name) => baseAddress is null
        ? new CertificateAuthorityOptions()
        : new CertificateAuthorityOptions
        {
            CrlAddress = Under(baseAddress, $"crl/{name}.crl"),
            OcspAddress = Under(baseAddress, "ocsp"),
            IssuerAddress = Under(baseAddress, $"certificates/{name}.cer"),
        };

    private static Uri Under(Uri baseAddress, string path) => new(baseAddress.AbsoluteUri.TrimEnd('/') + "/" + path);

    private static Certificate IssueAuthority(
        SoftwareKey key, string role, CertifiedKey? parent, SoftwareKey signer, DateTimeOffset notBefore, DateTimeOffset notAfter, int? pathLength, Uri? baseAddress)
    {
        byte[] subject = Subject($"{role} CA").Encode();
        List<CertificateExtension> extensions =
        [
            ExtensionWriter.BasicConstraints(isAuthority: true, pathLength),
            ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionWriter.SubjectKeyIdentifier(key.PublicKey),
            ExtensionWriter.AuthorityKeyIdentifier(signer.PublicKey.ComputeKeyIdentifier()),
        ];
        if (parent is not null && baseAddress is not null)
        {
            CertificateAuthorityOptions addresses = AuthorityOptions(baseAddress, "root");
            extensions.Add(ExtensionWriter.CrlDistributionPoint(addresses.CrlAddress!));
            extensions.Add(ExtensionWriter.AuthorityInformationAccess(null, addresses.IssuerAddress));
        }

        return CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = CertificateWriter.NewSerialNumber(),
                Issuer = parent?.Certificate.Subject.Encoded ?? subject,
                Subject = subject,
                NotBefore = notBefore,
                NotAfter = notAfter,
                PublicKey = key.PublicKey,
                Extensions = extensions,
            },
            signer,
            CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
