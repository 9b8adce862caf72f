// ETSI EN 319 142-1 clause 6.3 (levels B-LT and B-LTA), for documents that are too large for memory.
using System.Security.Cryptography;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>
/// Signing and renewing from file to file: the document goes by in blocks and is copied once, every update is written
/// behind it. The outcome is that of <see cref="LongTermSigner"/> and <see cref="LongTermRenewal"/>; after a refusal the
/// content of the target is worth nothing.
/// </summary>
public static class LongTermFiles
{
    /// <summary>Signs at any level.</summary>
    /// <param name="document">The document; from a mapped file beside a stream it costs no memory.</param>
    /// <returns><see cref="SignResult.Written"/>, or a refusal.</returns>
    public static async Task<SignResult> SignToAsync(
        SigningBase document, SignatureRequest request, CertifiedKey key, ITimestampSource tsa, LongTermOptions options, GrowingFile target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(target);
        bool isLongTerm = request.Profile is SignatureProfile.BLt or SignatureProfile.BLta;
        if (isLongTerm && await LongTermExtender.CheckSignerAsync(document.Document, key, options, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        SignResult signed = await PadesSigner.SignToAsync(document, request, key, tsa, target.Stream, cancellationToken).ConfigureAwait(false);
        if (!isLongTerm || signed is not SignResult.Written { FieldName: var field })
        {
            return signed;
        }

        try
        {
            using IncrementalHash digest = document.StateOf(options.TimestampDigest);
            ReadOnlyMemory<byte> view = target.View();
            digest.AppendData(view.Span[document.Length..]);
            if (await ExtendAsync(view, target, digest, options, cancellationToken).ConfigureAwait(false) is { } lacking)
            {
                return lacking;
            }

            SignResult done = request.Profile == SignatureProfile.BLta
                ? await StampAsync(target, digest, options, tsa, cancellationToken).ConfigureAwait(false)
                : new SignResult.Written(target.Stream.Length, field);
            return done is SignResult.Written written ? written with { FieldName = field } : done;
        }
        catch (PdfFormatException e)
        {
            return FileRefusal.Of(e);
        }
    }

    /// <summary>Renews the protection of a document, once every signature has been validated.</summary>
    /// <param name="pdf">The document.</param>
    /// <param name="content">A seekable stream over the same bytes, for a file that is mapped; null for one in memory.</param>
    /// <returns><see cref="SignResult.Written"/>, or a refusal.</returns>
    public static async Task<SignResult> RenewToAsync(
        ReadOnlyMemory<byte> pdf, Stream? content, LongTermOptions options, ITimestampSource tsa, GrowingFile target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tsa);
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            using SigningBase document = SigningBase.Open(pdf, options.Open, content);
            document.CopyTo(target.Stream, options.TimestampDigest);
            using IncrementalHash digest = document.StateOf(options.TimestampDigest);
            if (await ExtendAsync(pdf, target, digest, options, cancellationToken).ConfigureAwait(false) is { } missing)
            {
                return missing;
            }

            ValidationReport report = PadesValidator.Validate(target.View(), new ValidationOptions
            {
                Anchors = options.Anchors, At = options.At, Password = options.Open?.Password, Content = target.Stream,
            });
            return LongTermRenewal.Judge(report) ?? await StampAsync(target, digest, options, tsa, cancellationToken).ConfigureAwait(false);
        }
        catch (PdfFormatException e)
        {
            return FileRefusal.Of(e);
        }
    }

    /// <summary>Adds the validation material; the refusal when something is missing.</summary>
    private static async Task<SignResult.Refused?> ExtendAsync(
        ReadOnlyMemory<byte> pdf, GrowingFile target, IncrementalHash digest, LongTermOptions options, CancellationToken cancellationToken)
    {
        PdfDocument document = PdfDocument.Open(pdf, options.Open);
        (SignResult.Refused? refused, UpdateTail? tail) = await LongTermExtender.CollectAsync(document, options, cancellationToken).ConfigureAwait(false);
        if (tail is not null)
        {
            target.Append(tail.Bytes.Span);
            digest.AppendData(tail.Bytes.Span);
        }

        return refused;
    }

    /// <summary>Adds the document timestamp, or refuses.</summary>
    private static async Task<SignResult> StampAsync(
        GrowingFile target, IncrementalHash digest, LongTermOptions options, ITimestampSource tsa, CancellationToken cancellationToken)
    {
        using SigningBase document = SigningBase.Open(target.View(), options.Open, options.TimestampDigest, digest);
        (SignResult.Refused? refused, SignatureSlot? slot, byte[]? token) =
            await DocumentTimestamper.StampAsync(document, tsa, options.TimestampDigest, cancellationToken).ConfigureAwait(false);
        if (slot is null)
        {
            return refused!;
        }

        target.Append(slot.Tail.WithSignature(token));
        return new SignResult.Written(target.Stream.Length, slot.FieldName);
    }
}
