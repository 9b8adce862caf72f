using System.Buffers.Binary;
using System.Numerics;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>SHA-224 of FIPS 180-4 section 6.3: SHA-256 with another start and the last word dropped.</summary>
public static class Sha224
{
    /// <summary>Length of the digest in bytes.</summary>
    public const int LengthBytes = 28;

    private const int BlockBytes = 64;

    private static readonly uint[] RoundConstants = CubeRootFractions(64);

    /// <summary>Hashes <paramref name="data"/> into a new array of 28 bytes.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<uint> state =
        [
            0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
        ];

        int whole = data.Length / BlockBytes * BlockBytes;
        for (int at = 0; at < whole; at += BlockBytes)
        {
            Compress(state, data.Slice(at, BlockBytes));
        }

        Span<byte> tail = stackalloc byte[2 * BlockBytes];
        tail.Clear();
        ReadOnlySpan<byte> rest = data[whole..];
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        int tailLength = rest.Length < BlockBytes - 8 ? BlockBytes : 2 * BlockBytes;
        BinaryPrimitives.WriteUInt64BigEndian(tail[(tailLength - 8)..], (ulong)data.Length * 8);
        for (int at = 0; at < tailLength; at += BlockBytes)
        {
            Compress(state, tail.Slice(at, BlockBytes));
        }

        byte[] digest = new byte[LengthBytes];
        for (int i = 0; i < LengthBytes / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), state[i]);
        }

        return digest;
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        }

        for (int i = 16; i < 64; i++)
        {
            uint s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            uint s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < 64; i++)
        {
            uint s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint t1 = h + s1 + ((e & f) ^ (~e & g)) + RoundConstants[i] + w[i];
            uint s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first primes (FIPS 180-4 section 4.2.2).</summary>
    private static uint[] CubeRootFractions(int count)
    {
        uint[] constants = new uint[count];
        int found = 0;
        for (uint candidate = 2; found < count; candidate++)
        {
            bool prime = true;
            for (uint divisor = 2; divisor * divisor <= candidate && prime; divisor++)
            {
                prime = candidate % divisor != 0;
            }

            if (prime)
            {
                constants[found++] = (uint)(CubeRoot((BigInteger)candidate << 96) & uint.MaxValue);
            }
        }

        return constants;
    }

    private static BigInteger CubeRoot(BigInteger value)
    {
        BigInteger low = 0;
        BigInteger high = BigInteger.One << 40;
        while (high - low > 1)
        {
            BigInteger middle = (low + high) >> 1;
            (low, high) = middle * middle * middle <= value ? (middle, high) : (low, middle);
        }

        return low;
    }
}
