using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>Something that speaks against the use of a certificate at the time of validation.</summary>
/// <param name="Id">Check that found it.</param>
/// <param name="SubIndication">What it leads to when nothing proves an earlier use.</param>
/// <param name="Certificate">Which certificate of the path.</param>
/// <param name="Message">In words, without personal data.</param>
/// <param name="When">
/// The instant that decides: time of revocation, or the end of an algorithm. A use before it is not touched. Null where no
/// earlier use would help, or where other rules decide.
/// </param>
internal sealed record CertificateIssue(
    string Id, SubIndication SubIndication, Certificate Certificate, string Message, DateTimeOffset? When = null)
{
    /// <summary>Proofs of existence may settle it (clause 5.6.3.4: the sub-indications that the long-term process goes on with).</summary>
    public bool CanBeSettled => SubIndication is SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe
        or SubIndication.OutOfBoundsNoPoe or SubIndication.OutOfBoundsNotRevoked or SubIndication.RevocationOutOfBoundsNoPoe
        or SubIndication.CryptoConstraintsFailureNoPoe or SubIndication.TryLater or SubIndication.NoCertificateChainFoundNoPoe;
}
