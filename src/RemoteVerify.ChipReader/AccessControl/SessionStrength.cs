using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Strength of the session ciphers in bits (NIST SP 800-57 part 1, table 2; two-key Triple DES counts as 80).</summary>
internal static class SessionStrength
{
    public static int Of(SessionCipher cipher) => cipher switch
    {
        SessionCipher.Aes256 => 256,
        SessionCipher.Aes192 => 192,
        SessionCipher.Aes128 => 128,
        _ => 80,
    };
}
