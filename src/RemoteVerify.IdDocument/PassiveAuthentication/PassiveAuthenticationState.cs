namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Whether the files are the ones that a country issued.</summary>
public enum PassiveAuthenticationState
{
    /// <summary>Every file present is signed, by a document signer under a country signer of the store, and nothing speaks against it.</summary>
    Genuine,

    /// <summary>Something was changed, forged, withheld or revoked.</summary>
    NotGenuine,

    /// <summary>Neither could be shown: no country signer to hold it against, or a proof that the policy does not take.</summary>
    Undetermined,
}
