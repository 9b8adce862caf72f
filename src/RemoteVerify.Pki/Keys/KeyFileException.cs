namespace RemoteVerify.Pki.Keys;

/// <summary>Why a key file gives no key.</summary>
public enum KeyFileProblem
{
    /// <summary>It is no PKCS#12 file.</summary>
    Malformed,

    /// <summary>The password is another one, or the file was changed.</summary>
    WrongPassword,

    /// <summary>It is encrypted by an algorithm that this platform does not have, as old programs did (RC2, DES).</summary>
    LegacyEncryption,

    /// <summary>It asks for more work than a key file may.</summary>
    UnsupportedProtection,

    /// <summary>It holds certificates only, or a key without its certificate.</summary>
    NoPrivateKey,

    /// <summary>It holds several private keys, and none is named.</summary>
    SeveralKeys,

    /// <summary>Its key is neither RSA nor on an elliptic curve that is known here.</summary>
    UnsupportedKey,
}

/// <summary>A key file gives no key; the message says what to do and holds no secret.</summary>
public sealed class KeyFileException(KeyFileProblem problem, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What is wrong.</summary>
    public KeyFileProblem Problem { get; } = problem;
}
