using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Summaries;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>A report for people: a few plain sentences, and everything when asked for.</summary>
internal static class ValidationText
{
    public static void Write(TextWriter writer, ValidationReport report, string language, bool detailed)
    {
        writer.WriteLine(PlainLanguage.Of(report).In(language));
        for (int i = 0; i < report.Signatures.Count; i++)
        {
            SignatureReport signature = report.Signatures[i];
            writer.WriteLine();
            writer.WriteLine($"{i + 1}. {Code(signature.Indication, signature.SubIndication)}, {signature.Field ?? "(no field)"}, {signature.Profile ?? "unknown profile"}"
                + (signature.Kind is { } kind ? $", {TrustListPayload.NameOf(kind)}" : ""));
            writer.WriteLine($"   {PlainLanguage.Of(signature).In(language)}");
            if (detailed)
            {
                WriteDetails(writer, signature);
            }
            else
            {
                WriteChecks(writer, [.. signature.Checks.Where(check => check is { Ok: false, Indication: not null })]);
            }
        }

        foreach (TimestampReport stamp in report.DocumentTimestamps)
        {
            WriteTimestamp(writer, stamp, detailed);
        }

        writer.WriteLine();
        if (report.Problem is not null)
        {
            writer.WriteLine($"Problem: {report.Problem}");
        }

        if (detailed)
        {
            writer.WriteLine($"Validated at {report.ValidatedAt:u} by the policy {report.PolicyName}; {report.Proofs.Count} proofs of existence.");
            foreach (var proof in report.Proofs)
            {
                writer.WriteLine($"    {proof.Time:u} {proof.Object.ToCode()} {proof.Sha256[..16]} by {proof.ProvenBy[..16]}");
            }
        }

        writer.WriteLine($"File: {(report.Signatures.Count == 0 ? "no signature" : Code(report.Indication, report.SubIndication))}");
    }

    private static void WriteDetails(TextWriter writer, SignatureReport signature)
    {
        writer.WriteLine($"   identifier {signature.SignatureDigest}, {signature.DigestAlgorithm}, {signature.SignatureAlgorithm}, signed bytes {signature.SignedBytes}");
        writer.WriteLine($"   claimed time {signature.SigningTime:u}, {(signature.IsTimeProven ? "proven" : "unproven")} time {signature.BestSignatureTime:u}, trust {signature.Trust} {signature.Anchor?.NameEn}");
        writer.WriteLine($"   bytes {signature.Integrity.ToCode()}, coverage {signature.Coverage.ToCode()}; later changes {signature.Modification.ToCode()}, {(signature.ModificationAllowed ? "allowed" : "NOT ALLOWED")}");
        WriteChecks(writer, signature.Checks);
        WriteEvidence(writer, signature.Path, signature.Revocation);
        foreach (TimestampReport stamp in signature.Timestamps)
        {
            WriteTimestamp(writer, stamp, detailed: true);
        }
    }

    private static void WriteTimestamp(TextWriter writer, TimestampReport stamp, bool detailed)
    {
        writer.WriteLine();
        writer.WriteLine($"{stamp.Kind.ToLowerInvariant()} timestamp {stamp.Time:u}: {Code(stamp.Indication, stamp.SubIndication)}");
        if (detailed)
        {
            WriteChecks(writer, stamp.Checks);
            WriteEvidence(writer, stamp.Path, stamp.Revocation);
        }
    }

    private static void WriteChecks(TextWriter writer, IReadOnlyList<CheckResult> checks)
    {
        foreach (CheckResult check in checks)
        {
            writer.WriteLine($"    {(check.Ok ? "ok  " : check.Indication is null ? "note" : "FAIL")} {check.Id}: {check.Message} ({check.Block})");
        }
    }

    private static void WriteEvidence(TextWriter writer, IReadOnlyList<Pki.Certificates.Certificate> path, IReadOnlyList<RevocationReport> revocation)
    {
        foreach (Pki.Certificates.Certificate certificate in path)
        {
            writer.WriteLine($"    certificate {Convert.ToHexStringLower(certificate.SerialNumber.Span)} {certificate.Subject}, {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}");
        }

        foreach (RevocationReport piece in revocation)
        {
            writer.WriteLine($"    {piece.Kind} of {piece.ThisUpdate:u}: {Convert.ToHexStringLower(piece.Certificate.SerialNumber.Span)} {(piece.IsRevoked ? $"revoked {piece.RevokedAt:u}" : "good")}");
        }
    }

    private static string Code(Indication indication, SubIndication? sub) => sub is { } reason ? $"{indication.ToCode()} / {reason.ToCode()}" : indication.ToCode();
}
