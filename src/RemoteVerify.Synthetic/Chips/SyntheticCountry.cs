// ICAO Doc 9303-12 clause 7 (certificate profiles of country signer and document signer).
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>
/// An issuer of cards that exists only for tests and demonstrations: a country signer on P-384 and a document signer on
/// brainpoolP384r1. Its certificates carry the country code of Vietnam, because DG1 and signer must agree, and say TEST in every
/// other attribute. No real system trusts it.
/// </summary>
public sealed class SyntheticCountry : IDisposable
{
    private const string Organisation = "RemoteVerify TEST Authority - not a government";
    private const string BrainpoolP384R1 = "1.3.36.3.3.2.8.1.1.11";

    private readonly ECDsa _countryKey;
    private readonly ECDsa _signerKey;
    private readonly X509Certificate2 _country;
    private readonly X509Certificate2 _signer;

    private SyntheticCountry(ECDsa countryKey, X509Certificate2 country, ECDsa signerKey, X509Certificate2 signer)
    {
        _countryKey = countryKey;
        _country = country;
        _signerKey = signerKey;
        _signer = signer;
    }

    /// <summary>DER of the country signer: what an operator puts into the store of anchors.</summary>
    public byte[] CountrySignerCertificate => _country.RawData;

    /// <summary>DER of the document signer.</summary>
    public byte[] DocumentSignerCertificate => _signer.RawData;

    /// <summary>Makes both keys and certificates, valid from one year before to ten years after <paramref name="now"/>.</summary>
    /// <param name="name">Tells several issuers apart; two of the same name have the same subject and different keys, as a forger's would.</param>
    public static SyntheticCountry Create(DateTimeOffset now, string name = "A")
    {
        ECDsa countryKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest countryRequest = new($"C=VN, O={Organisation}, CN=TEST CSCA {name}", countryKey, HashAlgorithmName.SHA384);
        countryRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        countryRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        X509SubjectKeyIdentifierExtension countryIdentifier = new(countryRequest.PublicKey, false);
        countryRequest.CertificateExtensions.Add(countryIdentifier);
        DateTimeOffset from = now.AddYears(-1), until = now.AddYears(10);
        X509Certificate2 country = countryRequest.CreateSelfSigned(from, until);

        ECDsa signerKey = ECDsa.Create(ECCurve.CreateFromValue(BrainpoolP384R1));
        CertificateRequest signerRequest = new($"C=VN, O={Organisation}, CN=TEST DS {name}", signerKey, HashAlgorithmName.SHA384);
        signerRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        signerRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(signerRequest.PublicKey, false));
        signerRequest.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(countryIdentifier));
        signerRequest.CertificateExtensions.Add(new X509Extension("2.23.136.1.1.6.2", DocumentTypeList(), false));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(countryKey);
        X509Certificate2 signer = signerRequest.Create(country.SubjectName, generator, from, until, serial);
        return new SyntheticCountry(countryKey, country, signerKey, signer);
    }

    /// <summary>A revocation list of the country signer, current for 90 days from <paramref name="at"/>.</summary>
    /// <param name="revokeDocumentSigner">True puts the document signer on it.</param>
    public byte[] CreateRevocationList(DateTimeOffset at, bool revokeDocumentSigner)
    {
        CertificateRevocationListBuilder builder = new();
        if (revokeDocumentSigner)
        {
            builder.AddEntry(_signer.SerialNumberBytes.Span, at.AddDays(-1), X509RevocationReason.KeyCompromise);
        }

        using X509Certificate2 issuer = _country.HasPrivateKey ? new X509Certificate2(_country) : _country.CopyWithPrivateKey(_countryKey);
        return builder.Build(issuer, at.ToUnixTimeSeconds(), at.AddDays(90), HashAlgorithmName.SHA384, null, at);
    }

    /// <summary>Keys and certificates in the clear, so that a demonstration can be continued; for nothing of value.</summary>
    public byte[] Export()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteOctetString(_countryKey.ExportPkcs8PrivateKey());
            writer.WriteOctetString(_country.RawData);
            writer.WriteOctetString(_signerKey.ExportPkcs8PrivateKey());
            writer.WriteOctetString(_signer.RawData);
        }

        return writer.Encode();
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    public static SyntheticCountry Import(ReadOnlyMemory<byte> exported)
    {
        AsnReader reader = new AsnReader(exported, AsnEncodingRules.DER).ReadSequence();
        ECDsa countryKey = ECDsa.Create();
        countryKey.ImportPkcs8PrivateKey(reader.ReadOctetString(), out _);
        X509Certificate2 country = X509CertificateLoader.LoadCertificate(reader.ReadOctetString());
        ECDsa signerKey = ECDsa.Create();
        signerKey.ImportPkcs8PrivateKey(reader.ReadOctetString(), out _);
        return new SyntheticCountry(countryKey, country, signerKey, X509CertificateLoader.LoadCertificate(reader.ReadOctetString()));
    }

    public void Dispose()
    {
        _countryKey.Dispose();
        _signerKey.Dispose();
        _country.Dispose();
        _signer.Dispose();
    }

    internal byte[] SignSecurityObject(IReadOnlyDictionary<int, byte[]> dataGroups) =>
        SecurityObjectWriter.Write(dataGroups, _signer, _signerKey);

    internal byte[] SignCardSecurity(byte[] securityInfos) => SecurityObjectWriter.WriteCardSecurity(securityInfos, _signer, _signerKey);

    /// <summary>DocumentTypeList ::= SEQUENCE { version 0, SET OF PrintableString } (Doc 9303-12 clause 7.1.1).</summary>
    private static byte[] DocumentTypeList()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSetOf())
            {
                writer.WriteCharacterString(UniversalTagNumber.PrintableString, "ID");
            }
        }

        return writer.Encode();
    }
}
