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
    private const int RoomWithoutTimestamp = 8 * 1024;
    private const int RoomWithTimestamp = 16 * 1024;
    private const int TypicalTimestamp = 9 * 1024;
    private const int Spare = 2 * 1024;

    /// <summary>First phase: makes the update and the hash that the key has to sign.</summary>
    /// <param name="scheme">How the key will sign; its digest is used for the document too.</param>
    public static PrepareResult Prepare(
        ReadOnlyMemory<byte> pdf, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme, PdfOpenOptions? open = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(scheme);
        if (request.CertificationLevel is < 1 or > 3)
        {
            throw new ArgumentOutOfRangeException(nameof(request), "A certification level is 1, 2 or 3.");
        }

        try
        {
            SignatureSlotBuilder builder = new(pdf, open);
            SignatureSlot? slot = builder.ForSignature(request, request.SignerName ?? signer.Subject.CommonName, Room(request, signer, chain));
            return slot is null ? builder.Refusal! : Prepared(slot, pdf, request, signer, chain, scheme);
        }
        catch (PdfPasswordException)
        {
            return new PrepareResult.Refused(RefusalCode.PasswordRequired, "The document is encrypted and the password does not open it.");
        }
        catch (PdfFormatException e)
        {
            return new PrepareResult.Refused(RefusalCode.BrokenFile, e.Message);
        }
    }

    /// <summary>Second phase: puts the signature value, and a timestamp over it, into the document.</summary>
    /// <param name="pdf">The same bytes as in the first phase.</param>
    /// <param name="signatureValue">As the key returned it; ECDSA in DER.</param>
    /// <param name="timestampToken">An RFC 3161 token over the signature value; null or empty for B-B.</param>
    /// <returns>The whole signed file.</returns>
    /// <exception cref="ArgumentException">Another document, a value that is not this certificate's signature, or a token over something else.</exception>
    /// <exception cref="InvalidOperationException">The CMS is larger than the room; prepare again with <see cref="SignatureRequest.ReservedBytes"/>.</exception>
    public static byte[] Complete(PreparedSignature prepared, ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> signatureValue, ReadOnlyMemory<byte>? timestampToken = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (!SHA256.HashData(pdf.Span).AsSpan().SequenceEqual(prepared.DocumentSha256.Span))
        {
            throw new ArgumentException("This is not the document that was prepared.", nameof(pdf));
        }

        RequireSignature(prepared, signatureValue);
        if (timestampToken is { IsEmpty: false } token && TimestampToken.Read(token).VerifyData(signatureValue.Span).Problems.Contains(TimestampProblem.ImprintMismatch))
        {
            throw new ArgumentException("The timestamp is over something else.", nameof(timestampToken));
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
        ArgumentNullException.ThrowIfNull(key);
        bool wantsTimestamp = request.Profile != SignatureProfile.BB;
        if (wantsTimestamp && tsa is null)
        {
            return new SignResult.Refused(RefusalCode.TimestampMissing, "The profile needs a timestamp, and there is no source of timestamps.");
        }

        SignatureRequest current = request;
        while (true)
        {
            PrepareResult result = Prepare(pdf, current, key.Certificate, key.Chain, key.Key.Scheme, open);
            if (result is not PrepareResult.Prepared { Signature: var prepared })
            {
                PrepareResult.Refused refused = (PrepareResult.Refused)result;
                return new SignResult.Refused(refused.Code, refused.Message);
            }

            byte[] value = await key.Key.SignHashAsync(prepared.HashToSign, cancellationToken).ConfigureAwait(false);
            byte[]? token = wantsTimestamp ? await TimestampAsync(tsa!, value, cancellationToken).ConfigureAwait(false) : null;
            byte[] cms = Cms(prepared, value, token);
            if (cms.Length <= prepared.Capacity)
            {
                RequireSignature(prepared, value);
                return new SignResult.Signed(prepared.Tail.AppendTo(pdf, cms), prepared.FieldName);
            }

            // The room is part of what is signed, so everything is done again with the size now known.
            current = current with { ReservedBytes = cms.Length + Spare };
        }
    }

    private static void RequireSignature(PreparedSignature prepared, ReadOnlyMemory<byte> signatureValue)
    {
        SignatureCheck check = SignatureVerifier.Verify(
            prepared.Signer.PublicKey, prepared.Scheme.Algorithm, prepared.Scheme.DigestAlgorithm, prepared.SignedAttributes.Span, signatureValue.Span);
        if (check != SignatureCheck.Valid)
        {
            throw new ArgumentException("The value is not a signature by the key of the certificate.", nameof(signatureValue));
        }
    }

    private static async Task<byte[]> TimestampAsync(ITimestampSource tsa, byte[] value, CancellationToken cancellationToken) =>
        await tsa.GetTokenAsync(HashAlgorithmName.SHA256, SHA256.HashData(value), cancellationToken).ConfigureAwait(false);

    private static PrepareResult.Prepared Prepared(
        SignatureSlot slot, ReadOnlyMemory<byte> pdf, SignatureRequest request, Certificate signer, IReadOnlyList<Certificate> chain, SignatureScheme scheme)
    {
        byte[] contentHash = slot.Hash(pdf, scheme.Hash, out byte[] documentSha256);
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = contentHash, Scheme = scheme, Certificate = signer, CommitmentType = request.CommitmentOid,
            Others = ClaimedRole.Attributes(request.ClaimedRole),
        });
        return new PrepareResult.Prepared(
            new PreparedSignature(slot.Tail, slot.FieldName, request.Profile, documentSha256, attributes, scheme, signer, chain));
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
