// ETSI EN 319 102-1 V1.4.1 clause 5.2.2; ETSI EN 319 142-1 V1.2.1 clause 6.3; PADES.md 4.1.
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>The byte range has the one safe shape.</summary>
internal static class ByteRangeCheck
{
    public static CheckResult Run(SignatureSubject subject) => subject.Range.Anomaly is { } anomaly
        ? new CheckResult("format.byte-range", false, anomaly, Indication.TotalFailed, SubIndication.FormatFailure)
        : new CheckResult("format.byte-range", true, "from 0 to the end of a revision, without exactly the signature value");
}

/// <summary>The dictionary that viewers show now is the one that was signed.</summary>
internal static class DictionaryCheck
{
    public static CheckResult Run(SignatureSubject subject)
    {
        const string id = "format.dictionary";
        var found = subject.Found;
        if (found.Removed)
        {
            return new CheckResult(id, false, "a later revision removed the signature", Indication.TotalFailed, SubIndication.FormatFailure);
        }

        return found.SignedField?.Value is { } signed && signed.Equals(found.Dictionary) && found.SignedField.FullName == found.Field.FullName
            ? new CheckResult(id, true, "the signature dictionary is the one that was signed")
            : new CheckResult(id, false, "the signature dictionary is not the one that was signed", Indication.TotalFailed, SubIndication.FormatFailure);
    }
}

/// <summary>The gap holds a detached CMS with one signer, of a kind that is judged here.</summary>
internal static class CmsCheck
{
    public static CheckResult Run(SignatureSubject subject)
    {
        var problem = subject switch
        {
            { SubFilter: not ("ETSI.CAdES.detached" or "adbe.pkcs7.detached" or "adbe.pkcs7.sha1") } => "the /SubFilter is not a CMS that is judged here",
            { Cms: null } => "the gap does not hold a CMS SignedData",
            { IsSha1Digest: true, Cms.EncapsulatedContent: not { Length: 20 } } => "the CMS does not enclose a SHA-1 digest",
            { IsSha1Digest: false, Cms.EncapsulatedContent: not null } => "the CMS has content of its own although it is detached",
            { Cms.EncapsulatedContentType: not "1.2.840.113549.1.7.1" } => "the CMS does not sign plain data",
            { Cms: { } cms } when HasPaddedInteger(cms) => "the CMS is not encoded by the rules: an integer has padding (X.690 clause 8.3.2)",
            { Signer: null } => "the CMS does not have exactly one signer",
            _ => null,
        };
        return problem is null
            ? new CheckResult("format.cms", true, "CMS with one signer")
            : new CheckResult("format.cms", false, problem, Indication.TotalFailed, SubIndication.FormatFailure);
    }

    /// <summary>Strict readers refuse such a CMS as a whole, so two readers would disagree about the signature.</summary>
    private static bool HasPaddedInteger(SignedData cms) => cms.Certificates.Select(c => (ReadOnlyMemory<byte>?)c.SerialNumber)
        .Concat(cms.Signers.Select(s => s.Identifier.SerialNumber))
        .Any(n => n is { Length: > 1 } serial
            && (serial.Span[0] == 0 ? serial.Span[1] < 0x80 : serial.Span[0] == 0xFF && serial.Span[1] >= 0x80));
}

/// <summary>PAdES leaves the signing time to /M and wants signed attributes.</summary>
internal static class PadesShapeCheck
{
    public static CheckResult Run(SignatureSubject subject)
    {
        const string id = "format.pades";
        if (!subject.IsPades)
        {
            return new CheckResult(id, false, "not a PAdES signature");
        }

        var problem = !subject.Signer!.HasSignedAttributes ? "no signed attributes"
            : subject.Signer.SignedAttributes.Any(a => a.Oid == Pki.Algorithms.Oids.SigningTimeAttribute) ? "a signing-time attribute"
            : subject.Revision.Resolve(subject.Found.Signed["M"]) is not PdfString ? "no /M"
            : subject.Found.Signed.Contains("Cert") ? "a /Cert entry"
            : null;
        return new CheckResult(id, problem is null, problem is null ? "as PAdES baseline asks" : $"PAdES baseline forbids: {problem}");
    }
}
