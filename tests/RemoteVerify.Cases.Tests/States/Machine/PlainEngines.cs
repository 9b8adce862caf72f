using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// Engines whose documents are lines of text and whose chips say who they are, so that thousands of acts take seconds: the machine is tested here,
/// not PAdES and not chips. A signature is a line with its field's name and its certificate's number; certificates and their judgement are the real ones.
/// </summary>
internal sealed class PlainEngines(Certificate root) : IDocumentSigner, IDocumentIntake, IDocumentValidator, IPaperComposer, IChipVerification
{
    /// <summary>The file of a plain chip: number and name of its holder.</summary>
    public const string ChipFile = "EF.DG1";

    private readonly Dictionary<string, (Certificate Certificate, IReadOnlyList<Certificate> Chain)> _signers = [];

    public Outcome<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> pdf, IReadOnlyList<SignatureSlot> slots) =>
        With(pdf, [.. slots.Select(slot => $"field {slot.Name}")]);

    public Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(ReadOnlyMemory<byte> pdf, SignatureOrder order, CertifiedKey key, CancellationToken cancellationToken) =>
        Task.FromResult(With(pdf, $"signature {Known(order.FieldName, key.Certificate, key.Chain)}"));

    public Outcome<PreparedSigning> Prepare(ReadOnlyMemory<byte> pdf, SignatureOrder order, Certificate signer, IReadOnlyList<Certificate> chain)
    {
        byte[] prepared = Encoding.UTF8.GetBytes(Known(order.FieldName, signer, chain));
        return new PreparedSigning(prepared, SHA256.HashData([.. pdf.Span, .. prepared]));
    }

    /// <summary>A value without bytes is a signature that does not fit.</summary>
    public Task<Outcome<ReadOnlyMemory<byte>>> CompleteAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken) =>
        Task.FromResult(With(pdf, $"{(signatureValue.IsEmpty ? "broken" : "signature")} {Encoding.UTF8.GetString(prepared.Span)}"));

    public Task<Outcome<ReadOnlyMemory<byte>>> TimestampAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        Task.FromResult(With(pdf, "timestamp"));

    public Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        string[] lines = Encoding.UTF8.GetString(pdf.Span).Split('\n');
        SignatureVerdict[] signatures = [.. lines.Where(line => line.StartsWith("signature ", StringComparison.Ordinal)).Select(line => Verdict(line.Split(' '), at))];
        int timestamps = lines.Count(line => line == "timestamp");
        return new DocumentVerdict(signatures.Length == 0 ? "NO_SIGNATURE" : "TOTAL_PASSED", signatures, timestamps, "{}"u8.ToArray()) { ValidDocumentTimestamps = timestamps };
    }

    public Outcome<ComposedPaper> Compose(PaperOrder order)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{order.Kind.Code} {order.Head.Number} {order.Head.Code}");
        return new ComposedPaper(text, 1, order.Kind.Code, "1", order.Head.IsTest, [new SignatureSlot(SlotNames.Countersignature, null), new SignatureSlot(SlotNames.Seal, null)]);
    }

    public Outcome<ChipJudgement> Verify(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, PossessionEvidence? evidence, DateTimeOffset at)
    {
        string[] holder = Encoding.UTF8.GetString(files[ChipFile].Span).Split('|');
        return new ChipJudgement(
            true, true, "accept", [], new ChipHolder(holder[0], holder[1], "1999-01-02", "F", "VNM", "2039-01-02", "C12345678"), new byte[] { 1 }, "jpeg", files[ChipFile],
            Sha256Digest.Of(files[ChipFile].Span), "{}"u8.ToArray()) { ActiveAuthentication = true };
    }

    private string Known(string field, Certificate certificate, IReadOnlyList<Certificate> chain)
    {
        string serial = Convert.ToHexStringLower(certificate.SerialNumber.Span);
        _signers[serial] = (certificate, chain);
        return string.Create(CultureInfo.InvariantCulture, $"{field} {serial}");
    }

    private SignatureVerdict Verdict(string[] line, DateTimeOffset at) => new(line[1], "TOTAL_PASSED", null, null, at, at, true, false, true, "PAdES-B-T")
    {
        Certificate = _signers[line[2]].Certificate,
        Chain = _signers[line[2]].Chain,
        TimestampRoot = new TrustAnchor(root, AnchorKind.Development),
    };

    private static Outcome<ReadOnlyMemory<byte>> With(ReadOnlyMemory<byte> pdf, params string[] lines) =>
        new ReadOnlyMemory<byte>([.. pdf.Span, .. Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"\n{line}")))]);
}
