using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Asks several sources in their order, until what was found decides about the certificate now.</summary>
/// <param name="sources">The nearest first.</param>
/// <param name="clock">The clock for "now".</param>
public sealed class RevocationSources(IReadOnlyList<IRevocationSource> sources, TimeProvider clock) : IRevocationSource
{
    /// <inheritdoc/>
    public async Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        RevocationEvidence all = RevocationEvidence.None;
        foreach (IRevocationSource source in sources)
        {
            RevocationEvidence found = await source.FindAsync(certificate, issuer, cancellationToken).ConfigureAwait(false);
            all = new RevocationEvidence([.. all.Crls, .. found.Crls], [.. all.Responses, .. found.Responses]);
            if (RevocationChecker.Check(certificate, issuer, all.Crls, all.Responses, clock.GetUtcNow()).State != RevocationState.Unknown)
            {
                break;
            }
        }

        return all;
    }
}
