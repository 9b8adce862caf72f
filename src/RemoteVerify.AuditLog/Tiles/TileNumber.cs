// C2SP tlog-tiles, "Merkle Tree" and "Partial Tiles": a tile holds 256 hashes of one level, a partial one 1 to 255.
using System.Globalization;

namespace RemoteVerify.AuditLog.Tiles;

/// <summary>The place of a tile on its level, and how many hashes (or entries) it holds.</summary>
/// <param name="Index">0 for the first.</param>
/// <param name="Width">256 for a full tile, 1 to 255 for a partial one.</param>
public readonly record struct TileNumber(long Index, int Width)
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree between two levels of tiles.</summary>
    public const int Height = 8;

    /// <summary>Highest level of tiles in an address.</summary>
    public const int HighestLevel = 63;

    private const int Digits = 3;
    private const int MostElements = 5;

    /// <summary>Full tiles never change.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>Position of the tile's first hash on its level.</summary>
    public long Start => Index * FullWidth;

    /// <summary>As in an address: <c>x001/x234/067</c>, for a partial tile with <c>.p/WIDTH</c>.</summary>
    public override string ToString()
    {
        string index = string.Create(CultureInfo.InvariantCulture, $"{Index % 1000:000}");
        for (long rest = Index / 1000; rest > 0; rest /= 1000)
        {
            index = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{index}");
        }

        return IsFull ? index : string.Create(CultureInfo.InvariantCulture, $"{index}.p/{Width}");
    }

    /// <summary>Reads the one form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out TileNumber tile)
    {
        tile = default;
        int suffix = text.IndexOf(".p/", StringComparison.Ordinal);
        int width = FullWidth;
        if (suffix >= 0 && (!int.TryParse(text.AsSpan(suffix + 3), NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= FullWidth))
        {
            return false;
        }

        string[] elements = (suffix < 0 ? text : text[..suffix]).Split('/');
        long index = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            bool isLast = i == elements.Length - 1;
            ReadOnlySpan<char> digits = isLast ? elements[i] : elements[i].StartsWith('x') ? elements[i].AsSpan(1) : [];
            if (digits.Length != Digits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int part) || elements.Length > MostElements)
            {
                return false;
            }

            index = (index * 1000) + part;
        }

        tile = new TileNumber(index, width);
        return tile.ToString() == text;
    }

    /// <summary>The tiles of a level that has so many hashes: all but the last are full.</summary>
    public static IEnumerable<TileNumber> Of(long hashes)
    {
        for (long start = 0; start < hashes; start += FullWidth)
        {
            yield return new TileNumber(start / FullWidth, (int)Math.Min(FullWidth, hashes - start));
        }
    }
}
