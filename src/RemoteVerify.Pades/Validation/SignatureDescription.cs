using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>What a signature says about itself, before anything is judged.</summary>
internal static class SignatureDescription
{
    public static SignatureReport Of(SignatureSubject subject)
    {
        var name = subject.Certificate?.Subject;
        return new SignatureReport
        {
            Indication = Indication.Indeterminate,
            Field = subject.Found.Field.FullName,
            Signer = name?.FullName ?? name?.ToString(),
            SignerCertificate = subject.Certificate,
            SignatureDigest = subject.Signer is { } signer ? ProofStore.NameOf(signer.Signature) : null,
            SigningTime = PdfDate.Read(subject.Text("M")) ?? Try(() => subject.Signer?.SigningTime),
            DigestAlgorithm = subject.Signer?.DigestName?.Name ?? subject.Signer?.DigestAlgorithm.Oid,
            SignatureAlgorithm = Algorithm(subject),
            Coverage = subject.Range.Anomaly is null ? Coverage.Standard : Coverage.Anomaly,
            CoversWholeDocument = subject.Range.CoversWholeDocument,
            IsCertification = subject.Restrictions.IsCertification,
            CertificationLevel = subject.Restrictions.CertificationLevel,
            Reason = subject.Text("Reason"),
            Location = subject.Text("Location"),
            CommitmentTypes = Try(() => subject.Signer?.CommitmentTypes) ?? [],
            SignedRevision = subject.Range.Bytes,
            Revision = subject.Range.Revision,
            SignedBytes = subject.Range.IsUsable ? subject.Range.End : 0,
        };
    }

    private static string? Algorithm(SignatureSubject subject) =>
        subject.Signer is not { } signer ? null
        : SignatureParameters.Resolve(signer.SignatureAlgorithm, signer.DigestAlgorithm) is { } known ? $"{known.Kind} {known.Hash.Name}"
        : signer.SignatureAlgorithm.Oid;

    /// <summary>A broken attribute that only informs is shown as absent.</summary>
    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (PkiFormatException)
        {
            return default;
        }
    }
}
