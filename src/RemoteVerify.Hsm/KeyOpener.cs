using System.Runtime.Versioning;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Hsm;

/// <summary>Opens one key of one token, and says why it can't.</summary>
[SupportedOSPlatform("linux")]
internal sealed class KeyOpener(Pkcs11KeyOptions options, KeyKind kind, PinReader pin)
{
    // OpenSSL's error ENGINE_R_NO_SUCH_ENGINE (library 38, reason 116).
    private const int NoSuchEngine = (38 << 23) | 116;

    /// <summary>The engine keeps the PIN of the last address in one place for the whole process.</summary>
    private static readonly Lock OneAtATime = new();

    /// <summary>Opens the private key; logs in at most once.</summary>
    /// <exception cref="HsmException">It can't be opened.</exception>
    public KeyHandle Open()
    {
        lock (OneAtATime)
        {
            using SafeEvpPKeyHandle handle = OpenPrivate();
            try
            {
                return new KeyHandle(handle, kind);
            }
            catch (CryptographicException e)
            {
                throw new HsmException(HsmProblem.KeyMismatch, $"The key {options.Key} is of another kind than the certificate's ({kind}); name the right object or the right certificate.", e);
            }
        }
    }

    /// <summary>Whether the public half is seen without a PIN; what a failed opening is explained by.</summary>
    public bool SeesPublicKey()
    {
        lock (OneAtATime)
        {
            return FindsPublic();
        }
    }

    /// <summary>The public half as the token shows it without a PIN.</summary>
    /// <exception cref="HsmException">No token shows it.</exception>
    public static PublicKeyInfo ReadPublic(Pkcs11KeyOptions options)
    {
        lock (OneAtATime)
        {
            try
            {
                using SafeEvpPKeyHandle handle = SafeEvpPKeyHandle.OpenPublicKeyFromEngine(options.EngineName, $"{options.Key};type=public");
                return PublicKeyInfo.Read(Export(handle));
            }
            catch (Exception e) when (IsEngineMissing(e))
            {
                throw new HsmException(HsmProblem.EngineMissing, $"OpenSSL has no engine '{options.EngineName}'. Install it (Debian: libengine-pkcs11-openssl).", e);
            }
            catch (CryptographicException e)
            {
                throw new HsmException(
                    HsmProblem.KeyNotFound, $"No token shows the public half of {options.Key}. Check that the token is there, that PKCS11_MODULE_PATH or openssl.cnf names its module, and the labels (pkcs11-tool --list-objects).", e);
            }
        }
    }

    private static byte[] Export(SafeEvpPKeyHandle handle)
    {
        try
        {
            using ECDsaOpenSsl curve = new(handle);
            return curve.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            using RSAOpenSsl rsa = new(handle);
            return rsa.ExportSubjectPublicKeyInfo();
        }
    }

    private SafeEvpPKeyHandle OpenPrivate()
    {
        try
        {
            using PinPipe source = new(pin);
            return SafeEvpPKeyHandle.OpenPrivateKeyFromEngine(options.EngineName, $"{options.Key};type=private?pin-source=file:{source.Path}");
        }
        catch (Exception e) when (IsEngineMissing(e))
        {
            return OpenFromProvider();
        }
        catch (CryptographicException e)
        {
            throw FindsPublic() ? LoginRefused(e) : NotFound(e);
        }
    }

    private SafeEvpPKeyHandle OpenFromProvider()
    {
        try
        {
            using PinPipe source = new(pin);
            return SafeEvpPKeyHandle.OpenKeyFromProvider(options.ProviderName, $"{options.Key};type=private?pin-source=file:{source.Path}");
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new HsmException(
                HsmProblem.EngineMissing,
                $"OpenSSL has no engine '{options.EngineName}', and its provider '{options.ProviderName}' did not open {options.Key}. Install the engine (Debian: libengine-pkcs11-openssl) or set up the provider.",
                e);
        }
    }

    /// <summary>The address has no PIN, so this can't cost an attempt.</summary>
    private bool FindsPublic()
    {
        try
        {
            SafeEvpPKeyHandle.OpenPublicKeyFromEngine(options.EngineName, $"{options.Key};type=public").Dispose();
            return true;
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static bool IsEngineMissing(Exception e) =>
        e is PlatformNotSupportedException || (e is CryptographicException && e.HResult == NoSuchEngine);

    private HsmException LoginRefused(Exception e) => new(
        HsmProblem.LoginRefused,
        $"The token shows the public half of {options.Key} and does not open the private one: the PIN is wrong or locked, or the private half is not there. It is not tried again, because tokens lock after a few wrong PINs. Correct what the PIN's reference points to and start again (pkcs11-tool --list-token-slots shows the token's state).",
        e);

    private HsmException NotFound(Exception e) => new(
        HsmProblem.KeyNotFound,
        $"No token has the key {options.Key}. Check that the token is there, that PKCS11_MODULE_PATH or openssl.cnf names its module, and the labels (pkcs11-tool --list-objects); a token that hides public keys reports a wrong PIN like this too.",
        e);
}
