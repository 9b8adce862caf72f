// ICAO Doc 9303-12 clause 9 (CscaMasterList in a SignedData).
using System.Formats.Asn1;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>A signed list of country signers.</summary>
public sealed class MasterList
{
    /// <summary>The content type of a master list.</summary>
    public const string ContentType = "2.23.136.1.1.2";

    /// <summary>Longer lists are refused (the longest published ones hold some 600).</summary>
    public const int MaxCertificates = 10_000;

    private const string Structure = "master list";

    private MasterList(SignedData signedData, IReadOnlyList<Certificate> certificates, int unreadable)
    {
        SignedData = signedData;
        Certificates = certificates;
        UnreadableCertificates = unreadable;
    }

    public SignedData SignedData { get; }

    /// <summary>The listed certificates; none is trusted before <see cref="Verify"/> says so.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>How many entries are no readable certificates.</summary>
    public int UnreadableCertificates { get; }

    /// <summary>Two-letter countries in upper case, sorted.</summary>
    public IReadOnlyList<string> Countries =>
        [.. Certificates.Select(certificate => certificate.Subject.Country?.ToUpperInvariant()).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    public static MasterList Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            SignedData signed = SignedData.Read(encoded);
            if (signed.EncapsulatedContentType != ContentType || signed.EncapsulatedContent is not { } content)
            {
                throw new IdDocumentFormatException(Structure, 0, "the content is no master list");
            }

            (IReadOnlyList<Certificate> certificates, int unreadable) = Asn.Read(Structure, 0, () => ReadList(content));
            return new MasterList(signed, certificates, unreadable);
        }
        catch (PkiFormatException e)
        {
            throw new IdDocumentFormatException(Structure, e.Offset, "not a signed data structure", e);
        }
    }

    /// <summary>Judges the signature, and whether the signer stands under one of the anchors at that time.</summary>
    public MasterListCheck Verify(IReadOnlyList<Certificate> anchors, DateTimeOffset at)
    {
        if (SignedData.Signers is not [SignerInfo info] || info.FindCertificate(SignedData.Certificates) is not { } signer)
        {
            return new MasterListCheck(false, null, "signer-not-found");
        }

        if (!info.HasSignedAttributes || !info.Verify(SignedData.EncapsulatedContent!.Value.Span, signer).IsValid)
        {
            return new MasterListCheck(false, signer, "signature-invalid");
        }

        bool trusted = anchors.Contains(signer)
            || PathBuilder.Build(signer, SignedData.Certificates, anchors, at, PathProfile.Doc9303).Path is not null;
        return new MasterListCheck(trusted, signer, trusted ? null : "signer-untrusted");
    }

    public override string ToString() => $"MasterList({Certificates.Count} certificates)";

    private static (IReadOnlyList<Certificate>, int) ReadList(ReadOnlyMemory<byte> content)
    {
        AsnReader reader = new(content, AsnEncodingRules.BER);
        AsnReader list = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (!list.TryReadInt32(out int version) || version != 0)
        {
            throw new IdDocumentFormatException(Structure, 0, "version 0 expected");
        }

        AsnReader set = list.ReadSetOf(skipSortOrderValidation: true);
        List<Certificate> certificates = [];
        int unreadable = 0;
        while (set.HasData)
        {
            if (certificates.Count + unreadable == MaxCertificates)
            {
                throw new IdDocumentFormatException(Structure, 0, $"more than {MaxCertificates} certificates");
            }

            ReadOnlyMemory<byte> encoded = set.ReadEncodedValue();
            try
            {
                certificates.Add(Certificate.Read(encoded));
            }
            catch (PkiFormatException)
            {
                // One state's odd certificate must not cost all the others.
                unreadable++;
            }
        }

        return (certificates.AsReadOnly(), unreadable);
    }
}

/// <summary>Whether a master list may be used.</summary>
/// <param name="SignatureValid">True when the signature stands and its signer is under an anchor.</param>
/// <param name="Signer">The signer's certificate when it was found.</param>
/// <param name="Reason">Why not: <c>signer-not-found</c>, <c>signature-invalid</c>, <c>signer-untrusted</c>.</param>
public sealed record MasterListCheck(bool SignatureValid, Certificate? Signer, string? Reason);
