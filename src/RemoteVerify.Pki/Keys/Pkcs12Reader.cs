// RFC 7292.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki.Algorithms;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;

namespace RemoteVerify.Pki.Keys;

/// <summary>Reads one key with its certificates from a PKCS#12 file.</summary>
public static class Pkcs12Reader
{
    /// <summary>Larger files are refused.</summary>
    public const int MaxBytes = 1 << 20;

    // What the base library says of a wrong password on every platform (ERROR_INVALID_PASSWORD).
    private const int InvalidPassword = unchecked((int)0x80070056);

    /// <summary>Key derivations beyond these would let a file keep us busy: 600,000 rounds each.</summary>
    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MaxKeys = 16, MaxCertificates = 100, MacIterationLimit = 600_000, IndividualKdfIterationLimit = 600_000, TotalKdfIterationLimit = 3_000_000,
    };

    /// <summary>The key, its certificate and the certificates above it; the caller disposes the key.</summary>
    /// <param name="content">The file in DER or BER.</param>
    /// <param name="password">Password of the file; null or empty for none.</param>
    /// <param name="scheme">How the key signs; null for the usual scheme.</param>
    /// <exception cref="KeyFileException">It gives no key; the message says what to do.</exception>
    public static CertifiedKey Read(ReadOnlySpan<byte> content, string? password, SignatureScheme? scheme = null)
    {
        X509Certificate2Collection entries = Open(content, password);
        try
        {
            X509Certificate2[] owners = [.. entries.Where(entry => entry.HasPrivateKey)];
            if (owners.Length != 1)
            {
                throw owners.Length == 0
                    ? new KeyFileException(KeyFileProblem.NoPrivateKey, "The PKCS#12 file holds no private key with its certificate; export both.")
                    : new KeyFileException(KeyFileProblem.SeveralKeys, $"The PKCS#12 file holds {owners.Length} private keys; export the one that signs into a file of its own.");
            }

            Certificate own = Certificate.Read(owners[0].RawData);
            return new CertifiedKey(own, Chain(own, [.. entries.Where(entry => entry != owners[0]).Select(entry => Certificate.Read(entry.RawData))]), Import(owners[0], scheme));
        }
        catch (PkiFormatException e)
        {
            throw new KeyFileException(KeyFileProblem.Malformed, "A certificate in the PKCS#12 file can't be read.", e);
        }
        finally
        {
            foreach (X509Certificate2 entry in entries)
            {
                entry.Dispose();
            }
        }
    }

    private static X509Certificate2Collection Open(ReadOnlySpan<byte> content, string? password)
    {
        if (content.Length > MaxBytes)
        {
            throw new KeyFileException(KeyFileProblem.Malformed, $"A PKCS#12 file is not larger than {MaxBytes >> 20} MiB.");
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(content, password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable, Limits);
        }
        catch (Pkcs12LoadLimitExceededException e)
        {
            throw new KeyFileException(KeyFileProblem.UnsupportedProtection, "The PKCS#12 file has more keys, certificates or rounds of key derivation than are taken; export the one key again.", e);
        }
        catch (CryptographicException e) when (e.HResult == InvalidPassword)
        {
            throw new KeyFileException(KeyFileProblem.WrongPassword, "The password of the PKCS#12 file is another one, or the file was changed.", e);
        }
        catch (CryptographicException e) when (e.InnerException is CryptographicException || content is not [0x30, ..])
        {
            throw content is [0x30, ..] ? Legacy(e) : new KeyFileException(KeyFileProblem.Malformed, "This is no PKCS#12 file.", e);
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(KeyFileProblem.Malformed, "This is no PKCS#12 file, or it is damaged.", e);
        }
    }

    private static KeyFileException Legacy(Exception e) => new(
        KeyFileProblem.LegacyEncryption,
        "The PKCS#12 file is encrypted by an algorithm that this platform no longer has (RC2 or DES), or it is damaged. Export it again: openssl pkcs12 -legacy -in OLD -out all.pem, then openssl pkcs12 -export -in all.pem -out NEW.",
        e);

    private static SoftwareKey Import(X509Certificate2 owner, SignatureScheme? scheme)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)owner.GetRSAPrivateKey() ?? owner.GetECDsaPrivateKey()
            ?? throw new KeyFileException(KeyFileProblem.UnsupportedKey, "The key in the PKCS#12 file is neither RSA nor on an elliptic curve.");
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        try
        {
            return SoftwareKey.ImportPkcs8(pkcs8, scheme);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Nearest first; what belongs to no issuer of the key comes last.</summary>
    private static List<Certificate> Chain(Certificate own, List<Certificate> others)
    {
        List<Certificate> chain = [];
        Certificate last = own;
        while (others.Find(candidate => candidate.Subject.Equals(last.Issuer)) is { } above)
        {
            others.Remove(above);
            chain.Add(above);
            last = above;
        }

        return [.. chain, .. others];
    }
}
