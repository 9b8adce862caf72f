// GF(2^8) with the polynomial x^8 + x^4 + x^3 + x + 1 of FIPS 197 section 4.2. No tables and no branches on secret bytes.
namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>Arithmetic of bytes in which addition is exclusive or.</summary>
internal static class FieldOf256
{
    private const int Reduction = 0x1B;

    public static byte Multiply(byte a, byte b)
    {
        int x = a;
        int product = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            product ^= x & -((b >> bit) & 1);
            x = ((x << 1) ^ (Reduction & -(x >> 7))) & 0xFF;
        }

        return (byte)product;
    }

    /// <summary>The inverse is the power of 254, because every element but zero has order 255; zero gives zero.</summary>
    public static byte Invert(byte a)
    {
        byte power = a;
        byte result = 1;
        for (int exponent = 254; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
            {
                result = Multiply(result, power);
            }

            power = Multiply(power, power);
        }

        return result;
    }
}
