// ICAO Doc 9303-10 clause 4.6.2 and appendix D (SignedData profile of EF.SOD), Doc 9303-11 clause 5.1, RFC 5652.
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Reads EF.SOD and judges its signature.</summary>
public static class SodCheck
{
    /// <summary>The content type of the security object.</summary>
    public const string SecurityObjectType = "2.23.136.1.1.1";

    private const string IdData = "1.2.840.113549.1.7.1";
    private const string Structure = "EF.SOD";
    private const string Profile = "ICAO 9303-10 4.6.2";
    private const int ProfileVersion = 3;

    /// <summary>A larger EF.SOD is refused; the largest that are known have some 10 KB.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>More certificates or signers than this are refused; issuers put one or two certificates in.</summary>
    public const int MaxElements = 16;

    /// <param name="sod">The file as received.</param>
    /// <param name="store">Holds document signers from elsewhere (a directory), for files that carry none; null for none.</param>
    public static SodCheckResult Run(ReadOnlyMemory<byte> sod, CountrySignerStore? store)
    {
        FindingList findings = new();
        SignedData? signed = ReadSignedData(sod, findings);
        if (signed is null)
        {
            return new SodCheckResult(null, null, null, false, findings.Findings);
        }

        CheckProfile(signed, findings);
        SecurityObject? securityObject = ReadSecurityObject(signed, findings);
        (Certificate? signer, bool valid) = CheckSigner(signed, store, findings);
        return new SodCheckResult(signed, securityObject, signer, valid, findings.Findings);
    }

    private static SignedData? ReadSignedData(ReadOnlyMemory<byte> sod, FindingList findings)
    {
        try
        {
            return sod.Length <= MaxBytes
                ? SignedData.Read(Unwrap(sod, findings), MaxElements, RecentSigners.Read)
                : throw new IdDocumentFormatException(Structure, 0, $"larger than {MaxBytes} bytes");
        }
        catch (Exception e) when (e is PkiFormatException or IdDocumentFormatException)
        {
            findings.Add(FindingCode.SodMalformed, Integrity, Reject, Profile, "EF.SOD is not a signed data structure");
            return null;
        }
    }

    /// <summary>Takes the content of tag 77; a bare structure and a few bytes behind it are said and tolerated.</summary>
    private static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> sod, FindingList findings)
    {
        if (sod.Length > 0 && sod.Span[0] == 0x30)
        {
            findings.Add(FindingCode.SodWrapperMissing, Integrity, Warning, Profile, "EF.SOD lacks its outer tag 77");
            return sod;
        }

        TlvElement outer = ElementaryFile.Read(sod, 0x77, Structure);
        bool trailing = sod.Length > outer.Encoded.Length;
        ReadOnlyMemory<byte> content = outer.Value;

        // A definite length says where the structure ends; BER's indefinite one leaves that to the reader of the structure.
        if (content.Length > 1 && content.Span[1] != 0x80)
        {
            TlvElement inner = new TlvReader(outer, Structure).Read(0x30);
            trailing |= inner.Encoded.Length < content.Length;
            content = inner.Encoded;
        }

        if (trailing)
        {
            findings.Add(FindingCode.SodTrailingBytes, Integrity, Warning, Profile, "bytes follow the signed data");
        }

        return content;
    }

    private static void CheckProfile(SignedData signed, FindingList findings)
    {
        if (signed.Version != ProfileVersion)
        {
            findings.Add(FindingCode.SignedDataVersion, Authenticity, Warning, Profile, "the version of the signed data is not 3");
        }

        switch (signed.EncapsulatedContentType)
        {
            case SecurityObjectType:
                break;
            case IdData:
                findings.Add(FindingCode.ContentTypeIdData, Authenticity, Warning, Profile, "the content type is id-data instead of the security object's");
                break;
            default:
                findings.Add(FindingCode.ContentType, Authenticity, Reject, Profile, "the content type is not that of a security object");
                break;
        }
    }

    private static SecurityObject? ReadSecurityObject(SignedData signed, FindingList findings)
    {
        try
        {
            return SecurityObject.Read(signed.EncapsulatedContent
                ?? throw new IdDocumentFormatException("LDSSecurityObject", 0, "absent"));
        }
        catch (IdDocumentFormatException)
        {
            findings.Add(FindingCode.SecurityObjectMalformed, Integrity, Reject, "ICAO 9303-10 appendix D", "the list of hashes can't be read");
            return null;
        }
    }

    private static (Certificate? Signer, bool Valid) CheckSigner(
        SignedData signed, CountrySignerStore? store, FindingList findings)
    {
        if (signed.Signers is not [SignerInfo info])
        {
            findings.Add(FindingCode.SignerCount, Authenticity, Reject, Profile, "exactly one signer expected");
            return (null, false);
        }

        if (!info.HasSignedAttributes)
        {
            findings.Add(FindingCode.SignedAttributesMissing, Authenticity, Reject, "RFC 5652 5.3", "the signer signed no attributes");
        }

        Certificate? signer = info.FindCertificate(signed.Certificates) ?? (store is null ? null : info.FindCertificate(store.FindSigners(info.Identifier)));
        if (signer is null)
        {
            findings.Add(FindingCode.SignerCertificateMissing, Authenticity, Reject, Profile, "no certificate is the one that the signer info names");
            return (null, false);
        }

        SignerVerification check = info.Verify((signed.EncapsulatedContent ?? default).Span, signer);
        foreach (SignerProblem problem in check.Problems.Where(problem => problem != SignerProblem.SignedAttributesMissing).Distinct())
        {
            findings.Add(CodeOf(problem), Authenticity, Reject, "ICAO 9303-11 5.1, RFC 5652 5.6", MessageOf(problem));
        }

        return (signer, check.IsValid && info.HasSignedAttributes);
    }

    private static string CodeOf(SignerProblem problem) => problem switch
    {
        SignerProblem.MessageDigestMismatch => FindingCode.MessageDigestMismatch,
        SignerProblem.SignatureAlgorithmUnsupported or SignerProblem.DigestAlgorithmUnsupported => FindingCode.SignatureUnsupported,
        SignerProblem.SignerIdentifierMismatch => FindingCode.SignerCertificateMissing,
        _ => FindingCode.SignatureInvalid,
    };

    private static string MessageOf(SignerProblem problem) => problem switch
    {
        SignerProblem.SignatureInvalid => "the signature is not the document signer's",
        SignerProblem.MessageDigestMismatch => "the list of hashes is not the one that was signed",
        SignerProblem.ContentTypeMismatch => "the content type is not the one that was signed",
        SignerProblem.SignatureAlgorithmUnsupported => "the signature algorithm can't be judged here",
        SignerProblem.DigestAlgorithmUnsupported => "the digest can't be computed here",
        _ => "the signed attributes are not in order",
    };
}
