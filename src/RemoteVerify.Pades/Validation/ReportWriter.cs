// The fields of ETSI TS 119 102-2 V1.4.1 clause 4 in JSON; shape in ARCHITECTURE section 5, members are only ever added.
using System.Text.Json;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pades.Validation.Summaries;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pades.Validation;

/// <summary>Writes a report as JSON: what the command line prints and the service keeps.</summary>
public static class ReportWriter
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="file">Name of the file; null to leave it out.</param>
    /// <param name="indication">Another word for the file's indication; null for the report's own.</param>
    public static void Write(Utf8JsonWriter json, ValidationReport report, string? file = null, string? indication = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        if (file is not null)
        {
            json.WriteString("file", file);
        }

        json.WriteStartArray("signatures");
        foreach (var signature in report.Signatures)
        {
            WriteSignature(json, signature, report);
        }

        json.WriteEndArray();
        json.WriteStartArray("documentTimestamps");
        foreach (var stamp in report.DocumentTimestamps)
        {
            WriteTimestamp(json, stamp);
        }

        json.WriteEndArray();
        json.WriteString("indication", indication ?? report.Indication.ToCode());
        json.WriteString("subIndication", report.SubIndication?.ToCode());
        json.WriteString("problem", report.Problem);
        json.WriteString("validationTime", report.ValidatedAt);
        json.WriteString("policy", report.PolicyName);
        WriteText(json, "summary", PlainLanguage.Of(report));
        json.WriteStartArray("proofsOfExistence");
        foreach (var proof in report.Proofs)
        {
            WriteProof(json, proof);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSignature(Utf8JsonWriter json, SignatureReport s, ValidationReport report)
    {
        json.WriteStartObject();
        json.WriteString("field", s.Field);
        json.WriteString("profile", s.Profile);
        json.WriteString("indication", s.Indication.ToCode());
        json.WriteString("subIndication", s.SubIndication?.ToCode());
        json.WriteString("signer", s.Signer);
        WriteTime(json, "signingTime", s.SigningTime);
        WriteTime(json, "bestSignatureTime", s.BestSignatureTime);
        json.WriteString("digestAlgorithm", s.DigestAlgorithm);
        json.WriteString("signatureAlgorithm", s.SignatureAlgorithm);
        json.WriteString("integrity", s.Integrity.ToCode());
        json.WriteString("coverage", s.Coverage.ToCode());
        json.WriteBoolean("coversWholeDocument", s.CoversWholeDocument);
        json.WriteBoolean("modificationAllowed", s.ModificationAllowed);
        json.WriteString("modification", s.Modification.ToCode());
        json.WriteString("trust", s.Trust.ToString());
        WriteNumber(json, "certificationLevel", s.CertificationLevel);
        json.WriteString("reason", s.Reason);
        json.WriteString("location", s.Location);
        json.WriteStartArray("timestamps");
        foreach (var stamp in s.Timestamps)
        {
            WriteTimestamp(json, stamp);
        }

        json.WriteEndArray();
        WriteChecks(json, s.Checks);
        json.WriteString("kind", s.Kind is { } kind ? TrustListPayload.NameOf(kind) : null);
        WriteAnchor(json, s.Anchor);
        json.WriteString("signatureIdentifier", s.SignatureDigest);
        json.WriteBoolean("timeIsProven", s.IsTimeProven);
        WriteScope(json, s);
        json.WriteStartArray("commitmentTypes");
        foreach (var commitment in s.CommitmentTypes)
        {
            json.WriteStringValue(commitment);
        }

        json.WriteEndArray();
        WriteChain(json, s.Path.Count > 0 ? s.Path : s.SignerCertificate is { } only ? [only] : []);
        WriteRevocation(json, s.Revocation);
        json.WriteStartArray("proofsOfExistence");
        foreach (var proof in report.Proofs.Where(p => p.Sha256 == s.SignatureDigest))
        {
            WriteProof(json, proof);
        }

        json.WriteEndArray();
        WriteText(json, "summary", PlainLanguage.Of(s));
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, SignatureReport s)
    {
        json.WriteStartObject("signedData");
        json.WriteString("scope", s.CoversWholeDocument ? "FULL" : "REVISION");
        WriteNumber(json, "revision", s.Revision < 0 ? null : s.Revision + 1);
        json.WriteNumber("bytes", s.SignedBytes);
        json.WriteBoolean("isCertification", s.IsCertification);
        json.WriteEndObject();
    }

    private static void WriteTimestamp(Utf8JsonWriter json, TimestampReport t)
    {
        json.WriteStartObject();
        json.WriteString("kind", t.Kind);
        json.WriteString("field", t.Field);
        WriteTime(json, "time", t.Time);
        json.WriteString("authority", t.Authority?.Subject.CommonName);
        json.WriteString("indication", t.Indication.ToCode());
        json.WriteString("subIndication", t.SubIndication?.ToCode());
        json.WriteString("integrity", t.Integrity.ToCode());
        json.WriteString("coverage", t.Coverage.ToCode());
        json.WriteString("identifier", t.TokenDigest);
        json.WriteString("policy", t.Policy);
        json.WriteString("serialNumber", t.SerialNumber);
        WriteTime(json, "provenAt", t.ProvenAt);
        WriteChecks(json, t.Checks);
        WriteChain(json, t.Path.Count > 0 ? t.Path : t.Authority is { } only ? [only] : []);
        WriteRevocation(json, t.Revocation);
        json.WriteEndObject();
    }

    private static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<CheckResult> checks)
    {
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteBoolean("ok", check.Ok);
            json.WriteString("message", check.Message);
            json.WriteString("block", check.Block);
            json.WriteString("indication", check.Indication?.ToCode());
            json.WriteString("subIndication", check.SubIndication?.ToCode());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAnchor(Utf8JsonWriter json, TrustAnchor? anchor)
    {
        if (anchor is null)
        {
            json.WriteNull("anchor");
            return;
        }

        json.WriteStartObject("anchor");
        json.WriteString("nameVi", anchor.NameVi);
        json.WriteString("nameEn", anchor.NameEn);
        json.WriteString("sha256", Convert.ToHexStringLower(anchor.Certificate.Sha256.Span));
        json.WriteEndObject();
    }

    private static void WriteChain(Utf8JsonWriter json, IReadOnlyList<Certificate> chain)
    {
        json.WriteStartArray("certificateChain");
        foreach (var certificate in chain)
        {
            json.WriteStartObject();
            json.WriteString("subject", certificate.Subject.ToString());
            json.WriteString("issuer", certificate.Issuer.ToString());
            json.WriteString("serialNumber", Convert.ToHexStringLower(certificate.SerialNumber.Span));
            json.WriteString("notBefore", certificate.NotBefore);
            json.WriteString("notAfter", certificate.NotAfter);
            json.WriteString("sha256", Convert.ToHexStringLower(certificate.Sha256.Span));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRevocation(Utf8JsonWriter json, IReadOnlyList<RevocationReport> evidence)
    {
        json.WriteStartArray("revocationEvidence");
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            json.WriteString("kind", piece.Kind);
            json.WriteString("certificate", Convert.ToHexStringLower(piece.Certificate.Sha256.Span));
            json.WriteString("status", piece.IsRevoked ? "REVOKED" : "GOOD");
            WriteTime(json, "revokedAt", piece.RevokedAt);
            json.WriteString("reason", piece.Reason?.ToCode());
            json.WriteString("thisUpdate", piece.ThisUpdate);
            WriteTime(json, "nextUpdate", piece.NextUpdate);
            json.WriteString("producedAt", piece.ProducedAt);
            json.WriteString("sha256", piece.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProof(Utf8JsonWriter json, ProofOfExistence proof)
    {
        json.WriteStartObject();
        json.WriteString("object", proof.Object.ToCode());
        json.WriteString("sha256", proof.Sha256);
        json.WriteString("time", proof.Time);
        json.WriteString("provenBy", proof.ProvenBy);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, BilingualText text)
    {
        json.WriteStartObject(name);
        json.WriteString("vi", text.Vi);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
