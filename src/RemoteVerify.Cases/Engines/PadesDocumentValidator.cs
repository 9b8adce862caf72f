using System.Text.Json;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Engines;

/// <summary>Judges documents with the room <c>Pades</c>.</summary>
/// <param name="trust">Trust anchors and revocation material for a time.</param>
public sealed class PadesDocumentValidator(Func<DateTimeOffset, ValidationOptions> trust) : IDocumentValidator
{
    /// <inheritdoc/>
    public Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        ValidationReport report;
        ValidationOptions options;
        try
        {
            options = trust(at);
            report = PadesValidator.Validate(pdf, options);
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
                s.Integrity == Integrity.Intact, s.CoversWholeDocument, s.ModificationAllowed, s.Profile ?? "")
            {
                Kind = s.Kind,
                RootVi = s.Anchor is { } anchor ? anchor.NameVi ?? anchor.Certificate.Subject.CommonName : null,
                RootEn = s.Anchor is { } root ? root.NameEn ?? root.Certificate.Subject.CommonName : null,
                Certificate = s.SignerCertificate,
                Chain = [.. s.Path.Skip(1)],
                TimestampRoot = RootOf(s, options),
            }),
        ];
        string indication = signatures.Length == 0 ? "NO_SIGNATURE" : report.Indication.ToCode();
        return new DocumentVerdict(indication, signatures, report.DocumentTimestamps.Count, Json(report, indication))
        {
            ValidDocumentTimestamps = report.DocumentTimestamps.Count(t => t.Indication == Indication.TotalPassed),
            DocumentTimestampRoot = report.DocumentTimestamps.Where(t => t.Indication == Indication.TotalPassed && t.Path.Count > 0).OrderBy(t => t.Time).Select(t => AnchorOf(t, options)).LastOrDefault(),
        };
    }

    /// <summary>The root of the first valid timestamp over the signature's value.</summary>
    private static TrustAnchor? RootOf(SignatureReport signature, ValidationOptions options) => signature.Timestamps
        .Where(t => t.Kind == "SIGNATURE" && t.Indication == Indication.TotalPassed && t.Path.Count > 0)
        .Select(t => AnchorOf(t, options))
        .FirstOrDefault();

    /// <summary>What is known about the root of a valid timestamp.</summary>
    private static TrustAnchor AnchorOf(TimestampReport timestamp, ValidationOptions options) =>
        options.TrustAnchors.FirstOrDefault(anchor => anchor.Certificate.Equals(timestamp.Path[^1])) ?? new TrustAnchor(timestamp.Path[^1], null);

    private static Refusal Unreadable(string reason) => new(
        RefusalCode.CheckedFileUnreadable, "The file is not a PDF that can be read. Choose the file as you received it, without a password.", [], [reason]);

    private static byte[] Json(ValidationReport report, string indication)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ReportWriter.Write(json, report, indication: indication);
        }

        return buffer.ToArray();
    }
}
