using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Authority.OcspResponder;

/// <summary>
/// Evidence from this process's own authority: OCSP for what the issuing authority has issued, lists for what the
/// authorities above it have.
/// </summary>
/// <param name="responder">Answers for the issuing authority.</param>
/// <param name="states">What was issued and revoked.</param>
/// <param name="lists">The current lists, asked for at each use; may be empty.</param>
/// <param name="clock">The time of the answers.</param>
public sealed class AuthorityRevocationSource(
    OcspResponder responder, ICertificateStatusSource states, Func<IReadOnlyList<Crl>> lists, TimeProvider clock) : IRevocationSource
{
    /// <inheritdoc/>
    public async Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        Crl[] crls = [.. lists().Where(l => l.Issuer.Equals(issuer.Subject))];
        OcspRequest request = OcspRequest.Create(certificate, issuer);
        OcspResponse response = OcspResponse.Read(
            await responder.RespondAsync(request.Encode(), clock.GetUtcNow(), states, cancellationToken).ConfigureAwait(false));
        return new RevocationEvidence(crls, response.Status == OcspResponseStatus.Successful ? [response] : []);
    }
}
