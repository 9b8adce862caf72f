using System.Security.Cryptography;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Engines;

/// <summary>Takes and signs documents with the room <c>Pades</c>: signatures of profile B-T, which the document timestamp makes B-LTA.</summary>
/// <param name="timestamps">Source of signature and document timestamps.</param>
/// <param name="fonts">Fonts of visible signatures.</param>
/// <param name="longTerm">What long-term data rests on, at the time of the call; null adds none.</param>
public sealed class PadesDocumentSigner(ITimestampSource timestamps, DocumentFonts fonts, Func<LongTermOptions>? longTerm = null) : IDocumentSigner, IDocumentIntake
{
    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> pdf, IReadOnlyList<Signing.SignatureSlot> slots)
    {
        try
        {
            PdfDocument document = PdfDocument.Open(pdf);
            if (document.Encryption is not null)
            {
                return NotAccepted("encrypted");
            }

            return Done(SignatureFields.Add(pdf, [.. slots.Select(Spec)]));
        }
        catch (PdfPasswordException)
        {
            return NotAccepted("encrypted");
        }
        catch (PdfFormatException)
        {
            return NotAccepted("broken-file");
        }
        catch (SigningRefusedException e)
        {
            return NotAccepted(Code(e.Code));
        }
    }

    /// <inheritdoc/>
    public Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(
        ReadOnlyMemory<byte> pdf, SignatureOrder order, CertifiedKey key, CancellationToken cancellationToken) =>
        SigningTroubles.AsRefusalAsync(async () => OutcomeOf(await PadesSigner.SignAsync(pdf, Request(order), key, timestamps, null, cancellationToken)));

    /// <inheritdoc/>
    public Outcome<PreparedSigning> Prepare(ReadOnlyMemory<byte> pdf, SignatureOrder order, Certificate signer, IReadOnlyList<Certificate> chain) =>
        PadesSigner.Prepare(pdf, Request(order), signer, chain, SignatureScheme.DefaultFor(signer.PublicKey)) switch
        {
            PrepareResult.Prepared { Signature: var s } => new PreparedSigning(s.Serialize(), s.HashToSign),
            PrepareResult.Refused refused => Refuse(refused.Code),
            _ => throw new InvalidOperationException("There is no third outcome."),
        };

    /// <inheritdoc/>
    public Task<Outcome<ReadOnlyMemory<byte>>> CompleteAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken) =>
        SigningTroubles.AsRefusalAsync(() => FinishAsync(pdf, prepared, signatureValue, cancellationToken));

    /// <inheritdoc/>
    /// <remarks>
    /// With evidence for every certificate before the timestamp. Evidence that is published but can't be had now is a refusal, and
    /// the act is repeated. A certificate whose issuer publishes nothing is stamped without; the renewal of archives adds what the
    /// operator may lay down for it later.
    /// </remarks>
    public Task<Outcome<ReadOnlyMemory<byte>>> TimestampAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        SigningTroubles.AsRefusalAsync(async () =>
        {
            SignResult result = longTerm is not null
                ? await LongTermExtender.ArchiveAsync(pdf, longTerm(), timestamps, cancellationToken)
                : await DocumentTimestamper.TryAddAsync(pdf, timestamps, null, cancellationToken);
            return OutcomeOf(result is SignResult.Refused { Code: Pades.Signing.RefusalCode.ValidationMaterialMissing, MayPassLater: false }
                ? await DocumentTimestamper.TryAddAsync(pdf, timestamps, null, cancellationToken)
                : result);
        });

    private async Task<Outcome<ReadOnlyMemory<byte>>> FinishAsync(
        ReadOnlyMemory<byte> pdf, ReadOnlyMemory<byte> prepared, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken)
    {
        PreparedSignature signature = PreparedSignature.Deserialize(prepared);
        if (SignatureVerifier.VerifyHash(
                signature.Signer.PublicKey, SignatureParameters.Resolve(signature.Scheme.Algorithm, signature.Scheme.DigestAlgorithm)!, signature.HashToSign.Span, signatureValue.Span) != SignatureCheck.Valid)
        {
            return new Refusal(
                RefusalCode.SignatureNotValid,
                "The value is not a signature of the prepared hash by the announced key. Sign exactly the given hash and finalise again.");
        }

        byte[] token = await timestamps.GetTokenAsync(HashAlgorithmName.SHA256, SHA256.HashData(signatureValue.Span), cancellationToken);
        return Done(PadesSigner.Complete(signature, pdf, signatureValue, token));
    }

    private static Outcome<ReadOnlyMemory<byte>> OutcomeOf(SignResult result) => result switch
    {
        SignResult.Signed signed => Done(signed.Pdf),
        SignResult.Refused { Code: Pades.Signing.RefusalCode.ValidationMaterialMissing, MayPassLater: true } => new Refusal(
            RefusalCode.CertificateEvidenceUnavailable,
            "What proves that a certificate was not revoked can't be had from its issuer now, so nothing was stamped and nothing is lost. Repeat the act in a few minutes; tell the operator if it lasts.",
            [],
            ["validation-material-missing"]),
        SignResult.Refused refused => Refuse(refused.Code),
        _ => throw new InvalidOperationException("There is no third outcome."),
    };

    private SignatureRequest Request(SignatureOrder order) => new()
    {
        FieldName = order.FieldName,
        SignerName = order.SignerName,
        Reason = order.Reason,
        SigningTime = order.At,
        Profile = SignatureProfile.BT,
        CommitmentType = Pades.Signing.CommitmentType.ProofOfApproval,
        VisibleAppearance = order.Place is { } place
            ? new VisibleAppearance
            {
                Fonts = fonts,
                PageNumber = place.Page,
                Rectangle = Frame(place),
                Lines = order.Lines,
                Text = new TextStyle(9),
            }
            : null,
    };

    private static SignatureFieldSpec Spec(Signing.SignatureSlot slot) => new()
    {
        Name = slot.Name,
        PageNumber = slot.Place?.Page ?? 1,
        Rectangle = slot.Place is { } place ? Frame(place) : null,
    };

    private static Frame Frame(SignaturePlace place) => new(place.Left, place.Bottom, place.Width, place.Height);

    private static Outcome<ReadOnlyMemory<byte>> Done(byte[] pdf) => new ReadOnlyMemory<byte>(pdf);

    private static Refusal NotAccepted(string reason) => new(
        RefusalCode.DocumentNotAccepted,
        "The document can't be taken. Send an unsigned PDF without a password; the reason says what is in the way.",
        [],
        [reason]);

    private static Refusal Refuse(Pades.Signing.RefusalCode code) => new(
        RefusalCode.SigningRefused, "The document can't be signed like this; the reason says why.", [], [Code(code)]);

    /// <summary>The engine's code in lower case with hyphens.</summary>
    private static string Code(Pades.Signing.RefusalCode code) => SigningTroubles.Kebab(code.ToString());
}
