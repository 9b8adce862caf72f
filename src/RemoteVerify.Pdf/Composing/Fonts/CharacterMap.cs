// OpenType 1.9.1, 'cmap' formats 4 and 12; the others are not needed for Unicode text.

namespace RemoteVerify.Pdf.Composing.Fonts;

/// <summary>From Unicode to glyphs, as the font's best Unicode subtable says.</summary>
internal sealed class CharacterMap
{
    private readonly SfntReader _table;
    private readonly int _format;
    private readonly int _groupCount;

    private CharacterMap(SfntReader table, int format, int groupCount)
    {
        _table = table;
        _format = format;
        _groupCount = groupCount;
    }

    public static CharacterMap Read(SfntReader cmap)
    {
        int count = cmap.U16(2);
        int best = -1;
        int bestRank = 0;
        for (int index = 0; index < count; index++)
        {
            int entry = 4 + (index * 8);
            int offset = cmap.Offset32(entry + 4);
            int rank = Rank(cmap.U16(entry), cmap.U16(entry + 2), cmap.U16(offset));
            if (rank > bestRank)
            {
                (best, bestRank) = (offset, rank);
            }
        }

        if (best < 0)
        {
            throw cmap.Broken(0, "no Unicode subtable of format 4 or 12");
        }

        int format = cmap.U16(best);
        SfntReader table = new(cmap.Slice(best, cmap.Length - best), "cmap");
        int groups = format == 4 ? table.U16(6) / 2 : table.Offset32(12);
        int needed = format == 4 ? 16 + (groups * 8) : (int)Math.Min(int.MaxValue, 16 + (groups * 12L));
        if (groups == 0 || needed > table.Length)
        {
            throw cmap.Broken(best, $"{groups} groups do not fit");
        }

        return new CharacterMap(table, format, groups);
    }

    public int GlyphOf(int codePoint) => _format == 12 ? FromGroups(codePoint) : codePoint <= 0xFFFF ? FromSegments(codePoint) : 0;

    private static int Rank(int platform, int encoding, int format) => (platform, encoding, format) switch
    {
        (3, 10, 12) => 4,
        (0, _, 12) => 3,
        (3, 1, 4) => 2,
        (0, _, 4) => 1,
        _ => 0,
    };

    private int FromGroups(int codePoint)
    {
        int low = 0;
        int high = _groupCount - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int entry = 16 + (middle * 12);
            if (codePoint > _table.U32(entry + 4))
            {
                low = middle + 1;
            }
            else if (codePoint < _table.U32(entry))
            {
                high = middle - 1;
            }
            else
            {
                long glyph = _table.U32(entry + 8) + (codePoint - (long)_table.U32(entry));
                return glyph <= 0xFFFF ? (int)glyph : 0;
            }
        }

        return 0;
    }

    private int FromSegments(int codePoint)
    {
        int low = 0;
        int high = _groupCount - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_table.U16(14 + (middle * 2)) < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int starts = 16 + (_groupCount * 2);
        int start = _table.U16(starts + (low * 2));
        if (codePoint < start || codePoint > _table.U16(14 + (low * 2)))
        {
            return 0;
        }

        int delta = _table.U16(starts + (_groupCount * 2) + (low * 2));
        int rangePosition = starts + (_groupCount * 4) + (low * 2);
        int range = _table.U16(rangePosition);
        if (range == 0)
        {
            return (codePoint + delta) & 0xFFFF;
        }

        int glyph = _table.U16(rangePosition + range + ((codePoint - start) * 2));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
}
