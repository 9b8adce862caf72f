using System.Security.Cryptography;

namespace RemoteVerify.Pades.Signing;

/// <summary>Bytes of the platform's generator, fetched in stock: a call for sixteen costs nearly as much as one for many.</summary>
internal static class UnpredictableBytes
{
    private const int Stock = 1024;

    [ThreadStatic]
    private static byte[]? _stock;

    [ThreadStatic]
    private static int _left;

    /// <summary>Each byte is given out once.</summary>
    public static void Fill(Span<byte> target)
    {
        if (target.Length > Stock)
        {
            RandomNumberGenerator.Fill(target);
            return;
        }

        _stock ??= new byte[Stock];
        if (_left < target.Length)
        {
            RandomNumberGenerator.Fill(_stock);
            _left = Stock;
        }

        Span<byte> taken = _stock.AsSpan(_left - target.Length, target.Length);
        taken.CopyTo(target);
        taken.Clear();
        _left -= target.Length;
    }
}
