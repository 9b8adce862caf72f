using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>An RFC 3161 token: a SignedData over TSTInfo with one signer.</summary>
public sealed class TimestampToken
{
    private TimestampToken(SignedData signedData, TimestampInfo info)
    {
        SignedData = signedData;
        Info = info;
    }

    /// <summary>The CMS object.</summary>
    public SignedData SignedData { get; }

    /// <summary>What the authority states.</summary>
    public TimestampInfo Info { get; }

    /// <summary>The stated time.</summary>
    public DateTimeOffset Time => Info.Time;

    /// <summary>The certificates inside.</summary>
    public IReadOnlyList<Certificate> Certificates => SignedData.Certificates;

    /// <summary>The authority's certificate when it is inside.</summary>
    public Certificate? SignerCertificate => SignedData.Signers[0].FindCertificate(Certificates);

    /// <summary>Reads an encoded token; zero bytes after it are padding and ignored.</summary>
    /// <exception cref="PkiFormatException">It is not one, or has not exactly one signer.</exception>
    public static TimestampToken Read(ReadOnlyMemory<byte> der)
    {
        SignedData data = SignedData.Read(der);
        return data is { EncapsulatedContentType: Oids.TimestampInfo, EncapsulatedContent: { } content, Signers.Count: 1 }
            ? new TimestampToken(data, TimestampInfo.Read(content))
            : throw new PkiFormatException("TimeStampToken", 0, "not a SignedData over TSTInfo with one signer");
    }

    /// <summary>Checks against the timestamped data.</summary>
    /// <param name="data">The data itself.</param>
    /// <param name="others">Where to look for the authority's certificate besides the token.</param>
    public TimestampVerification VerifyData(ReadOnlySpan<byte> data, IEnumerable<Certificate>? others = null) =>
        Info.ImprintHashName is { } name
            ? Verify(HashAlgorithms.Hash(name, data), others)
            : new TimestampVerification([TimestampProblem.ImprintAlgorithmUnsupported], null, []);

    /// <summary>Checks against a digest made with the digest that <see cref="TimestampInfo.ImprintHashName"/> names.</summary>
    /// <param name="imprintHash">Digest of the timestamped data.</param>
    /// <param name="others">Where to look for the authority's certificate besides the token.</param>
    public TimestampVerification Verify(ReadOnlySpan<byte> imprintHash, IEnumerable<Certificate>? others = null)
    {
        List<TimestampProblem> problems = [];
        if (!imprintHash.SequenceEqual(Info.Imprint.Span))
        {
            problems.Add(TimestampProblem.ImprintMismatch);
        }

        SignerInfo signer = SignedData.Signers[0];
        if (signer.FindCertificate(Certificates.Concat(others ?? [])) is not { } certificate)
        {
            problems.Add(TimestampProblem.SignerCertificateMissing);
            return new TimestampVerification(problems, null, []);
        }

        SignerVerification signature = signer.Verify(SignedData.EncapsulatedContent!.Value.Span, certificate);
        if (!signature.IsValid)
        {
            problems.Add(TimestampProblem.SignatureInvalid);
        }

        if (!signer.SignedAttributes.Any(a => a.Oid is Oids.SigningCertificate or Oids.SigningCertificateV2))
        {
            problems.Add(TimestampProblem.SigningCertificateAttributeMissing);
        }

        if (!IsTimestampCertificate(certificate))
        {
            problems.Add(TimestampProblem.ExtendedKeyUsageWrong);
        }

        if (!certificate.IsValidAt(Info.Time))
        {
            problems.Add(TimestampProblem.OutsideCertificateValidity);
        }

        return new TimestampVerification(problems, certificate, signature.Problems);
    }

    /// <summary>Whether the extended key usage is timeStamping alone, and critical (RFC 3161 section 2.3).</summary>
    public static bool IsTimestampCertificate(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.ExtendedKeyUsages is [Oids.TimeStamping] && certificate.FindExtension(Oids.ExtendedKeyUsage)!.IsCritical;
    }

    /// <summary>Whether the token answers exactly this request: imprint, nonce, policy.</summary>
    public bool Answers(TimestampRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ImprintAlgorithm.Oid == Info.ImprintAlgorithm.Oid
            && request.Imprint.Span.SequenceEqual(Info.Imprint.Span)
            && (request.Policy is null || request.Policy == Info.Policy)
            && request.Nonce.GetValueOrDefault().Span.SequenceEqual(Info.Nonce.GetValueOrDefault().Span);
    }
}
