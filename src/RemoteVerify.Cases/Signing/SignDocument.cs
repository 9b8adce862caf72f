using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Signing;

/// <summary>
/// The participant signs. The certificate of the one-time key is on record, in a transaction of its own, before the key
/// signs: after a crash there may be a certificate that signed nothing, never a signature by an unrecorded certificate.
/// </summary>
public sealed class SignDocument(Desk desk, IUnitOfWorkFactory stores, ICertificateIssuer issuer, IDocumentSigner signer, SlotGuard guard, VerificationPolicy policy)
{
    /// <summary>How long a one-time certificate is valid.</summary>
    public static readonly TimeSpan CertificateLifetime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    public Task<Outcome<CaseWithDocument>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.SignDocument, actor, async (work, ct) =>
        {
            if (!(await ReadyToSign.FindAsync(work, reference, policy, guard, ct)).TryGet(out ReadyToSign? ready, out Refusal? refusal))
            {
                return refusal;
            }

            CaseFile file = ready.Case.File;
            if (await guard.RefuseKindAsync(work, file, SlotSigner.Participant, ready.Participant.Kind.ToString(), issuer.Kind, ct) is { } kind)
            {
                return kind with { Message = "This procedure takes no signature by a one-time certificate. Sign with your own certificate at an external provider." };
            }

            if (!OneTimeKey.Create(
                issuer, ready.Verification.Chip.Holder, ready.Participant.FullName, ready.Document, work.Now - ClockTolerance, work.Now + CertificateLifetime)
                .TryGet(out OneTimeKey? made, out refusal))
            {
                return refusal;
            }

            using OneTimeKey key = made;
            await RecordCertificateAsync(work, file, key, ready.Verification.File, ct);
            if (!(await key.SignAsync(signer, ready.Pdf, Order(file, ready.Participant, work.Now), ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            DocumentVersion version = await work.KeepDocumentAsync(file, signed, DocumentOrigin.SignedByParticipant, ct);
            var signature = new ParticipantSignature(
                ready.Participant.Id, key.BoundDocument, key.SerialNumber, key.SubjectKeySha256, work.Now, desk.Clock.GetUtcNow());
            work.Note("certificate", key.SerialNumber);
            work.Note("signed", key.BoundDocument.Hex);
            work.Note("verification", ready.Verification.File.Id.ToString());
            work.Note("key-destroyed", key.IsDestroyed ? "yes" : "no");
            work.Publish("signature.confirmed", file.Id, ready.Participant.Id.Value);
            return await work.SaveAsync(ready.Case.Sign(signature, version), ct);
        }, cancellationToken);

    /// <summary>What a participant's signature says about itself.</summary>
    internal static SignatureOrder Order(CaseFile file, Participant participant, DateTimeOffset now) => new(
        SlotNames.Of(participant.Id),
        participant.FullName,
        file.Title,
        file.Places.Of(SlotNames.Of(participant.Id)),
        now,
        [participant.FullName, $"{VietnamTime.Print(now)}", file.IsTest ? "BẢN THỬ NGHIỆM / TEST" : file.Code]);

    /// <summary>The record names the verification and its nonce: the certificate was issued for that transaction and no other.</summary>
    private async Task RecordCertificateAsync(Work work, CaseFile file, OneTimeKey key, VerificationFile verification, CancellationToken cancellationToken)
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
                ["verification"] = verification.Id.ToString(),
                ["nonce-sha256"] = Sha256Digest.Of(verification.Nonce).Hex,
            }));
        if (await unit.CommitAsync(cancellationToken) != CommitResult.Committed)
        {
            throw new InvalidOperationException("The one-time certificate could not be recorded.");
        }
    }
}
