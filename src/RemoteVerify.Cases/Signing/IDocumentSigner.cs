using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cases.Signing;

/// <summary>Where a signature is seen.</summary>
/// <param name="Page">1-based page.</param>
/// <param name="Left">Points from the left edge.</param>
/// <param name="Bottom">Points from the lower edge.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
public sealed record SignaturePlace(int Page, double Left, double Bottom, double Width, double Height);

/// <summary>An empty signature field to make before the first signature.</summary>
/// <param name="Name">Field name.</param>
/// <param name="Place">Where it is seen; null for a signature without a picture.</param>
public sealed record SignatureSlot(string Name, SignaturePlace? Place);

/// <summary>What a signature says about itself.</summary>
/// <param name="FieldName">The slot it fills.</param>
/// <param name="SignerName">Name to show.</param>
/// <param name="Reason">Reason to show.</param>
/// <param name="Place">Where it is seen, or null.</param>
/// <param name="At">Claimed signing time.</param>
/// <param name="Lines">Text of the visible signature, a line each.</param>
public sealed record SignatureOrder(
    string FieldName, string SignerName, string Reason, SignaturePlace? Place, DateTimeOffset At, IReadOnlyList<string> Lines)
{
    public override string ToString() => $"SignatureOrder {FieldName}";
}

/// <summary>The names of the signature fields of a case.</summary>
public static class SlotNames
{
    public const string Countersignature = "Countersignature";
    public const string Seal = "OrganisationSeal";

    /// <summary>The field of one participant.</summary>
    public static string Of(ParticipantId participant) => $"Signature_{participant.Value}";
}

/// <summary>A signature whose value is still missing.</summary>
/// <param name="Serialized">What is kept until the value comes.</param>
/// <param name="HashToSign">The digest the signer's key signs.</param>
public sealed record PreparedSigning(ReadOnlyMemory<byte> Serialized, ReadOnlyMemory<byte> HashToSign);

/// <summary>Signs documents. Every refusal is <c>signing.refused</c> with the engine's code in its reasons.</summary>
public interface IDocumentSigner
{
    /// <summary>Signs with a key at hand, with a signature timestamp.</summary>
    Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(ReadOnlyMemory<byte> pdf, SignatureOrder order, CertifiedKey key, CancellationToken cancellationToken);

    /// <summary>Makes what a remote key must sign; the document doesn't leave the service.</summary>
    Outcome<PreparedSigning> Prepare(ReadOnlyMemory<byte> pdf, SignatureOrder order, Certificate signer, IReadOnlyList<Certificate> chain);

    /// <summary>Puts the value of the remote key in, with a signature timestamp.</summary>
    Task<Outcome<ReadOnlyMemory<byte>>> CompleteAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken);

    /// <summary>Adds a document timestamp.</summary>
    Task<Outcome<ReadOnlyMemory<byte>>> TimestampAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken);
}
