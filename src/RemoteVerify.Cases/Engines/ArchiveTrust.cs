using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// What goes into a document that is to be provable for decades, for certificates of this service and of others. Evidence about
/// those of others is asked for only once their path to an anchor was built.
/// </summary>
/// <param name="own">Trust in what this service's authority issued; its lists are made here and can always be had.</param>
/// <param name="others">Anchors that are not of this service, for a time.</param>
/// <param name="intermediates">Certificates between those anchors and what they certify, beside those in the document.</param>
/// <param name="revocation">Finds evidence about certificates of others.</param>
public sealed class ArchiveTrust(
    AuthorityTrust own, Func<DateTimeOffset, IReadOnlyList<TrustAnchor>> others, IReadOnlyList<Certificate> intermediates, IRevocationSource revocation)
{
    /// <summary>What long-term data rests on at this time.</summary>
    public LongTermOptions For(DateTimeOffset at)
    {
        LongTermOptions options = own.ForArchive(at);
        IEnumerable<Certificate> anchors = options.Anchors.Concat(others(at).Where(anchor => anchor.IsTrustedAt(at)).Select(anchor => anchor.Certificate)).Distinct();
        return options with { Anchors = [.. anchors], Intermediates = intermediates, Source = new Both(options.Source, revocation) };
    }

    /// <summary>Own lists for own issuers; the other source for everybody else.</summary>
    private sealed class Both(IValidationMaterialSource own, IRevocationSource others) : IValidationMaterialSource
    {
        public async Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
        {
            ValidationMaterial known = await own.GetAsync(certificate, issuer, cancellationToken);
            if (known.Crls.Count > 0)
            {
                return known;
            }

            RevocationEvidence found = await others.FindAsync(certificate, issuer, cancellationToken);
            return known with { Crls = [.. found.Crls.Select(list => list.Encoded)], OcspResponses = [.. found.Responses.Select(response => response.Encoded)] };
        }
    }
}
