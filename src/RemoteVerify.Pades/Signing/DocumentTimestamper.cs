// ISO 32000-2, 12.8.5 (document timestamps); ETSI EN 319 142-1 clause 5.4.3.
using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.Signing;

/// <summary>Adds a timestamp over the whole document.</summary>
public static class DocumentTimestamper
{
    private const int Room = 16 * 1024;
    private const int Spare = 2 * 1024;

    /// <summary>Adds the timestamp in a new invisible field.</summary>
    /// <exception cref="SigningRefusedException">The document is broken, encrypted or without a page.</exception>
    public static async Task<byte[]> AddAsync(ReadOnlyMemory<byte> pdf, ITimestampSource source, CancellationToken cancellationToken) =>
        await TryAddAsync(pdf, source, null, cancellationToken).ConfigureAwait(false) switch
        {
            SignResult.Signed signed => signed.Pdf,
            SignResult.Refused refused => throw new SigningRefusedException(refused.Code, refused.Message),
            _ => throw new InvalidOperationException("There is no third outcome."),
        };

    /// <summary>As <see cref="AddAsync"/>, with the refusal as a value.</summary>
    public static Task<SignResult> TryAddAsync(ReadOnlyMemory<byte> pdf, ITimestampSource source, PdfOpenOptions? open, CancellationToken cancellationToken) =>
        TryAddAsync(pdf, source, open, HashAlgorithmName.SHA256, cancellationToken);

    /// <summary>With the digest of the imprint: a renewal decades later needs a stronger one.</summary>
    public static async Task<SignResult> TryAddAsync(
        ReadOnlyMemory<byte> pdf, ITimestampSource source, PdfOpenOptions? open, HashAlgorithmName digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            using SigningBase document = SigningBase.Open(pdf, open);
            (SignResult.Refused? refused, SignatureSlot? slot, byte[]? token) = await StampAsync(document, source, digest, cancellationToken).ConfigureAwait(false);
            return refused ?? (SignResult)new SignResult.Signed(slot!.Tail.AppendTo(pdf, token), slot.FieldName);
        }
        catch (PdfFormatException e)
        {
            return FileRefusal.Of(e);
        }
    }

    /// <summary>The update and the token that fits into it, or the refusal.</summary>
    internal static async Task<(SignResult.Refused? Refused, SignatureSlot? Slot, byte[]? Token)> StampAsync(
        SigningBase document, ITimestampSource source, HashAlgorithmName digest, CancellationToken cancellationToken)
    {
        int room = Room;
        while (true)
        {
            SignatureSlotBuilder builder = new(document);
            if (builder.ForTimestamp(room) is not { } slot)
            {
                return (new SignResult.Refused(builder.Refusal!.Code, builder.Refusal.Message), null, null);
            }

            byte[] hash = document.Hash(slot.Tail, digest);
            byte[] token = await source.GetTokenAsync(digest, hash, cancellationToken).ConfigureAwait(false);
            if (token.Length <= room)
            {
                return (null, slot, token);
            }

            room = token.Length + Spare;
        }
    }
}
