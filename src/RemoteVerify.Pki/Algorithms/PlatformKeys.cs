using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>
/// Public keys in the platform's form, the last few of each thread. Taking a key in costs the platform several times what
/// checking a signature does, and authorities come again and again.
/// </summary>
internal static class PlatformKeys
{
    private const int Kept = 8;

    [ThreadStatic]
    private static Slots<RsaPublicKey, RSA>? _rsa;

    [ThreadStatic]
    private static Slots<EcPublicKey, ECDsa>? _ecdsa;

    /// <summary>The key; it belongs to the thread and is not disposed by the caller.</summary>
    /// <exception cref="CryptographicException">The platform does not take it.</exception>
    public static RSA Of(RsaPublicKey key) => (_rsa ??= new()).Get(key, static (a, b) => a == b, static wanted => RSA.Create(new RSAParameters
    {
        Modulus = wanted.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true), Exponent = wanted.Exponent.ToByteArray(isUnsigned: true, isBigEndian: true),
    }))!;

    /// <summary>The key, as above; null when its curve is not supported or its point not readable.</summary>
    /// <exception cref="CryptographicException">The platform does not take it.</exception>
    public static ECDsa? Of(EcPublicKey key) => (_ecdsa ??= new()).Get(
        key,
        static (a, b) => a.EncodedPoint.Span.SequenceEqual(b.EncodedPoint.Span) && a.Curve == b.Curve,
        static wanted => wanted.ToLibraryParameters() is { } parameters ? ECDsa.Create(parameters) : null);

    private sealed class Slots<TKey, TPlatform>
        where TKey : class
        where TPlatform : class, IDisposable
    {
        private readonly (TKey Key, TPlatform Platform)?[] _slots = new (TKey, TPlatform)?[Kept];
        private int _next;

        public TPlatform? Get(TKey key, Func<TKey, TKey, bool> same, Func<TKey, TPlatform?> make)
        {
            foreach ((TKey Key, TPlatform Platform)? slot in _slots)
            {
                if (slot is { } known && same(known.Key, key))
                {
                    return known.Platform;
                }
            }

            TPlatform? made = make(key);
            if (made is not null)
            {
                _slots[_next]?.Platform.Dispose();
                _slots[_next] = (key, made);
                _next = (_next + 1) % Kept;
            }

            return made;
        }
    }
}
