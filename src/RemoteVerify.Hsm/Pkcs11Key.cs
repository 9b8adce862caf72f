// PKCS#11 v2.40 through OpenSSL 3; RFC 7512 (addresses).
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Hsm;

/// <summary>
/// A private key in a token: RSA PKCS#1 and PSS, ECDSA. Safe for several threads; the signature itself runs on the
/// caller's thread and takes as long as the token does.
/// </summary>
public sealed class Pkcs11Key : ISigningKey, IDisposable
{
    private readonly Pkcs11KeyOptions _options;
    private readonly HandlePool _pool;

    private Pkcs11Key(Pkcs11KeyOptions options, SignatureScheme scheme, PublicKeyInfo publicKey, HandlePool pool)
    {
        (_options, Scheme, PublicKey, _pool) = (options, scheme, publicKey, pool);
    }

    /// <inheritdoc/>
    public SignatureScheme Scheme { get; }

    /// <inheritdoc/>
    public PublicKeyInfo PublicKey { get; }

    /// <summary>
    /// Logs in, opens the key and has it sign a random value that the certificate's key must verify. Call it once at
    /// start: a wrong PIN costs one attempt of the token each time.
    /// </summary>
    /// <param name="options">Which key.</param>
    /// <param name="certificate">The certificate of the key.</param>
    /// <param name="pin">Where the PIN comes from.</param>
    /// <param name="clock">For the pause after a failure.</param>
    /// <exception cref="HsmException">The key can't be used, or is not the certificate's; the message says what to do.</exception>
    /// <exception cref="ArgumentException">A bound, the PIN's form or the scheme is out of place.</exception>
    public static Pkcs11Key Open(Pkcs11KeyOptions options, Certificate certificate, PinReader pin, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Open(options, certificate.PublicKey, pin, clock);
    }

    /// <summary>As with a certificate, for a key that has none yet: what makes its certification request.</summary>
    /// <param name="options">Which key.</param>
    /// <param name="publicKey">Its public half, from <see cref="ReadPublicKey"/>.</param>
    /// <param name="pin">Where the PIN comes from.</param>
    /// <param name="clock">For the pause after a failure.</param>
    /// <exception cref="HsmException">The key can't be used, or is another one; the message says what to do.</exception>
    public static Pkcs11Key Open(Pkcs11KeyOptions options, PublicKeyInfo publicKey, PinReader pin, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(publicKey);
        ArgumentNullException.ThrowIfNull(pin);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumHandles, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumHandles, 64, nameof(options));
        SignatureScheme scheme = options.Scheme ?? SignatureScheme.DefaultFor(publicKey);
        if (scheme.Kind == SignatureKind.EcdsaPlain || (scheme.Kind == SignatureKind.Ecdsa) != (publicKey.Kind == KeyKind.Ec))
        {
            throw new ArgumentException("The scheme does not fit the certificate's key.", nameof(options));
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new HsmException(HsmProblem.EngineMissing, "Keys in tokens are used through OpenSSL, on Linux only.");
        }

        KeyOpener opener = new(options, publicKey.Kind, pin);
        KeyHandle first = opener.Open();
        HandlePool pool = new(opener.Open, options, opener.SeesPublicKey(), clock);
        try
        {
            RequireMatch(first, options, scheme, publicKey);
        }
        catch
        {
            first.Dispose();
            pool.Dispose();
            throw;
        }

        pool.Add(first);
        return new Pkcs11Key(options, scheme, publicKey, pool);
    }

    /// <summary>The public half of a key, which tokens show without a PIN.</summary>
    /// <exception cref="HsmException">No token shows it.</exception>
    public static PublicKeyInfo ReadPublicKey(Pkcs11KeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OperatingSystem.IsLinux()
            ? KeyOpener.ReadPublic(options)
            : throw new HsmException(HsmProblem.EngineMissing, "Keys in tokens are used through OpenSSL, on Linux only.");
    }

    /// <inheritdoc/>
    /// <exception cref="HsmException">The token does not sign.</exception>
    public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        if (hash.Length != HashAlgorithms.LengthOf(Scheme.Hash))
        {
            throw new ArgumentException($"The digest must have {HashAlgorithms.LengthOf(Scheme.Hash)} bytes.", nameof(hash));
        }

        return _pool.SignAsync(hash, Scheme, cancellationToken);
    }

    /// <summary>Closes the handles; the token stays logged in until the process ends.</summary>
    public void Dispose() => _pool.Dispose();

    /// <summary>The key's address and kind.</summary>
    public override string ToString() => $"Pkcs11Key ({_options.Key}, {PublicKey}, {Scheme})";

    private static void RequireMatch(KeyHandle handle, Pkcs11KeyOptions options, SignatureScheme scheme, PublicKeyInfo publicKey)
    {
        byte[] challenge = RandomNumberGenerator.GetBytes(32);
        byte[] signature;
        try
        {
            signature = handle.SignHash(HashAlgorithms.Hash(scheme.Hash, challenge), scheme);
        }
        catch (CryptographicException e)
        {
            throw new HsmException(HsmProblem.SigningFailed, $"The token opened {options.Key} and does not sign with it by {scheme}; check the key's allowed mechanisms.", e);
        }

        if (SignatureVerifier.Verify(publicKey, scheme.Algorithm, scheme.DigestAlgorithm, challenge, signature) != SignatureCheck.Valid)
        {
            throw new HsmException(HsmProblem.KeyMismatch, $"The key {options.Key} is not the certificate's; name the right object or the right certificate.");
        }
    }
}
