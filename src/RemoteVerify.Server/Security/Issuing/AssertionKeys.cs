// RFC 7523 section 3, RFC 7518 section 3: ES256 for EC P-256; RS256 and PS256 for RSA.
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RemoteVerify.Server.Security.Issuing;

/// <summary>The keys by which a client signs its assertions.</summary>
public static class AssertionKeys
{
    private const int LeastRsaBits = 2048;

    /// <summary>What an assertion may be signed with.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256];

    /// <summary>The keys of all PEM blocks; null when one of them is no key that is taken, or there is none.</summary>
    public static IReadOnlyList<SecurityKey>? Read(string pem)
    {
        List<SecurityKey> keys = [];
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (Key(rest[fields.Location].ToString()) is not { } key)
            {
                return null;
            }

            key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
            keys.Add(key);
            rest = rest[fields.Location.End.GetOffset(rest.Length)..];
        }

        return keys.Count == 0 ? null : keys;
    }

    private static SecurityKey? Key(string pem)
    {
        try
        {
            ECDsa curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve.KeySize == 256 ? new ECDsaSecurityKey(curve) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Rsa(pem);
        }
    }

    private static RsaSecurityKey? Rsa(string pem)
    {
        try
        {
            RSA rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= LeastRsaBits ? new RsaSecurityKey(rsa) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
