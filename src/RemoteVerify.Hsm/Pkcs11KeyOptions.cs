using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm;

/// <summary>
/// Which key, and how it is used. The PKCS#11 module comes from the environment variable PKCS11_MODULE_PATH, from
/// openssl.cnf, or from the modules that p11-kit knows, in this order.
/// </summary>
public sealed record Pkcs11KeyOptions
{
    /// <summary>The key.</summary>
    public required Pkcs11Uri Key { get; init; }

    /// <summary>How it signs; null for the usual scheme of its kind.</summary>
    public SignatureScheme? Scheme { get; init; }

    /// <summary>Handles that are open at once at most, 1 to 64. One handle carries one signature at a time.</summary>
    public int MaximumHandles { get; init; } = 2;

    /// <summary>How long a signature waits for a free handle.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a token that has disappeared is left alone before it is looked for again.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Name of the OpenSSL engine.</summary>
    public string EngineName { get; init; } = "pkcs11";

    /// <summary>Name of the OpenSSL provider, asked where the engine is absent.</summary>
    public string ProviderName { get; init; } = "pkcs11";

    /// <summary>The key's address, which holds no secret.</summary>
    public override string ToString() => $"Pkcs11KeyOptions ({Key})";
}
