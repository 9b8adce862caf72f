namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>How the document signer stands to the store of country signers.</summary>
public enum TrustState
{
    Trusted,

    /// <summary>The store is empty.</summary>
    NoAnchor,

    /// <summary>No country signer of the store issued it, or the path to one is not allowed.</summary>
    Untrusted,

    /// <summary>There is no document signer to judge.</summary>
    NotChecked,
}
