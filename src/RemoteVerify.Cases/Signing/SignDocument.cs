using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Signing;

/// <summary>
/// The participant signs. The certificate of the one-time key is on record, in a transaction of its own, before the key
/// signs: after a crash there may be a certificate that signed nothing, never a signature by an unrecorded certificate.
/// </summary>
public sealed class SignDocument(Desk desk, IUnitOfWorkFactory stores, ICertificateIssuer issuer, IDocumentSigner signer)
{
    /// <summary>How long a one-time certificate is valid.</summary>
    public static readonly TimeSpan CertificateLifetime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    public Task<Outcome<CaseWithDocument>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.SignDocument, actor, async (work, ct) =>
        {
            var participant = new ParticipantId(actor.Id);
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotAllowedForHelper(found.File) is { } helper)
            {
                return helper;
            }

            if (found is not ContentConfirmed current)
            {
                return found.NotAllowed(Act.SignDocument);
            }

            if (!current.ConfirmationOf(participant).TryGet(out ContentConfirmation? confirmation, out refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
            {
                return refusal;
            }

            if (SessionRules.NotReadyToSign(current.File, participant, current.Document.Sha256) is { } notReady)
            {
                return notReady;
            }

            if (Sha256Digest.Of(pdf.Span) != confirmation.DocumentSha256)
            {
                return new Refusal(RefusalCode.DocumentHashDiffers, "The stored document is not the confirmed one. Show it again and confirm what is shown.");
            }

            if (current.IdentityOf(participant) is not { } proof
                || await work.Unit.Verifications.FindAsync(proof.Verification, ct) is not Passed verification)
            {
                return new Refusal(RefusalCode.VerificationNotFound, "This participant has no passed verification. Start one.");
            }

            Participant declared = current.File.Find(participant)!;
            if (!OneTimeKey.Create(
                issuer, verification.Chip.Holder, declared.FullName, confirmation.DocumentSha256, work.Now - ClockTolerance, work.Now + CertificateLifetime)
                .TryGet(out OneTimeKey? made, out refusal))
            {
                return refusal;
            }

            using OneTimeKey key = made;
            await RecordCertificateAsync(work, current.File, key, ct);
            if (!(await key.SignAsync(signer, pdf, Order(current.File, declared, work.Now), ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            DocumentVersion version = await work.KeepDocumentAsync(current.File, signed, DocumentOrigin.SignedByParticipant, ct);
            var signature = new ParticipantSignature(
                participant, key.BoundDocument, key.SerialNumber, key.SubjectKeySha256, work.Now, desk.Clock.GetUtcNow());
            work.Note("certificate", key.SerialNumber);
            work.Note("signed", key.BoundDocument.Hex);
            work.Note("key-destroyed", key.IsDestroyed ? "yes" : "no");
            work.Publish("signature.confirmed", current.File.Id, participant.Value);
            return await work.SaveAsync(current.Sign(signature, version), ct);
        }, cancellationToken);

    private async Task RecordCertificateAsync(Work work, CaseFile file, OneTimeKey key, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        await unit.Certificates.AddAsync(
            new IssuedCertificate(
                key.SerialNumber, key.SubjectKeySha256, key.Certificate.Encoded, file.Tenant, file.Id, work.Actor.Id, key.BoundDocument, work.Now, null, null),
            cancellationToken);
        unit.Audit.Append(new AuditEntry(
            file.Tenant, file.Id, work.Now, ActorRole.Service, "service", "certificate.issue", "done",
            new Dictionary<string, string>
            {
                ["certificate"] = key.SerialNumber,
                ["subject-key"] = key.SubjectKeySha256.Hex,
                ["bound-document"] = key.BoundDocument.Hex,
                ["participant"] = work.Actor.Id,
            }));
        if (await unit.CommitAsync(cancellationToken) != CommitResult.Committed)
        {
            throw new InvalidOperationException("The one-time certificate could not be recorded.");
        }
    }

    private static SignatureOrder Order(CaseFile file, Participant participant, DateTimeOffset now) => new(
        SlotNames.Of(participant.Id),
        participant.FullName,
        file.Title,
        file.Places.Of(SlotNames.Of(participant.Id)),
        now,
        [participant.FullName, $"{VietnamTime.Print(now)}", file.IsTest ? "BẢN THỬ NGHIỆM / TEST" : file.Code]);
}
