using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>What the officer's client gets to sign.</summary>
/// <param name="HashToSign">Sign exactly this digest.</param>
/// <param name="HashAlgorithm">Name of the digest's algorithm.</param>
/// <param name="SignatureAlgorithm">How to sign.</param>
/// <param name="DocumentSha256">The document it is about, for the officer to compare.</param>
/// <param name="ExpiresAt">Finalise before this.</param>
public sealed record CountersignatureTask(
    ReadOnlyMemory<byte> HashToSign, string HashAlgorithm, string SignatureAlgorithm, Sha256Digest DocumentSha256, DateTimeOffset ExpiresAt);

/// <summary>First phase: the service prepares the signature for the certificate that this officer enrolled.</summary>
public sealed class PrepareCountersignature(Desk desk, ICertificateIssuer issuer, IDocumentSigner signer, IOfficerDirectory officers)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public Task<Outcome<CountersignatureTask>> DoAsync(
        Actor actor, CaseReference reference, string certificateSerial, CancellationToken cancellationToken) =>
        desk.DoAsync<CountersignatureTask>(Act.PrepareCountersignature, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            (CaseWithDocument? current, Approval? approval) = found switch
            {
                Approved c => (c, c.Approval),
                CountersignaturePrepared c => (c, c.Approval),
                _ => ((CaseWithDocument?)null, (Approval?)null),
            };
            if (current is null || approval is null)
            {
                return found.NotAllowed(Act.PrepareCountersignature);
            }

            if (OfficerOrder.Next(found.File, approval) is not { } slot || slot.Officer != actor.Id)
            {
                return new Refusal(RefusalCode.CountersignatureOfAnotherOfficer, "Another officer signs next: the one who approved the case, or the one whose turn it is. Ask them, or refuse the case.");
            }

            if (!(await CertificateAsync(work, certificateSerial, ct)).TryGet(out Certificate? certificate, out refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                || !signer.Prepare(pdf, Order(current.File, slot.Slot, officers.Find(actor.Tenant, actor.Id)!, work.Now), certificate, issuer.Chain)
                    .TryGet(out PreparedSigning? prepared, out refusal))
            {
                return refusal;
            }

            var pending = new PendingCountersignature(
                actor.Id,
                await work.Unit.Blobs.PutAsync(actor.Tenant, current.File.Id, DataClass.Dossier, prepared.Serialized, ct),
                Convert.ToHexStringLower(prepared.HashToSign.Span),
                certificateSerial,
                work.Now + Lifetime)
            {
                Slot = slot.Slot,
            };
            await work.SaveAsync(found is Approved approved ? approved.Prepare(pending) : ((CountersignaturePrepared)found).Prepare(pending), ct);
            work.Note("document", current.Document.Sha256.Hex);
            work.Note("certificate", certificateSerial);
            SignatureScheme scheme = SignatureScheme.DefaultFor(certificate.PublicKey);
            return new CountersignatureTask(prepared.HashToSign, scheme.Hash.Name!, scheme.Kind.ToString(), current.Document.Sha256, pending.ExpiresAt);
        }, cancellationToken);

    private async Task<Outcome<Certificate>> CertificateAsync(Work work, string serial, CancellationToken cancellationToken)
    {
        IssuedCertificate? issued = await work.Unit.Certificates.FindAsync(serial, cancellationToken);
        bool own = issued is { CaseId: null, RevokedAt: null } && issued.Owner == work.Actor.Id && issued.Tenant == work.Actor.Tenant
            && officers.Find(work.Actor.Tenant, work.Actor.Id) is not null;
        Certificate? certificate = own ? Certificate.Read(issued!.Certificate) : null;
        return certificate is not null && certificate.NotBefore <= work.Now && work.Now < certificate.NotAfter
            ? certificate
            : new Refusal(
                RefusalCode.CertificateNotAccepted,
                "This is not a valid certificate registered for you. Enrol one, or use the one you enrolled.");
    }

    private static SignatureOrder Order(CaseFile file, string slot, OfficerProfile officer, DateTimeOffset now) => new(
        slot,
        officer.FullName,
        file.Title,
        file.Places.Of(slot),
        now,
        [officer.Title, officer.FullName, VietnamTime.Print(now), file.IsTest ? "BẢN THỬ NGHIỆM / TEST" : file.Code]);
}

/// <summary>Second phase: the value made by the officer's key is put in and checked.</summary>
public sealed class FinaliseCountersignature(Desk desk, IDocumentSigner signer, IDocumentValidator validator)
{
    public Task<Outcome<CaseWithDocument>> DoAsync(
        Actor actor, CaseReference reference, ReadOnlyMemory<byte> signatureValue, CancellationToken cancellationToken) =>
        desk.DoAsync<CaseWithDocument>(Act.FinaliseCountersignature, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<CountersignaturePrepared>(reference, ct)).TryGet(out CountersignaturePrepared? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (current.Pending.Officer != actor.Id)
            {
                return new Refusal(RefusalCode.CountersignatureOfAnotherOfficer, "The officer who prepared the countersignature finalises it.");
            }

            if (current.Pending.ExpiresAt < work.Now)
            {
                return new Refusal(
                    RefusalCode.CountersignatureExpired, "The prepared countersignature has run out. Prepare it again.", [Act.PrepareCountersignature.Code], []);
            }

            if (!(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                || !(await work.BlobAsync(current.File.Id, current.Pending.Prepared, ct)).TryGet(out ReadOnlyMemory<byte> prepared, out refusal)
                || !(await signer.CompleteAsync(pdf, prepared, signatureValue, ct)).TryGet(out ReadOnlyMemory<byte> signed, out refusal))
            {
                return refusal;
            }

            if (!validator.IsIntact(signed, current.Pending.Slot, work.Now))
            {
                return new Refusal(
                    RefusalCode.SignatureNotValid,
                    "The value is not a signature of the prepared hash by the announced key. Sign exactly the given hash and finalise again.",
                    [.. current.Allowed.Select(a => a.Code)],
                    []);
            }

            DocumentVersion version = await work.KeepDocumentAsync(current.File, signed, DocumentOrigin.Countersigned, ct);
            work.Note("certificate", current.Pending.CertificateSerial);
            work.Publish("signature.confirmed", current.File.Id, "officer");
            return await work.SaveAsync(current.Finalise(new OfficerSignature(actor.Id, current.Pending.CertificateSerial, work.Now) { Slot = current.Pending.Slot }, version), ct);
        }, cancellationToken);
}
