// ETSI EN 319 142-1 clause 6 (baseline signatures).
using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// Signs PDF files. The one primitive has two phases, so that the key may be anywhere: prepare (document and hash), sign
/// the hash, complete. The original bytes are always a prefix of the result.
/// </summary>
public static class PadesSigner
{
    private const int RoomWithoutTimestamp = 4 * 1024;
    private const int RoomWithTimestamp = 16 * 1024;
    private const int TypicalTimestamp = 9 * 1024;
    private const int Spare = 2 * 1024;

    /// <summary>First phase: makes the update and the hash that the key has to sign.</summary>
    /// <param name="scheme">How the key will sign; its digest is used for the document too.</param>
    public static PrepareResult Prepare(
        ReadOnlyMemory<byte> pdf, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme, PdfOpenOptions? open = null)
    {
        (SigningBase? document, PrepareResult.Refused? refused) = Open(pdf, open);
        using (document)
        {
            return document is null ? refused! : Prepare(document, request, signer, chain, scheme);
        }
    }

    /// <summary>As above, on a document that is parsed and hashed once for many signatures.</summary>
    public static PrepareResult Prepare(
        SigningBase document, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(scheme);
        if (request.CertificationLevel is < 1 or > 3)
        {
            throw new ArgumentOutOfRangeException(nameof(request), "A certification level is 1, 2 or 3.");
        }

        return Prepare(document, request, signer, chain, scheme, isStored: true);
    }

    /// <summary>Second phase: puts the signature value, and a timestamp over it, into the document.</summary>
    /// <param name="pdf">The same bytes as in the first phase.</param>
    /// <param name="signatureValue">As the key returned it; ECDSA in DER.</param>
    /// <param name="timestampToken">An RFC 3161 token over the signature value; null or empty for B-B.</param>
    /// <param name="at">The time now; null when the caller has judged <see cref="PreparedSignature.ExpiresAt"/> itself.</param>
    /// <returns>The whole signed file.</returns>
    /// <exception cref="PreparedSignatureException">Another document, a value that is not this certificate's signature, a token over something else, or too late.</exception>
    /// <exception cref="InvalidOperationException">The CMS is larger than the room; prepare again with <see cref="SignatureRequest.ReservedBytes"/>.</exception>
    public static byte[] Complete(
        PreparedSignature prepared, ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> signatureValue, ReadOnlyMemory<byte>? timestampToken = null, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (at >= prepared.ExpiresAt)
        {
            throw new PreparedSignatureException(PreparedSignatureProblem.Expired, "The time to complete the signature is over.");
        }

        PreparedDocument.Require(prepared, pdf);
        RequireSignature(prepared, signatureValue);
        if (timestampToken is { IsEmpty: false } token && TimestampToken.Read(token).VerifyData(signatureValue.Span).Problems.Contains(TimestampProblem.ImprintMismatch))
        {
            throw new PreparedSignatureException(PreparedSignatureProblem.OtherTimestamp, "The timestamp is over something else.");
        }

        byte[] cms = Cms(prepared, signatureValue, timestampToken);
        return cms.Length <= prepared.Capacity
            ? prepared.Tail.AppendTo(pdf, cms)
            : throw new InvalidOperationException($"The signature needs {cms.Length} bytes, but only {prepared.Capacity} were reserved.");
    }

    /// <summary>Both phases with a key at hand, up to level B-T; for B-LT and B-LTA see <see cref="LongTerm.LongTermSigner"/>.</summary>
    /// <param name="tsa">Needed for B-T and above.</param>
    public static async Task<SignResult> SignAsync(
        ReadOnlyMemory<byte> pdf, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, PdfOpenOptions? open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MissingTimestamp(request, tsa) is { } missing)
        {
            return missing;
        }

        (SigningBase? document, PrepareResult.Refused? refused) = Open(pdf, open);
        using (document)
        {
            return document is null
                ? new SignResult.Refused(refused!.Code, refused.Message)
                : await SignAsync(document, request, key, tsa, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As above, on a document that is parsed and hashed once for many signatures; each result stands alone on the document.</summary>
    public static async Task<SignResult> SignAsync(
        SigningBase document, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        (SignResult.Refused? refused, PreparedSignature? prepared, byte[]? cms) = await ValueAsync(document, request, key, tsa, cancellationToken).ConfigureAwait(false);
        return refused ?? (SignResult)new SignResult.Signed(prepared!.Tail.AppendTo(document.Document.Bytes, cms), prepared.FieldName);
    }

    /// <summary>
    /// As above, into a stream: the document goes by in blocks and is read once, so that its size costs no memory. Only a
    /// refusal leaves the stream untouched; after an exception its content is worth nothing.
    /// </summary>
    /// <returns><see cref="SignResult.Written"/>, or a refusal.</returns>
    public static async Task<SignResult> SignToAsync(
        SigningBase document, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(destination);

        SignatureSlot? first = null;
        if (document.IsStreamed)
        {
            // What is refused need not be copied, and what is copied is hashed on the way.
            SignResult.Refused? unwanted = MissingTimestamp(request, tsa);
            if (unwanted is null)
            {
                (first, unwanted) = Slot(document, request, key);
            }

            if (unwanted is not null)
            {
                return unwanted;
            }

            document.CopyTo(destination, key.Key.Scheme.Hash);
        }

        (SignResult.Refused? refused, PreparedSignature? prepared, byte[]? cms) =
            await ValueAsync(document, request, key, tsa, cancellationToken, first).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        if (!document.IsStreamed)
        {
            await destination.WriteAsync(document.Document.Bytes, cancellationToken).ConfigureAwait(false);
        }

        byte[] tail = prepared!.Tail.WithSignature(cms);
        await destination.WriteAsync(tail, cancellationToken).ConfigureAwait(false);
        return new SignResult.Written((long)document.Length + tail.Length, prepared.FieldName);
    }

    /// <summary>The prepared update and the CMS that fits into it.</summary>
    /// <param name="first">A slot that was made for exactly this request; null to make one.</param>
    private static async Task<(SignResult.Refused? Refused, PreparedSignature? Prepared, byte[]? Cms)> ValueAsync(
        SigningBase document, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, CancellationToken cancellationToken,
        SignatureSlot? first = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        if (MissingTimestamp(request, tsa) is { } missing)
        {
            return (missing, null, null);
        }

        SignatureRequest current = request;
        while (true)
        {
            PrepareResult result = first is { } slot
                ? Prepared(slot, document, current, key.Certificate, key.Chain, key.Key.Scheme, isStored: false)
                : Prepare(document, current, key.Certificate, key.Chain, key.Key.Scheme, isStored: false);
            first = null;
            if (result is not PrepareResult.Prepared { Signature: var prepared })
            {
                PrepareResult.Refused refused = (PrepareResult.Refused)result;
                return (new SignResult.Refused(refused.Code, refused.Message), null, null);
            }

            byte[] value = await key.Key.SignHashAsync(prepared.HashToSign, cancellationToken).ConfigureAwait(false);
            byte[]? token = WantsTimestamp(request) ? await TimestampAsync(tsa!, value, cancellationToken).ConfigureAwait(false) : null;
            byte[] cms = Cms(prepared, value, token);
            if (cms.Length <= prepared.Capacity)
            {
                RequireOwnSignature(prepared, key, value);
                return (null, prepared, cms);
            }

            // The room is part of what is signed, so everything is done again with the size now known.
            current = current with { ReservedBytes = cms.Length + Spare };
        }
    }

    /// <param name="isStored">The state leaves this call, so it is bound to the document's own hash.</param>
    private static PrepareResult Prepare(
        SigningBase document, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme, bool isStored)
    {
        try
        {
            SignatureSlotBuilder builder = new(document);
            SignatureSlot? slot = builder.ForSignature(request, request.SignerName ?? signer.Subject.FullName, Room(request, signer, chain));
            return slot is null ? builder.Refusal! : Prepared(slot, document, request, signer, chain, scheme, isStored);
        }
        catch (PdfFormatException e)
        {
            SignResult.Refused refused = FileRefusal.Of(e);
            return new PrepareResult.Refused(refused.Code, refused.Message);
        }
    }

    private static bool WantsTimestamp(SignatureRequest request) => request.Profile != SignatureProfile.BB;

    private static SignResult.Refused? MissingTimestamp(SignatureRequest request, ITimestampSource? tsa) => WantsTimestamp(request) && tsa is null
        ? new SignResult.Refused(RefusalCode.TimestampMissing, "The profile needs a timestamp, and there is no source of timestamps.")
        : null;

    /// <summary>The slot for the request, or the refusal that stands against it.</summary>
    private static (SignatureSlot? Slot, SignResult.Refused? Refused) Slot(SigningBase document, SignatureRequest request, CertifiedKey key)
    {
        try
        {
            SignatureSlotBuilder builder = new(document);
            SignatureSlot? slot = builder.ForSignature(request, request.SignerName ?? key.Certificate.Subject.FullName, Room(request, key.Certificate, key.Chain));
            return (slot, slot is null ? new SignResult.Refused(builder.Refusal!.Code, builder.Refusal.Message) : null);
        }
        catch (PdfFormatException e)
        {
            return (null, FileRefusal.Of(e));
        }
    }

    private static (SigningBase? Document, PrepareResult.Refused? Refused) Open(ReadOnlyMemory<byte> pdf, PdfOpenOptions? open)
    {
        try
        {
            return (SigningBase.Open(pdf, open), null);
        }
        catch (PdfFormatException e)
        {
            SignResult.Refused refused = FileRefusal.Of(e);
            return (null, new(refused.Code, refused.Message));
        }
    }

    /// <summary>
    /// A key in this process whose public half is the certificate's needs no second look: the platform made the value,
    /// and checks its own RSA. Values from anywhere else are checked.
    /// </summary>
    private static void RequireOwnSignature(PreparedSignature prepared, CertifiedKey key, ReadOnlyMemory<byte> value)
    {
        if (key.Key is not SoftwareKey own || !own.PublicKey.Equals(key.Certificate.PublicKey))
        {
            RequireSignature(prepared, value);
        }
    }

    private static void RequireSignature(PreparedSignature prepared, ReadOnlyMemory<byte> signatureValue)
    {
        SignatureCheck check = SignatureVerifier.Verify(
            prepared.Signer.PublicKey, prepared.Scheme.Algorithm, prepared.Scheme.DigestAlgorithm, prepared.SignedAttributes.Span, signatureValue.Span);
        if (check != SignatureCheck.Valid)
        {
            throw new PreparedSignatureException(PreparedSignatureProblem.OtherSignature, "The value is not a signature by the key of the certificate.");
        }
    }

    private static async Task<byte[]> TimestampAsync(ITimestampSource tsa, byte[] value, CancellationToken cancellationToken) =>
        await tsa.GetTokenAsync(HashAlgorithmName.SHA256, SHA256.HashData(value), cancellationToken).ConfigureAwait(false);

    private static PrepareResult.Prepared Prepared(
        SignatureSlot slot, SigningBase document, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme, bool isStored)
    {
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = document.Hash(slot.Tail, scheme.Hash), Scheme = scheme, Certificate = signer, CommitmentType = request.CommitmentOid,
            Others = ClaimedRole.Attributes(request.ClaimedRole),
        });
        return new PrepareResult.Prepared(
            new PreparedSignature(slot.Tail, slot.FieldName, request.Profile, isStored ? document.Sha256 : default, attributes, scheme, signer, chain)
            {
                ExpiresAt = request.SigningTime + request.CompletedWithin,
            });
    }

    private static byte[] Cms(PreparedSignature prepared, ReadOnlyMemory<byte> value, ReadOnlyMemory<byte>? token) => SignedDataBuilder.Complete(new SignedDataParts
    {
        SignedAttributes = prepared.SignedAttributes,
        Scheme = prepared.Scheme,
        SignatureValue = value,
        Certificate = prepared.Signer,
        Chain = prepared.Chain,
        // A null array turns into empty memory on its way into a nullable parameter.
        SignatureTimestamp = token is { IsEmpty: false } ? token : null,
    });

    /// <summary>The fixed room, or more when the certificates are known to be large.</summary>
    private static int Room(SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain)
    {
        bool timestamp = request.Profile != SignatureProfile.BB;
        int certificates = signer.Encoded.Length + chain.Sum(certificate => certificate.Encoded.Length);
        int known = certificates + Spare + (timestamp ? TypicalTimestamp : 0);
        return Math.Max(request.ReservedBytes ?? (timestamp ? RoomWithTimestamp : RoomWithoutTimestamp), request.ReservedBytes is null ? known : 0);
    }
}
