using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
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

/// <summary>First phase: the service prepares the signature for a certificate that this officer enrolled, or that the agency registered for the officer.</summary>
public sealed class PrepareCountersignature(Desk desk, ICertificateIssuer issuer, IDocumentSigner signer, IOfficerDirectory officers, SlotGuard guard)
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

            OfficerProfile? officer = officers.Find(actor.Tenant, actor.Id);
            if (!(await CertificateAsync(work, officer, certificateSerial, ct)).TryGet(out RegisteredCertificate? own, out refusal)
                || !(await guard.CheckAsync(work, current.File, SlotSigner.Officer, slot.Function.ToString(), own.Certificate, own.Chain, ct)).TryGet(out SignerCertificate? judged, out refusal)
                || !OfficerStatement.Of(officer!, current.File, certificateSerial, VietnamTime.Day(work.Now)).TryGet(out OfficerStatement? statement, out refusal)
                || !(await work.DocumentAsync(current.File, current.Document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                || !signer.Prepare(pdf, Order(current.File, slot.Slot, statement, work.Now), judged.Certificate, judged.Chain).TryGet(out PreparedSigning? prepared, out refusal))
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
                Statement = statement,
            };
            await work.SaveAsync(found is Approved approved ? approved.Prepare(pending) : ((CountersignaturePrepared)found).Prepare(pending), ct);
            work.Note("document", current.Document.Sha256.Hex);
            work.Note("certificate", certificateSerial);
            work.Note("signature-kind", judged.Kind.ToString());
            Describe(work, statement);
            SignatureScheme scheme = SignatureScheme.DefaultFor(judged.Certificate.PublicKey);
            return new CountersignatureTask(prepared.HashToSign, scheme.Hash.Name!, scheme.Kind.ToString(), current.Document.Sha256, pending.ExpiresAt);
        }, cancellationToken);

    /// <summary>States authority and registration with the act.</summary>
    internal static void Describe(Work work, OfficerStatement? statement)
    {
        foreach ((string key, string? value) in new[]
        {
            ("authority", statement?.Authority), ("delegation", statement?.DelegationNumber), ("registration", statement?.RegistrationNumber),
        })
        {
            if (value is not null)
            {
                work.Note(key, value);
            }
        }
    }

    private async Task<Outcome<RegisteredCertificate>> CertificateAsync(Work work, OfficerProfile? officer, string serial, CancellationToken cancellationToken)
    {
        if (officer?.Certificates.FirstOrDefault(registered => registered.SerialNumber == serial) is { } other)
        {
            return other;
        }

        IssuedCertificate? issued = officer is null ? null : await work.Unit.Certificates.FindAsync(serial, cancellationToken);
        return issued is { CaseId: null, RevokedAt: null } && issued.Owner == work.Actor.Id && issued.Tenant == work.Actor.Tenant
            ? new RegisteredCertificate(Certificate.Read(issued.Certificate), issuer.Chain)
            : new Refusal(
                RefusalCode.CertificateNotAccepted,
                "This is not a valid certificate registered for you. Enrol one, or use the one you enrolled.");
    }

    private static SignatureOrder Order(CaseFile file, string slot, OfficerStatement statement, DateTimeOffset now) => new(
        slot,
        statement.FullName,
        file.Title,
        file.Places.Of(slot),
        now,
        [.. statement.Lines(), VietnamTime.Print(now), file.IsTest ? "BẢN THỬ NGHIỆM / TEST" : file.Code]);
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
            PrepareCountersignature.Describe(work, current.Pending.Statement);
            work.Publish("signature.confirmed", current.File.Id, "officer");
            OfficerSignature signature = new(actor.Id, current.Pending.CertificateSerial, work.Now) { Slot = current.Pending.Slot, Statement = current.Pending.Statement };
            return await work.SaveAsync(current.Finalise(signature, version), ct);
        }, cancellationToken);
}
