namespace RemoteVerify.Hsm;

/// <summary>Why a key of a token does not sign.</summary>
public enum HsmProblem
{
    /// <summary>OpenSSL has neither the engine nor the provider for PKCS#11.</summary>
    EngineMissing,

    /// <summary>The token or the key on it was not found.</summary>
    KeyNotFound,

    /// <summary>The key is there and the token did not open it: the PIN is wrong or locked, or only the public half is there.</summary>
    LoginRefused,

    /// <summary>The key is not the one of the certificate.</summary>
    KeyMismatch,

    /// <summary>The token did not sign, and not with a freshly opened key either.</summary>
    SigningFailed,

    /// <summary>All handles were in use for longer than the host wants to wait.</summary>
    Busy,
}
