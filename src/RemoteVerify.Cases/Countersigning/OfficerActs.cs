using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>Gives an officer a certificate for a key that only the officer has.</summary>
public sealed class EnrolOfficer(Desk desk, ICertificateIssuer issuer, IOfficerDirectory officers)
{
    public static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(365);

    /// <param name="actor">The officer.</param>
    /// <param name="certificationRequest">PKCS#10, DER; its signature proves the possession of the key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<IssuedChain>> DoAsync(Actor actor, ReadOnlyMemory<byte> certificationRequest, CancellationToken cancellationToken) =>
        desk.DoAsync<IssuedChain>(Act.EnrolOfficer, actor, async (work, ct) =>
        {
            if (officers.Find(actor.Tenant, actor.Id) is not { } officer)
            {
                return new Refusal(RefusalCode.CertificateNotAccepted, "This account is not registered as an officer. Have the agency register it first.");
            }

            Outcome<IssuedChain> issued = issuer.IssueOfficer(
                certificationRequest, officer.FullName, officer.Organisation, work.Now - TimeSpan.FromMinutes(1), work.Now + CertificateLifetime);
            if (!issued.TryGet(out IssuedChain? chain, out Refusal? refusal))
            {
                return refusal;
            }

            string serial = Convert.ToHexStringLower(chain.Certificate.SerialNumber.Span);
            await work.Unit.Certificates.AddAsync(
                new IssuedCertificate(
                    serial, Sha256Digest.Of(chain.Certificate.PublicKey.Encoded.Span), chain.Certificate.Encoded, actor.Tenant, null, actor.Id, null, work.Now, null, null),
                ct);
            work.Note("certificate", serial);
            return chain;
        }, cancellationToken);
}

/// <summary>The officer approves: after looking at the evidence of every participant, or after reading the prepared paper.</summary>
public sealed class ApproveCase(Desk desk)
{
    public Task<Outcome<Approved>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<Approved>(Act.ApproveCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            var approval = new Approval(actor.Id, work.Now);
            Outcome<Approved> approved = found switch
            {
                ParticipantsSigned { IsRequest: false } c => c.Approve(approval),
                PaperPrepared c => c.Approve(approval),
                _ => found.NotAllowed(Act.ApproveCase),
            };
            if (!approved.TryGet(out Approved? next, out refusal))
            {
                return refusal;
            }

            work.Note("document", next.Document.Sha256.Hex);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}

/// <summary>The officer ends the case with a written reason.</summary>
public sealed class RefuseCase(Desk desk, ICaseSlips? slips = null)
{
    public Task<Outcome<RefusedCase>> DoAsync(
        Actor actor, CaseReference reference, string code, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<RefusedCase>(Act.RefuseCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (string.IsNullOrWhiteSpace(code) || string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalCode.ReasonRequired, "A refusal needs a reason code and a written reason. Write both and refuse again.");
            }

            var ended = new CaseRefusal(actor.Id, code, reason, work.Now) { In = current.State };
            if (current is not IRefusable refusable)
            {
                return current.NotAllowed(Act.RefuseCase);
            }

            RefusedCase next = refusable.Refuse(ended);
            if (slips is not null)
            {
                if (!(await slips.RefusalAsync(work, next.File, ended, ct)).TryGet(out CaseFile? withSlip, out refusal))
                {
                    return refusal;
                }

                next = next with { File = withSlip };
            }

            await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Refused(code), ct);
            await OpenVerifications.CancelAsync(work, current.File.Id, "case.refused", ct);
            work.Note("reason-code", code);
            work.Publish("case.refused", current.File.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}
