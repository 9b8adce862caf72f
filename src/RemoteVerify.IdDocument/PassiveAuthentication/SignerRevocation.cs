namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>What the revocation lists say about the document signer.</summary>
public enum SignerRevocation
{
    /// <summary>No list of its country signer was handed in.</summary>
    NotChecked,
    Good,
    Revoked,

    /// <summary>The only list is past its next update.</summary>
    UnknownStaleCrl,

    /// <summary>The only list is not signed by the country signer.</summary>
    UnknownBadCrlSignature,
}
