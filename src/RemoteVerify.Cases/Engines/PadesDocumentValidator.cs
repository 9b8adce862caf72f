using System.Text.Json;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cases.Engines;

/// <summary>Judges documents with the room <c>Pades</c>.</summary>
/// <param name="trust">Trust anchors and revocation material for a time.</param>
public sealed class PadesDocumentValidator(Func<DateTimeOffset, ValidationOptions> trust) : IDocumentValidator
{
    /// <inheritdoc/>
    public Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        ValidationReport report;
        try
        {
            report = PadesValidator.Validate(pdf, trust(at));
        }
        catch (PdfPasswordException)
        {
            return Unreadable("encrypted");
        }

        if (report.Problem is not null)
        {
            return Unreadable("broken-file");
        }

        SignatureVerdict[] signatures =
        [
            .. report.Signatures.Select(s => new SignatureVerdict(
                s.Field ?? "", s.Indication.ToCode(), s.SubIndication?.ToCode(), s.Signer, s.SigningTime, s.BestSignatureTime,
                s.Integrity == Integrity.Intact, s.CoversWholeDocument, s.ModificationAllowed, s.Profile ?? "")),
        ];
        string indication = signatures.Length == 0 ? "NO_SIGNATURE" : report.Indication.ToCode();
        return new DocumentVerdict(indication, signatures, report.DocumentTimestamps.Count, Json(report, indication));
    }

    private static Refusal Unreadable(string reason) => new(
        RefusalCode.CheckedFileUnreadable, "The file is not a PDF that can be read. Choose the file as you received it, without a password.", [], [reason]);

    private static byte[] Json(ValidationReport report, string indication)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("signatures");
            foreach (SignatureReport s in report.Signatures)
            {
                Write(json, s);
            }

            json.WriteEndArray();
            json.WriteStartArray("documentTimestamps");
            foreach (TimestampReport t in report.DocumentTimestamps)
            {
                json.WriteStartObject();
                json.WriteString("field", t.Field);
                json.WriteString("time", t.Time?.ToString("O"));
                json.WriteString("indication", t.Indication.ToCode());
                json.WriteString("subIndication", t.SubIndication?.ToCode());
                json.WriteString("integrity", t.Integrity.ToCode());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("indication", indication);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SignatureReport s)
    {
        json.WriteStartObject();
        json.WriteString("field", s.Field);
        json.WriteString("profile", s.Profile);
        json.WriteString("indication", s.Indication.ToCode());
        json.WriteString("subIndication", s.SubIndication?.ToCode());
        json.WriteString("signer", s.Signer);
        json.WriteString("signingTime", s.SigningTime?.ToString("O"));
        json.WriteString("bestSignatureTime", s.BestSignatureTime?.ToString("O"));
        json.WriteString("digestAlgorithm", s.DigestAlgorithm);
        json.WriteString("signatureAlgorithm", s.SignatureAlgorithm);
        json.WriteString("integrity", s.Integrity.ToCode());
        json.WriteString("coverage", s.Coverage.ToCode());
        json.WriteBoolean("coversWholeDocument", s.CoversWholeDocument);
        json.WriteBoolean("modificationAllowed", s.ModificationAllowed);
        json.WriteString("modification", s.Modification.ToCode());
        json.WriteStartArray("checks");
        foreach (CheckResult check in s.Checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteBoolean("ok", check.Ok);
            json.WriteString("message", check.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
