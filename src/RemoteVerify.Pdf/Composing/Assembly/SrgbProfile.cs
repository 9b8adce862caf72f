// ICC.1:2001-04 (version 2 display profile), IEC 61966-2-1 (sRGB). Written from the standards' numbers, not copied from a file.
using System.Buffers.Binary;
using System.Text;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Makes the colour profile that a PDF/A document needs to say what its RGB numbers mean.</summary>
internal static class SrgbProfile
{
    private const int CurvePoints = 1024;

    private static readonly Lazy<byte[]> Shared = new(Build);

    public static ReadOnlyMemory<byte> Bytes => Shared.Value;

    private static byte[] Build()
    {
        byte[] curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")), ("cprt", Text("No copyright, use freely")), ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)), ("bXYZ", Xyz(0.14307, 0.06061, 0.7141)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        int position = 132 + (tags.Length * 12);
        using MemoryStream data = new();
        byte[] directory = new byte[4 + (tags.Length * 12)];
        BinaryPrimitives.WriteInt32BigEndian(directory, tags.Length);
        Dictionary<byte[], int> placed = new(ReferenceEqualityComparer.Instance);
        for (int index = 0; index < tags.Length; index++)
        {
            (string tag, byte[] content) = tags[index];
            if (!placed.TryGetValue(content, out int offset))
            {
                offset = position + (int)data.Length;
                placed.Add(content, offset);
                data.Write(content);
                data.Write(new byte[(4 - (content.Length % 4)) % 4]);
            }

            Span<byte> entry = directory.AsSpan(4 + (index * 12), 12);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], content.Length);
        }

        return [.. Header(position + (int)data.Length), .. directory, .. data.ToArray()];
    }

    private static byte[] Header(int size)
    {
        byte[] header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x02100000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", header.AsSpan(12));
        ushort[] date = [2026, 1, 1, 0, 0, 0];
        for (int index = 0; index < date.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24 + (index * 2)), date[index]);
        }

        Encoding.ASCII.GetBytes("acsp", header.AsSpan(36));
        Fixed(header.AsSpan(68), 0.9642);
        Fixed(header.AsSpan(72), 1);
        Fixed(header.AsSpan(76), 0.8249);
        return header;
    }

    private static byte[] Curve()
    {
        byte[] curve = new byte[12 + (CurvePoints * 2)];
        Encoding.ASCII.GetBytes("curv", curve);
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), CurvePoints);
        for (int index = 0; index < CurvePoints; index++)
        {
            double coded = index / (CurvePoints - 1.0);
            double linear = coded <= 0.04045 ? coded / 12.92 : Math.Pow((coded + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + (index * 2)), (ushort)Math.Round(linear * 65535));
        }

        return curve;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        byte[] data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        Fixed(data.AsSpan(8), x);
        Fixed(data.AsSpan(12), y);
        Fixed(data.AsSpan(16), z);
        return data;
    }

    private static byte[] Text(string text) => [.. Encoding.ASCII.GetBytes("text"), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text), 0];

    /// <summary>textDescriptionType: the ASCII text, then empty Unicode and Macintosh parts of fixed size.</summary>
    private static byte[] Description(string text)
    {
        byte[] data = new byte[12 + text.Length + 1 + 8 + 3 + 67];
        Encoding.ASCII.GetBytes("desc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }

    private static void Fixed(Span<byte> place, double value) => BinaryPrimitives.WriteInt32BigEndian(place, (int)Math.Round(value * 65536));
}
