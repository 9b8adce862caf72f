// Prepare, confirm at the provider, finalise: the document never leaves the service, and the digest is of the document that was shown.
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Signing.Remote;

/// <summary>What the participant has to give to finalise.</summary>
/// <param name="DocumentSha256">The document that will be signed.</param>
/// <param name="CertificateSerial">With which certificate.</param>
/// <param name="NeedsPin">Give the PIN.</param>
/// <param name="NeedsCode">Give the code that the provider sent.</param>
/// <param name="ExpiresAt">Finalise before this.</param>
public sealed record RemoteSignatureTask(Sha256Digest DocumentSha256, string CertificateSerial, bool NeedsPin, bool NeedsCode, DateTimeOffset ExpiresAt);

/// <summary>First phase: the provider's certificate is judged and the signature prepared for it.</summary>
public sealed class PrepareRemoteSignature(Desk desk, IRemoteSigning providers, IDocumentSigner signer, SlotGuard guard, VerificationPolicy policy)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <param name="actor">The participant.</param>
    /// <param name="reference">The case.</param>
    /// <param name="provider">One of the configured providers.</param>
    /// <param name="credential">The provider's name for the key, or null for the person's only one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<RemoteSignatureTask>> DoAsync(Actor actor, CaseReference reference, string provider, string? credential, CancellationToken cancellationToken) =>
        desk.DoAsync<RemoteSignatureTask>(Act.PrepareRemoteSignature, actor, async (work, ct) =>
        {
            if (!(await ReadyToSign.FindAsync(work, reference, policy, guard, ct)).TryGet(out ReadyToSign? ready, out Refusal? refusal)
                || !(await providers.FindAsync(provider, ready.Participant.PersonalNumber, credential, ct)).TryGet(out RemoteCredential? found, out refusal))
            {
                return refusal;
            }

            if (!CertificateOwner.Is(found.Certificate, ready.Participant.PersonalNumber))
            {
                return new Refusal(RefusalCode.CertificateOfAnotherPerson, "The provider's certificate does not name this participant's personal number. Use the participant's own certificate.");
            }

            CaseFile file = ready.Case.File;
            if (!(await guard.CheckAsync(work, file, SlotSigner.Participant, ready.Participant.Kind.ToString(), found.Certificate, found.Chain, ct)).TryGet(out SignerCertificate? judged, out refusal)
                || !signer.Prepare(ready.Pdf, SignDocument.Order(file, ready.Participant, work.Now), judged.Certificate, judged.Chain).TryGet(out PreparedSigning? prepared, out refusal)
                || (found.NeedsCode && !(await providers.SendCodeAsync(provider, found, ct)).TryGet(out _, out refusal)))
            {
                return refusal!;
            }

            PendingRemoteSignature pending = new(
                ready.Participant.Id, provider, found.Id, await work.Unit.Blobs.PutAsync(file.Tenant, file.Id, DataClass.Dossier, prepared.Serialized, ct),
                Convert.ToHexStringLower(prepared.HashToSign.Span), ready.Document, judged.SerialNumber, Sha256Digest.Of(judged.Certificate.PublicKey.Encoded.Span), work.Now + Lifetime);
            await work.SaveAsync(ready.Case.Prepare(pending), ct);
            work.Note("document", ready.Document.Hex);
            work.Note("certificate", judged.SerialNumber);
            work.Note("signature-kind", judged.Kind.ToString());
            work.Note("provider", provider);
            return new RemoteSignatureTask(ready.Document, judged.SerialNumber, found.NeedsPin, found.NeedsCode, pending.ExpiresAt);
        }, cancellationToken);
}

/// <summary>Second phase: the provider signs the prepared digest and the value is put in and checked.</summary>
public sealed class FinaliseRemoteSignature(
    Desk desk, IRemoteSigning providers, IDocumentSigner signer, IDocumentValidator validator, SlotGuard guard, VerificationPolicy policy)
{
    public Task<Outcome<CaseWithDocument>> DoAsync(Actor actor, CaseReference reference, RemoteSecrets secrets, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.FinaliseRemoteSignature, actor, async (work, ct) =>
        {
            if (!(await ReadyToSign.FindAsync(work, reference, policy, guard, ct)).TryGet(out ReadyToSign? ready, out Refusal? refusal)
                || !Pending(ready, work.Now).TryGet(out PendingRemoteSignature? pending, out refusal))
            {
                return refusal;
            }

            CaseFile file = ready.Case.File;
            if (!(await work.BlobAsync(file.Id, pending.Prepared, ct)).TryGet(out ReadOnlyMemory<byte> prepared, out refusal)
                || !(await providers.SignAsync(pending.Provider, pending.Credential, Convert.FromHexString(pending.HashToSign), secrets, file.Title, ct)).TryGet(out ReadOnlyMemory<byte> value, out refusal)
                || !(await signer.CompleteAsync(ready.Pdf, prepared, value, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            if (!validator.IsIntact(signed, SlotNames.Of(ready.Participant.Id), work.Now))
            {
                return new Refusal(RefusalCode.SignatureNotValid, "The provider's value is not a signature of the prepared digest. Prepare and confirm again.");
            }

            DocumentVersion version = await work.KeepDocumentAsync(file, signed, DocumentOrigin.SignedByParticipant, ct);
            ParticipantSignature signature = new(ready.Participant.Id, ready.Document, pending.CertificateSerial, pending.SubjectKeySha256, work.Now, work.Now) { Provider = pending.Provider };
            work.Note("certificate", pending.CertificateSerial);
            work.Note("signed", ready.Document.Hex);
            work.Note("provider", pending.Provider);
            work.Publish("signature.confirmed", file.Id, ready.Participant.Id.Value);
            return await work.SaveAsync(ready.Case.Sign(signature, version), ct);
        }, cancellationToken);

    private static Outcome<PendingRemoteSignature> Pending(ReadyToSign ready, DateTimeOffset now)
    {
        PendingRemoteSignature? pending = ready.Case.Remote.FirstOrDefault(waiting => waiting.Participant == ready.Participant.Id);
        if (pending is null || pending.DocumentSha256 != ready.Document)
        {
            return new Refusal(RefusalCode.RemoteSignatureNotPrepared, "No signature of this document is prepared for the provider. Prepare one.", [Act.PrepareRemoteSignature.Code], []);
        }

        return pending.ExpiresAt < now
            ? new Refusal(RefusalCode.RemoteSignatureExpired, "The prepared signature has run out. Prepare it again.", [Act.PrepareRemoteSignature.Code], [])
            : pending;
    }
}

/// <summary>Whose certificate it is.</summary>
internal static class CertificateOwner
{
    /// <summary>UserID (RFC 4519 section 2.39), where Vietnamese providers put the number of the identity card.</summary>
    private const string UserId = "0.9.2342.19200300.100.1.1";

    /// <summary>
    /// True when serialNumber or UID of the subject is the personal number, alone or behind a prefix such as <c>PNOVN-</c>, <c>CCCD:</c>
    /// (ETSI EN 319 412-1 section 5.1.3; Vietnamese practice).
    /// </summary>
    public static bool Is(Certificate certificate, string personalNumber) =>
        certificate.Subject.Attributes.Where(attribute => attribute.Oid is UserId or RemoteVerify.Pki.Algorithms.Oids.SerialNumberAttribute)
            .Any(attribute => attribute.Value.Split(':', '-')[^1].Trim() == personalNumber);
}
