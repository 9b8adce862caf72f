using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// Engines whose documents are lines of text, so that thousands of acts take seconds: the machine is tested here, not PAdES. A signature is a line
/// with its field's name; certificates and their judgement are the real ones.
/// </summary>
internal sealed class PlainEngines(Certificate root) : IDocumentSigner, IDocumentIntake, IDocumentValidator, IPaperComposer
{
    private readonly Dictionary<string, (Certificate Certificate, IReadOnlyList<Certificate> Chain)> _signers = [];

    public Outcome<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> pdf, IReadOnlyList<SignatureSlot> slots) =>
        With(pdf, [.. slots.Select(slot => $"field {slot.Name}")]);

    public Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(ReadOnlyMemory<byte> pdf, SignatureOrder order, CertifiedKey key, CancellationToken cancellationToken)
    {
        _signers[order.FieldName] = (key.Certificate, key.Chain);
        return Task.FromResult(With(pdf, $"signature {order.FieldName}"));
    }

    public Outcome<PreparedSigning> Prepare(ReadOnlyMemory<byte> pdf, SignatureOrder order, Certificate signer, IReadOnlyList<Certificate> chain)
    {
        _signers[order.FieldName] = (signer, chain);
        byte[] field = Encoding.UTF8.GetBytes(order.FieldName);
        return new PreparedSigning(field, SHA256.HashData([.. pdf.Span, .. field]));
    }

    public Task<Outcome<ReadOnlyMemory<byte>>> CompleteAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken) =>
        Task.FromResult(With(pdf, $"signature {Encoding.UTF8.GetString(prepared.Span)}"));

    public Task<Outcome<ReadOnlyMemory<byte>>> TimestampAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        Task.FromResult(With(pdf, "timestamp"));

    public Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        string[] lines = Encoding.UTF8.GetString(pdf.Span).Split('\n');
        SignatureVerdict[] signatures = [.. lines.Where(line => line.StartsWith("signature ", StringComparison.Ordinal)).Select(line => Verdict(line["signature ".Length..], at))];
        int timestamps = lines.Count(line => line == "timestamp");
        return new DocumentVerdict(signatures.Length == 0 ? "NO_SIGNATURE" : "TOTAL_PASSED", signatures, timestamps, "{}"u8.ToArray()) { ValidDocumentTimestamps = timestamps };
    }

    public Outcome<ComposedPaper> Compose(PaperOrder order)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{order.Kind.Code} {order.Head.Number} {order.Head.Code}");
        return new ComposedPaper(text, 1, order.Kind.Code, "1", order.Head.IsTest, [new SignatureSlot(SlotNames.Countersignature, null), new SignatureSlot(SlotNames.Seal, null)]);
    }

    private SignatureVerdict Verdict(string field, DateTimeOffset at) => new(field, "TOTAL_PASSED", null, null, at, at, true, false, true, "PAdES-B-T")
    {
        Certificate = _signers[field].Certificate,
        Chain = _signers[field].Chain,
        TimestampRoot = new TrustAnchor(root, AnchorKind.Development),
    };

    private static Outcome<ReadOnlyMemory<byte>> With(ReadOnlyMemory<byte> pdf, params string[] lines) =>
        new ReadOnlyMemory<byte>([.. pdf.Span, .. Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"\n{line}")))]);
}
