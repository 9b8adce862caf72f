using System.Buffers.Binary;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>Changes pictures. Check sums of PNG are made right again half of the time, or nearly no change would come further than they.</summary>
internal sealed class ImageMutator(IReadOnlyList<ImageSeed> seeds)
{
    private static readonly uint[] Extremes = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];
    private static readonly ImageMutation[] Kinds = Enum.GetValues<ImageMutation>();

    public ImageMutation Mutate(ImageSeed seed, FuzzRandom random, MutantBuffer buffer)
    {
        buffer.Load(seed.Bytes);
        ImageMutation kind = random.Pick(Kinds);
        if (kind == ImageMutation.Several)
        {
            for (int i = random.Between(2, 6); i > 0; i--)
            {
                Once(Kinds[random.Next(Kinds.Length - 1)], seed, random, buffer);
            }
        }
        else
        {
            Once(kind, seed, random, buffer);
        }

        if (seed.Format == ImageFormat.Png && random.Chance(2))
        {
            MendPng(buffer.Span);
        }

        return kind;
    }

    private void Once(ImageMutation kind, ImageSeed seed, FuzzRandom random, MutantBuffer buffer)
    {
        // Headers are where a decoder believes what it reads, so half of the changes go there.
        int at = random.Chance(2) ? random.Next(Math.Min(buffer.Length, 700)) : random.Next(buffer.Length);
        int length = 1 + random.Next(random.Chance(4) ? 600 : 12);
        switch (kind)
        {
            case ImageMutation.Flip when buffer.Length > 0:
                buffer.Span[at] ^= (byte)(1 << random.Next(8));
                break;
            case ImageMutation.Overwrite:
                buffer.Replace(at, length, Noise(random, length));
                break;
            case ImageMutation.Insert:
                buffer.Replace(at, 0, Noise(random, length));
                break;
            case ImageMutation.Delete:
                buffer.Replace(at, length, []);
                break;
            case ImageMutation.Repeat:
                buffer.Replace(at, 0, buffer.Part(random.Next(buffer.Length), length));
                break;
            case ImageMutation.Cut:
                buffer.Cut(random.Next(buffer.Length));
                break;
            case ImageMutation.Splice:
                ImageSeed other = random.Pick([.. seeds.Where(s => s.Format == seed.Format)]);
                int from = random.Next(other.Bytes.Length);
                buffer.Replace(at, length, other.Bytes.AsSpan(from, Math.Min(length, other.Bytes.Length - from)));
                break;
            case ImageMutation.Extreme:
                Extreme(random, buffer.Span[at..]);
                break;
        }
    }

    /// <summary>One, two or four bytes with a number at the edge of what they hold.</summary>
    private static void Extreme(FuzzRandom random, Span<byte> place)
    {
        uint value = random.Pick(Extremes);
        if (place.Length >= 4 && random.Chance(2))
        {
            BinaryPrimitives.WriteUInt32BigEndian(place, value);
        }
        else if (place.Length >= 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)value);
        }
        else if (place.Length == 1)
        {
            place[0] = (byte)value;
        }
    }

    private static byte[] Noise(FuzzRandom random, int length)
    {
        byte[] bytes = new byte[length];
        byte same = (byte)random.Next(256);
        bool isFlat = random.Chance(3);
        for (int i = 0; i < length; i++)
        {
            bytes[i] = isFlat ? same : (byte)random.Next(256);
        }

        return bytes;
    }

    /// <summary>Makes the check sums of all chunks right (ISO/IEC 15948 clause 5.3), as far as their lengths lead.</summary>
    private static void MendPng(Span<byte> png)
    {
        for (int at = 8; at + 12 <= png.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
            {
                return;
            }

            int end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(png[end..], CyclicCheck(png[(at + 4)..end]));
            at = end + 4;
        }
    }

    /// <summary>CRC-32 of ISO/IEC 15948 annex D.</summary>
    private static uint CyclicCheck(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
