namespace RemoteVerify.Pki.Revocation;

/// <summary>Whether the signer of an OCSP response may be believed.</summary>
public enum ResponderStanding
{
    /// <summary>It is the issuer itself, needs no evidence, or evidence says that it was not revoked.</summary>
    Good,

    /// <summary>Its certificate can be revoked, and nothing says that it was not.</summary>
    Unknown,

    /// <summary>Its certificate was revoked before the response provably existed.</summary>
    Revoked,
}
