using System.Security.Cryptography;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation;

/// <summary>Everything that the checks of one signature look at.</summary>
internal sealed class SignatureSubject
{
    /// <summary>Signature or content timestamps of one signature that are looked at: more than any signer puts there.</summary>
    public const int MaxTokens = 16;

    private readonly SharedDigest _digest;

    private SignatureSubject(PdfDocument document, FoundSignature found, SignedData? cms, SharedDigest digest)
    {
        _digest = digest;
        Document = document;
        Found = found;
        Cms = cms;
        Revision = document.Revision(found.Range.Revision >= 0 ? found.Range.Revision : found.LastSeen);
        Signer = cms?.Signers is [var only] ? only : null;
        Certificate = Signer?.FindCertificate(cms!.Certificates);
        Restrictions = SignatureRestrictions.Read(Revision, found.Signed, (found.SignedField ?? found.Field).Dictionary);
    }

    public PdfDocument Document { get; }

    public FoundSignature Found { get; }

    public SignedRange Range => Found.Range;

    /// <summary>The signed revision, or the last that has the signature when the range names none.</summary>
    public PdfRevision Revision { get; }

    /// <summary>The CMS in the gap; null when it is none.</summary>
    public SignedData? Cms { get; }

    /// <summary>The only signer; null when there is not exactly one.</summary>
    public SignerInfo? Signer { get; }

    /// <summary>The signer's certificate; null when the CMS does not have it.</summary>
    public Certificate? Certificate { get; private set; }

    public SignatureRestrictions Restrictions { get; }

    public string? SubFilter => (Revision.Resolve(Found.Signed["SubFilter"]) as PdfName)?.Value;

    public bool IsPades => SubFilter == "ETSI.CAdES.detached";

    /// <summary>The older kind that encloses the SHA-1 of the byte range.</summary>
    public bool IsSha1Digest => SubFilter == "adbe.pkcs7.sha1";

    /// <summary>A signed attribute names the certificate by hash.</summary>
    public bool NamesItsCertificate
    {
        get
        {
            try
            {
                return Certificate is { } certificate && Signer!.SigningCertificates is [var first, ..] && first.Matches(certificate);
            }
            catch (PkiFormatException)
            {
                return false;
            }
        }
    }

    public static SignatureSubject Create(PdfDocument document, FoundSignature found, SharedDigest digest)
    {
        SignedData? cms = null;
        try
        {
            cms = found.Range.Contents is { } contents ? SignedData.Read(contents) : null;
        }
        catch (PkiFormatException)
        {
            // The check of the CMS reports it.
        }

        return new SignatureSubject(document, found, cms, digest);
    }

    /// <summary>Digest of the covered bytes; null when the file asks for more work than any real one.</summary>
    public byte[]? Hash(HashAlgorithmName name) => _digest.Hash(Range, name);

    /// <summary>Looks for the signer's certificate among others, where the CMS does not bring it.</summary>
    public void FindCertificate(IReadOnlyList<Certificate> others) => Certificate ??= Signer?.FindCertificate(others);

    /// <summary>A text of the signed dictionary.</summary>
    public string? Text(string key) => (Revision.Resolve(Found.Signed[key]) as PdfString)?.ToText();
}
