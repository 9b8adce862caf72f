// RFC 5280 section 5.3.1.
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>Takes a certificate of the embedded authority back: an officer an own one, the organisation any of its own.</summary>
public sealed class RevokeCertificate(Desk desk)
{
    /// <summary>Reasons that make sense for an end certificate: unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation, privilegeWithdrawn.</summary>
    public static IReadOnlyList<int> Reasons { get; } = [0, 1, 3, 4, 5, 9];

    /// <param name="actor">An officer, or the organisation.</param>
    /// <param name="serialNumber">Hexadecimal, as it was told when the certificate was issued.</param>
    /// <param name="reason">One of <see cref="Reasons"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<IssuedCertificate>> DoAsync(Actor actor, string serialNumber, int reason, CancellationToken cancellationToken) =>
        desk.DoAsync<IssuedCertificate>(Act.RevokeCertificate, actor, async (work, ct) =>
        {
            if (!Reasons.Contains(reason))
            {
                return new Refusal(RefusalCode.RevocationReasonNotAccepted, "Name the reason: unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation or privilegeWithdrawn.");
            }

            if (await work.Unit.Certificates.FindAsync(serialNumber.ToLowerInvariant(), ct) is not { } issued
                || issued.Tenant != actor.Tenant
                || (actor.Role == ActorRole.Officer && issued.Owner != actor.Id))
            {
                return new Refusal(RefusalCode.CertificateNotFound, "There is no certificate with this serial number that you may revoke.");
            }

            if (!await work.Unit.Certificates.RevokeAsync(issued.SerialNumber, work.Now, reason, ct))
            {
                return new Refusal(RefusalCode.CertificateAlreadyRevoked, "This certificate was revoked before; the first time and reason stand.");
            }

            work.Note("certificate", issued.SerialNumber);
            work.Note("reason-code", reason.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return issued with { RevokedAt = work.Now, RevocationReason = reason };
        }, cancellationToken);
}
