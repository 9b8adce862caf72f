namespace RemoteVerify.Pki.SessionKeys;

/// <summary>The ciphers of secure messaging (Doc 9303-11 clause 9.8).</summary>
public enum SessionCipher
{
    TripleDes,
    Aes128,
    Aes192,
    Aes256,
}
