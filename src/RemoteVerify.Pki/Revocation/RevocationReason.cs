namespace RemoteVerify.Pki.Revocation;

/// <summary>CRLReason of RFC 5280 section 5.3.1.</summary>
public enum RevocationReason
{
    Unspecified = 0,
    KeyCompromise = 1,
    AuthorityCompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    CertificateHold = 6,
    RemoveFromCrl = 8,
    PrivilegeWithdrawn = 9,
    AttributeAuthorityCompromise = 10,
}
