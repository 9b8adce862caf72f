using System.Formats.Asn1;
using System.Numerics;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Numbers, identifiers and curves that no honest issuer writes.</summary>
internal static class AbsurdKeys
{
    private static readonly string[] Oids =
    [
        "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.5", "1.2.840.113549.1.1.14", "1.2.840.10045.2.1",
        "1.2.840.10045.4.1", "1.2.840.10045.4.3.1", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.4", "1.2.840.10045.3.1.1", "1.2.840.10045.3.1.7", "1.3.132.0.34",
        "1.3.132.0.35", "1.3.132.0.10", "1.3.36.3.3.2.8.1.1.1", "1.3.36.3.3.2.8.1.1.13", "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3",
        "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.5", "2.23.136.1.1.1", "2.23.136.1.1.2", "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2", "2.5.29.15", "2.5.29.19",
        "2.5.29.28", "2.5.29.27", "2.5.29.16", "2.5.29.35", "2.5.29.30", "0.4.0.127.0.7.2.2.1.1", "0.4.0.127.0.7.2.2.1.2", "0.4.0.127.0.7.2.2.3.1.1", "0.4.0.127.0.7.2.2.3.2.1",
        "0.4.0.127.0.7.2.2.3.2.4", "2.23.136.1.1.5", "1.2.840.113549.1.3.1", "1.2.840.10046.2.1", "1.2.3.4.5",
    ];

    public static byte[] ObjectIdentifier(FuzzRandom random)
    {
        if (random.Chance(8))
        {
            // One endless sub-identifier.
            byte[] endless = new byte[random.Between(20, 4000)];
            Array.Fill(endless, (byte)0xFF);
            endless[^1] = 0x7F;
            return TlvPath.Wrap([6], endless);
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(random.Pick(Oids));
        return writer.Encode();
    }

    public static byte[] Integer(FuzzRandom random) => TlvPath.Wrap([2], Number(random).ToByteArray(isUnsigned: false, isBigEndian: true));

    /// <summary>Huge, small, negative, even, or one less or more than a power of two.</summary>
    private static BigInteger Number(FuzzRandom random)
    {
        int bits = random.Pick([1, 2, 17, 63, 64, 65, 192, 256, 257, 384, 521, 1024, 2048, 4096, 8192, 16384, 20000, 70000]);
        BigInteger power = BigInteger.One << bits;
        return random.Next(6) switch
        {
            0 => power,
            1 => power - 1,
            2 => power + 1,
            3 => -power,
            4 => BigInteger.Zero,
            _ => (power - 1) - (Odd(random, Math.Max(1, bits - 2)) << 1),
        };
    }

    private static BigInteger Odd(FuzzRandom random, int bits)
    {
        byte[] bytes = new byte[(bits + 7) / 8];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextBits();
        }

        return (new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << bits) - 1)) | 1;
    }

    /// <summary>Explicit parameters: composite and smooth fields, singular curves, wrong generators, orders and cofactors.</summary>
    public static byte[] Curve(FuzzRandom random)
    {
        int bits = random.Pick([112, 160, 192, 224, 256, 320, 384, 512, 521, 522, 1024, 4096]);
        BigInteger prime = random.Next(4) switch
        {
            0 => (BigInteger.One << bits) - 1,
            1 => (BigInteger.One << (bits - 1)) + 1,
            2 => (Odd(random, Math.Max(8, bits / 2)) << (bits / 2)) + 1,
            _ => Odd(random, bits) | (BigInteger.One << (bits - 1)),
        };
        int length = (int)(prime.GetBitLength() + 7) / 8;
        BigInteger x = random.Chance(3) ? BigInteger.Zero : Odd(random, bits - 1) % prime;
        BigInteger a = random.Chance(3) ? BigInteger.Zero : Odd(random, bits - 1) % prime;
        BigInteger y = random.Chance(3) ? BigInteger.One : Odd(random, bits - 1) % prime;

        // So that the generator lies on the curve.
        BigInteger b = ((((y * y) - (x * x * x) - (a * x)) % prime) + prime) % prime;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(random.Chance(8) ? "1.2.840.10045.1.2" : "1.2.840.10045.1.1");
                writer.WriteInteger(prime);
            }

            using (writer.PushSequence())
            {
                writer.WriteOctetString(Fixed(a, length));
                writer.WriteOctetString(Fixed(random.Chance(6) ? BigInteger.Zero : b, length));
            }

            byte[] generator = random.Chance(3)
                ? [(byte)random.Between(2, 3), .. Fixed(x, length)]
                : [4, .. Fixed(x, length), .. Fixed(y, length)];
            writer.WriteOctetString(generator);
            writer.WriteInteger(random.Next(3) switch { 0 => BigInteger.One, 1 => prime, _ => Odd(random, bits) });
            writer.WriteInteger(random.Chance(4) ? random.Between(-1, 300) : 1);
        }

        return writer.Encode();
    }

    private static byte[] Fixed(BigInteger value, int length)
    {
        byte[] minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = new byte[length];
        minimal.CopyTo(padded.AsSpan(length - minimal.Length));
        return padded;
    }
}
