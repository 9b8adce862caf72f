using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>Facts of certificates, master lists and directory exports.</summary>
internal static class TrustFacts
{
    private static readonly (string Name, string Oid)[] KnownCurves =
    [
        ("P-256", "1.2.840.10045.3.1.7"), ("P-384", "1.3.132.0.34"), ("P-521", "1.3.132.0.35"),
        ("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7"), ("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11"), ("brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13"),
    ];

    /// <summary>
    /// A document signer under the one country signer beside it. These rows ask whether the path stands: weak algorithms and oddities
    /// of the signer's profile (a warning for a whole chip) are not part of the answer.
    /// </summary>
    public static JsonObject DocumentSigner(RowFiles files, DateTimeOffset at)
    {
        CountrySignerStore store = new(files.Certificates(name => name == "csca.pem"));
        TrustResult result = TrustCheck.Run(files.Certificates(name => name == "ds.pem")[0], [], store, ChipPolicy.Default, at);
        FindingList findings = new();
        findings.AddRange(result.Findings.Where(finding => finding.Severity > FindingSeverity.Warning));
        return new JsonObject { ["chain"] = Facts.Word(result.State), ["verdict"] = Facts.Word(findings.Verdict()) };
    }

    /// <summary>From the first certificate alone, every link must be reached.</summary>
    public static JsonObject Links(RowFiles files)
    {
        IReadOnlyList<Certificate> links = files.Certificates(name => name.Contains("LINK", StringComparison.Ordinal));
        Certificate anchor = RowFiles.ReadCertificate(files.First);
        bool all = links.Count > 0 && LinkCertificates.Follow([anchor], links).Count == links.Count;
        return new JsonObject { ["verdict"] = all ? "accept" : "reject" };
    }

    public static JsonObject CountrySigner(RowFiles files)
    {
        Certificate certificate = RowFiles.ReadCertificate(files.First);
        return new JsonObject
        {
            ["key"] = DescribeKey(certificate.PublicKey),
            ["not_after"] = Day(certificate.NotAfter),
            ["private_key_usage_end"] = PrivateKeyUsageEnd(certificate),
            ["self_signed"] = certificate.IsSelfSigned() ? "valid" : "invalid",
            ["signature"] = Facts.SignatureName(certificate.SignatureAlgorithm, null),
            ["subject"] = string.Join(',', certificate.Subject.Attributes.Select(attribute => $"{ShortName(attribute.Oid)}={attribute.Value}")),
        };
    }

    public static JsonObject MasterList(RowFiles files, DateTimeOffset at)
    {
        string anchorName = files.Names.ElementAt(1);
        CountrySigners.MasterList list = CountrySigners.MasterList.Read(files.First);
        MasterListCheck check = list.Verify([RowFiles.ReadCertificate(files.Read(anchorName))], at);
        int selfSigned = list.Certificates.Count(certificate => certificate.IsSelfSigned());
        int selfIssued = list.Certificates.Count(certificate => certificate.IsSelfIssued);
        bool manyCountries = list.Countries.Count > 10;
        return new JsonObject
        {
            ["verdict"] = check.SignatureValid ? "accept" : "reject",
            ["signature"] = check.SignatureValid ? "valid" : "invalid",
            ["anchor"] = check.SignatureValid ? anchorName : null,
            ["signer_chain"] = check.SignatureValid ? $"under {anchorName}" : null,
            ["signer"] = DescribeSigner(list, check.Signer),
            ["certificates"] = list.Certificates.Count,
            ["countries"] = manyCountries ? list.Countries.Count : Facts.Array(list.Countries),
            ["has_VN"] = list.Countries.Contains("VN"),
            ["self_signed"] = selfSigned,
            ["self_signed_verified_min"] = selfSigned,
            ["link_certificates"] = list.Certificates.Count - selfSigned,
            ["link_or_cross"] = list.Certificates.Count - selfIssued,
            ["negative_serials"] = list.Certificates.Count(certificate => certificate.SerialNumber.Span is [>= 0x80, ..]),
        };
    }

    public static JsonObject Directory(RowFiles files)
    {
        DirectoryExport export = DirectoryExport.ReadLdif(Encoding.UTF8.GetString(files.First.Span));
        return new JsonObject
        {
            ["ds_certificates"] = export.DocumentSigners.Count,
            ["crls"] = export.Crls.Count,
            ["master_lists"] = export.MasterLists.Count,
            ["ml_certificates"] = export.MasterLists.Sum(list => list.Certificates.Count),
        };
    }

    private static string? DescribeSigner(CountrySigners.MasterList list, Certificate? signer)
    {
        if (signer is null || list.SignedData.Signers is not [SignerInfo info]
            || SignatureParameters.Resolve(info.SignatureAlgorithm, info.DigestAlgorithm) is not { } parameters)
        {
            return null;
        }

        string hash = parameters.Hash.Name!.ToLowerInvariant();
        return signer.PublicKey.Ec is { } key
            ? $"ecdsa-{hash} {(key.Curve.Explicit is null ? "named curve" : "explicit parameters")}"
            : $"rsa {hash}";
    }

    private static string? DescribeKey(PublicKeyInfo key)
    {
        if (key.Ec is not { } ec)
        {
            return key.ToString();
        }

        string? name = KnownCurves.FirstOrDefault(curve => ec.Curve.Oid == curve.Oid || ec.Curve.Explicit?.Prime == PrimeOf(curve.Oid)).Name;
        return $"{name} {(ec.Curve.Oid is null ? "explicit" : "named")}";
    }

    private static BigInteger PrimeOf(string oid)
    {
        using ECDsa any = ECDsa.Create(ECCurve.CreateFromValue(oid));
        return new BigInteger(any.ExportExplicitParameters(false).Curve.Prime, isUnsigned: true, isBigEndian: true);
    }

    private static string? PrivateKeyUsageEnd(Certificate certificate) => PrivateKeyPeriod.Of(certificate)?.Until is { } end ? Day(end) : null;

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string ShortName(string oid) => oid switch
    {
        Oids.Country => "C",
        Oids.Organisation => "O",
        Oids.OrganisationalUnit => "OU",
        Oids.CommonName => "CN",
        Oids.SerialNumberAttribute => "serialNumber",
        _ => oid,
    };
}
