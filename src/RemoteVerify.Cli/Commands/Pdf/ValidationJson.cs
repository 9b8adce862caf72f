using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>The JSON of <c>pdf validate</c>; members are only ever added.</summary>
internal static class ValidationJson
{
    public static object Of(string file, ValidationReport report) => new
    {
        file,
        signatures = report.Signatures.Select(Signature),
        documentTimestamps = report.DocumentTimestamps.Select(Timestamp),
        indication = report.Indication.ToCode(),
        subIndication = Sub(report.SubIndication),
        problem = report.Problem,
    };

    private static object Signature(SignatureReport signature) => new
    {
        field = signature.Field,
        profile = signature.Profile,
        indication = signature.Indication.ToCode(),
        subIndication = Sub(signature.SubIndication),
        signer = signature.Signer,
        signingTime = signature.SigningTime,
        bestSignatureTime = signature.BestSignatureTime,
        digestAlgorithm = signature.DigestAlgorithm,
        signatureAlgorithm = signature.SignatureAlgorithm,
        integrity = signature.Integrity.ToCode(),
        coverage = signature.Coverage.ToCode(),
        coversWholeDocument = signature.CoversWholeDocument,
        modificationAllowed = signature.ModificationAllowed,
        modification = signature.Modification.ToCode(),
        trust = signature.Trust.ToString(),
        certificationLevel = signature.CertificationLevel,
        reason = signature.Reason,
        location = signature.Location,
        timestamps = signature.Timestamps.Select(Timestamp),
        checks = signature.Checks.Select(check => new { id = check.Id, ok = check.Ok, message = check.Message }),
    };

    private static object Timestamp(TimestampReport timestamp) => new
    {
        kind = timestamp.Kind,
        field = timestamp.Field,
        time = timestamp.Time,
        authority = timestamp.Authority?.Subject.CommonName,
        indication = timestamp.Indication.ToCode(),
        subIndication = Sub(timestamp.SubIndication),
        integrity = timestamp.Integrity.ToCode(),
        coverage = timestamp.Coverage.ToCode(),
    };

    private static string? Sub(SubIndication? sub) => sub is { } value ? value.ToCode() : null;
}
