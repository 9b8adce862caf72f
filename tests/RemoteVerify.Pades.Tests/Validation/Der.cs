namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>Edits DER and mends the lengths above the edited place.</summary>
internal static class Der
{
    /// <summary>Replaces bytes inside nested definite-length values.</summary>
    public static byte[] Replace(byte[] der, int at, int length, byte[] by)
    {
        List<(int Header, int Size)> above = [];
        Descend(der, 0, der.Length, at, above);
        byte[] edited = [.. der[..at], .. by, .. der[(at + length)..]];
        int change = by.Length - length;
        for (int i = above.Count - 1; i >= 0; i--)
        {
            (int header, int size) = above[i];
            byte[] old = Length(size), mended = Length(size + change);
            edited = [.. edited[..(header + 1)], .. mended, .. edited[(header + 1 + old.Length)..]];
            change += mended.Length - old.Length;
        }

        return edited;
    }

    private static void Descend(byte[] der, int start, int end, int at, List<(int Header, int Size)> above)
    {
        for (int position = start; position < end;)
        {
            (int size, int bytes) = ReadLength(der, position + 1);
            int content = position + 1 + bytes;
            if (at >= content && at < content + size)
            {
                above.Add((position, size));
                if ((der[position] & 0x20) != 0)
                {
                    Descend(der, content, content + size, at, above);
                }

                return;
            }

            position = content + size;
        }
    }

    private static (int Size, int Bytes) ReadLength(byte[] der, int at)
    {
        if (der[at] < 0x80)
        {
            return (der[at], 1);
        }

        int count = der[at] & 0x7f, size = 0;
        for (int i = 1; i <= count; i++)
        {
            size = (size << 8) | der[at + i];
        }

        return (size, count + 1);
    }

    private static byte[] Length(int size) => size < 0x80 ? [(byte)size] : size < 0x100 ? [0x81, (byte)size] : [0x82, (byte)(size >> 8), (byte)size];
}
